import { useId, type ComponentProps, type ReactNode } from "react"
import { classNames } from "./class-names.ts"

export const fieldStyle = classNames(
  "rounded-md border border-line bg-field text-text placeholder:text-text-3",
  "hover:border-line-strong focus:border-accent focus:outline-1 focus:-outline-offset-1 focus:outline-accent",
  "disabled:text-text-2 disabled:hover:border-line aria-invalid:border-danger",
)

export interface FieldProps {
  readonly label: ReactNode
  /** For who can't see what the field is by its place. */
  readonly labelHidden?: boolean
  readonly hint?: ReactNode
  /** A sentence that says what to change. */
  readonly error?: string | null
  readonly children: (attributes: {
    id: string
    "aria-describedby": string | undefined
    "aria-invalid": boolean
  }) => ReactNode
}

export function Field({ label, labelHidden = false, hint, error, children }: FieldProps) {
  const id = useId()
  const hintId = `${id}-hint`
  const described = (error ?? hint) ? hintId : undefined
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className={labelHidden ? "sr-only" : "text-xs font-medium text-text-2"}>
        {label}
      </label>
      {children({ id, "aria-describedby": described, "aria-invalid": Boolean(error) })}
      {described && (
        <p id={hintId} className={classNames("text-xs", error ? "text-danger" : "text-text-3")}>
          {error ?? hint}
        </p>
      )}
    </div>
  )
}

const inputSizes = {
  small: "h-7 px-2 text-sm",
  medium: "h-8 px-2.5 text-sm",
  large: "h-9 px-3 text-base",
}

export interface TextInputProps extends Omit<ComponentProps<"input">, "size"> {
  readonly size?: keyof typeof inputSizes
}

export function TextInput({ size = "medium", className, ...rest }: TextInputProps) {
  return (
    <input className={classNames(fieldStyle, "w-full", inputSizes[size], className)} {...rest} />
  )
}

export function TextArea({ className, ...rest }: ComponentProps<"textarea">) {
  return (
    <textarea
      className={classNames(fieldStyle, "w-full resize-y px-2 py-1.5 text-sm leading-5", className)}
      {...rest}
    />
  )
}
