import { Check } from "lucide-react"
import { Checkbox as Primitive } from "radix-ui"
import { useId } from "react"

export interface CheckBoxProps {
  readonly label: string
  readonly checked: boolean
  readonly onChange: (checked: boolean) => void
  readonly disabled?: boolean
}

export function CheckBox({ label, checked, onChange, disabled = false }: CheckBoxProps) {
  const id = useId()
  return (
    <span className="flex min-h-6 items-center gap-2">
      <Primitive.Root
        id={id}
        checked={checked}
        disabled={disabled}
        onCheckedChange={(next) => onChange(next === true)}
        className="flex size-4 shrink-0 items-center justify-center rounded-sm border border-line-strong bg-field data-[state=checked]:border-accent-fill data-[state=checked]:bg-accent-fill"
      >
        <Primitive.Indicator>
          <Check aria-hidden size={12} strokeWidth={3} className="text-on-accent" />
        </Primitive.Indicator>
      </Primitive.Root>
      <label htmlFor={id}>{label}</label>
    </span>
  )
}
