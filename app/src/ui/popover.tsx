import { Popover as Primitive } from "radix-ui"
import type { ReactNode } from "react"

export interface PopoverProps {
  readonly trigger: ReactNode
  readonly label: string
  readonly children: ReactNode
  readonly align?: "start" | "center" | "end"
}

export function Popover({ trigger, label, children, align = "start" }: PopoverProps) {
  return (
    <Primitive.Root>
      <Primitive.Trigger asChild>{trigger}</Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content
          aria-label={label}
          align={align}
          sideOffset={4}
          collisionPadding={8}
          className="z-50 w-72 animate-enter rounded-lg border border-line-strong bg-surface p-2 text-sm shadow-float outline-none"
        >
          {children}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  )
}
