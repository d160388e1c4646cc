import type { LucideIcon } from "lucide-react"
import type { ComponentProps } from "react"
import { classNames } from "./class-names.ts"
import { Tooltip } from "./tooltip.tsx"

export interface IconButtonProps extends Omit<ComponentProps<"button">, "children"> {
  /** Its name, for the tooltip and for those who can't see the icon. */
  readonly label: string
  readonly icon: LucideIcon
  /** The key that does the same. */
  readonly shortcut?: string
  readonly side?: "top" | "right" | "bottom" | "left"
  readonly size?: "small" | "medium"
}

export function IconButton(props: IconButtonProps) {
  const { label, icon: Icon, shortcut, side, size = "medium", className, ...rest } = props
  return (
    <Tooltip label={label} {...(shortcut && { shortcut })} {...(side && { side })}>
      <button
        type="button"
        aria-label={label}
        className={classNames(
          "inline-flex shrink-0 items-center justify-center rounded-md text-text-2",
          "transition-colors duration-100 hover:bg-surface-3 hover:text-text",
          "aria-pressed:bg-accent-soft aria-pressed:text-accent data-[state=open]:bg-surface-3",
          "disabled:pointer-events-none disabled:text-text-3 disabled:opacity-60",
          size === "small" ? "size-6" : "size-7",
          className,
        )}
        {...rest}
      >
        <Icon aria-hidden size={size === "small" ? 14 : 16} strokeWidth={1.75} />
      </button>
    </Tooltip>
  )
}
