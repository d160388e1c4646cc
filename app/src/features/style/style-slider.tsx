import { useState } from "react"
import { Slider } from "../../ui/slider.tsx"

export interface StyleSliderProps {
  readonly label: string
  readonly value: number
  readonly disabled: boolean
  readonly onChange: (value: number) => void
}

/** Writes once, when the hand lets go, so that one movement is one version of the style. */
export function StyleSlider({ label, value, disabled, onChange }: StyleSliderProps) {
  const [draft, setDraft] = useState<number | null>(null)
  return (
    <Slider
      label={label}
      value={draft ?? value}
      disabled={disabled}
      onChange={setDraft}
      onCommit={() => {
        if (draft !== null && draft !== value) onChange(draft)
        setDraft(null)
      }}
    />
  )
}
