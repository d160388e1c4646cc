import { Popover as Primitive } from "radix-ui"
import type { ReactNode } from "react"
import { classNames } from "./class-names.ts"

export interface PopoverProps {
  readonly trigger: ReactNode
  readonly label: string
  readonly children: ReactNode
  readonly align?: "start" | "center" | "end"
  readonly width?: "medium" | "wide"
  /** Left out: it opens and closes by its trigger. */
  readonly open?: boolean
  readonly onOpenChange?: (open: boolean) => void
  /** A click elsewhere does nothing else than close it. */
  readonly modal?: boolean
  /** Whether a click elsewhere leaves it open, as when words in it would be lost. */
  readonly keepsOpen?: () => boolean
}

const widths = { medium: "w-72 p-2", wide: "w-80 max-w-[calc(100vw-16px)] p-3" }

export function Popover(props: PopoverProps) {
  const { trigger, label, children, align = "start", width = "medium", keepsOpen } = props
  const { open, onOpenChange, modal = false } = props
  return (
    <Primitive.Root
      modal={modal}
      {...(open !== undefined && { open })}
      {...(onOpenChange !== undefined && { onOpenChange })}
    >
      <Primitive.Trigger asChild>{trigger}</Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content
          aria-label={label}
          align={align}
          sideOffset={4}
          collisionPadding={8}
          onInteractOutside={(event) => {
            if (keepsOpen?.()) event.preventDefault()
          }}
          className={classNames(
            "z-50 animate-enter rounded-lg border border-line-strong bg-surface text-sm shadow-float outline-none",
            widths[width],
          )}
        >
          {children}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  )
}
