import { ChevronDown } from "lucide-react"
import { classNames } from "./class-names.ts"
import { fieldStyle } from "./field.tsx"

export interface SelectOption<Value extends string> {
  readonly value: Value
  readonly label: string
}

export interface SelectProps<Value extends string> {
  readonly label: string
  /** Null: several values at once. */
  readonly value: Value | null
  readonly options: readonly SelectOption<Value>[]
  readonly onChange: (value: Value) => void
  readonly id?: string
  readonly name?: string
  readonly disabled?: boolean
  readonly className?: string
}

/** The platform's own list: typing ahead, phones and screen readers know it best. */
export function Select<Value extends string>(props: SelectProps<Value>) {
  const { label, value, options, onChange, className, ...rest } = props
  return (
    <span className={classNames("relative block", className)}>
      <select
        {...rest}
        aria-label={label}
        value={value ?? ""}
        onChange={(event) => {
          const option = options.find((item) => item.value === event.target.value)
          if (option) onChange(option.value)
        }}
        className={classNames(fieldStyle, "h-7 w-full appearance-none truncate pr-6 pl-2 text-sm")}
      >
        {value === null && (
          <option value="" disabled>
            Mixed
          </option>
        )}
        {options.map((option) => (
          <option key={option.value} value={option.value} className="bg-surface text-text">
            {option.label}
          </option>
        ))}
      </select>
      <ChevronDown
        aria-hidden
        size={14}
        className="pointer-events-none absolute top-1/2 right-1.5 -translate-y-1/2 text-text-3"
      />
    </span>
  )
}
