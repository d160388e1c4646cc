import { ToggleGroup } from "radix-ui"
import type { ReactNode } from "react"
import { classNames } from "./class-names.ts"

export interface SegmentedProps<Value extends string> {
  readonly label: string
  readonly value: Value
  readonly options: readonly {
    readonly value: Value
    readonly label: string
    readonly content?: ReactNode
  }[]
  readonly onChange: (value: Value) => void
  readonly disabled?: boolean
  readonly className?: string
}

/** One of a few, all of them visible. */
export function Segmented<Value extends string>(props: SegmentedProps<Value>) {
  const { label, value, options, onChange, disabled = false, className } = props
  return (
    <ToggleGroup.Root
      type="single"
      aria-label={label}
      value={value}
      disabled={disabled}
      onValueChange={(next) => {
        const option = options.find((item) => item.value === next)
        if (option) onChange(option.value)
      }}
      className={classNames("flex gap-0.5 rounded-md border bg-bg p-0.5", className)}
    >
      {options.map((option) => (
        <ToggleGroup.Item
          key={option.value}
          value={option.value}
          aria-label={option.label}
          className="flex min-h-6 min-w-0 flex-1 items-center justify-center gap-1.5 rounded-sm px-1 text-xs sm:px-2 text-text-2 hover:text-text disabled:opacity-60 data-[state=on]:bg-surface-3 data-[state=on]:font-medium data-[state=on]:text-text"
        >
          {option.content ?? option.label}
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
  )
}
