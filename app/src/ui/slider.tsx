import { Slider as Primitive } from "radix-ui"

export interface SliderProps {
  readonly label: string
  /** 0–1. */
  readonly value: number
  readonly onChange: (value: number) => void
  /** When the hand lets go. */
  readonly onCommit?: () => void
  readonly disabled?: boolean
}

export function Slider({ label, value, onChange, onCommit, disabled = false }: SliderProps) {
  const percent = Math.round(value * 100)
  return (
    <div className="flex flex-col gap-1.5">
      <div className="flex justify-between text-xs">
        <span className="font-medium text-text-2">{label}</span>
        <span className="text-text-3">{percent} %</span>
      </div>
      <Primitive.Root
        value={[percent]}
        min={0}
        max={100}
        step={1}
        disabled={disabled}
        onValueChange={([next = 0]) => onChange(next / 100)}
        {...(onCommit && { onValueCommit: onCommit })}
        className="relative flex h-4 touch-none items-center select-none data-[disabled]:opacity-50"
      >
        <Primitive.Track className="relative h-1 grow rounded-full bg-surface-3">
          <Primitive.Range className="absolute h-full rounded-full bg-accent" />
        </Primitive.Track>
        <Primitive.Thumb
          aria-label={label}
          className="block size-3.5 rounded-full border-2 border-accent bg-surface"
        />
      </Primitive.Root>
    </div>
  )
}
