import type { ComponentProps } from "react"
import { classNames } from "./class-names.ts"

export type ButtonTone = "primary" | "secondary" | "quiet" | "danger"
export type ButtonSize = "small" | "medium" | "large"

const tones: Record<ButtonTone, string> = {
  primary:
    "bg-accent-fill text-on-accent hover:bg-accent-fill-hover disabled:bg-surface-3 disabled:text-text-3",
  secondary:
    "border border-line-strong bg-surface-2 text-text hover:bg-surface-3 disabled:border-line disabled:text-text-3",
  quiet:
    "text-text-2 hover:bg-surface-3 hover:text-text data-[state=open]:bg-surface-3 data-[state=open]:text-text disabled:text-text-3 disabled:hover:bg-transparent",
  danger:
    "bg-danger-fill text-white hover:brightness-110 disabled:bg-surface-3 disabled:text-text-3",
}

const sizes: Record<ButtonSize, string> = {
  small: "h-6 gap-1 px-2 text-xs",
  medium: "h-7 gap-1.5 px-2.5 text-sm",
  large: "h-9 gap-2 px-4 text-base",
}

/** The look of a button, for links that are one. */
export const buttonStyle = (tone: ButtonTone = "secondary", size: ButtonSize = "medium") =>
  classNames(
    "inline-flex shrink-0 items-center justify-center rounded-md font-medium whitespace-nowrap select-none",
    "transition-colors duration-100 aria-disabled:opacity-60 [&_svg]:shrink-0",
    tones[tone],
    sizes[size],
  )

export interface ButtonProps extends ComponentProps<"button"> {
  readonly tone?: ButtonTone
  readonly size?: ButtonSize
}

export function Button({ tone, size, className, type = "button", ...rest }: ButtonProps) {
  return (
    <button
      // oxlint-disable-next-line react/button-has-type -- the type is always given, by default "button"
      type={type}
      className={classNames(buttonStyle(tone, size), className)}
      {...rest}
    />
  )
}
