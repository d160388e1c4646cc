import { Tooltip as Primitive } from "radix-ui"
import type { ReactNode } from "react"
import { Keys } from "./keys.tsx"

export const TooltipProvider = ({ children }: { readonly children: ReactNode }) => (
  <Primitive.Provider delayDuration={400} skipDelayDuration={200}>
    {children}
  </Primitive.Provider>
)

export interface TooltipProps {
  readonly label: ReactNode
  readonly shortcut?: string
  readonly side?: "top" | "right" | "bottom" | "left"
  readonly children: ReactNode
}

export function Tooltip({ label, shortcut, side = "bottom", children }: TooltipProps) {
  return (
    <Primitive.Root>
      <Primitive.Trigger asChild>{children}</Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content
          side={side}
          sideOffset={6}
          collisionPadding={8}
          className="z-50 flex max-w-64 animate-enter items-center gap-2 rounded-md border border-line-strong bg-surface-2 px-2 py-1 text-xs text-text shadow-float"
        >
          {label}
          {shortcut && <Keys keys={shortcut} />}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  )
}
