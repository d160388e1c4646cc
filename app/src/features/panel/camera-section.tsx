import { angles, movements, sizes, type Camera } from "@panelwright/core"
import { Field, TextInput } from "../../ui/field.tsx"
import { Select } from "../../ui/select.tsx"
import { useApply } from "../workspace/use-apply.ts"
import { useEditRefusal } from "../workspace/use-edit-refusal.ts"
import { angleOptions, movementOptions, sizeOptions } from "./camera-options.ts"
import { Section, type PanelSectionProps } from "./section.tsx"

const lensMost = 1200
const lensLeast = 4

/** A focal length that a person wrote; null for none. Undefined for what can't be one. */
function parseLens(text: string): number | null | undefined {
  const trimmed = text.trim().replace(/\s*mm$/i, "")
  if (trimmed === "") return null
  const lens = Math.round(Number(trimmed))
  return lens >= lensLeast && lens <= lensMost ? lens : undefined
}

export function CameraSection({ panel }: PanelSectionProps) {
  const apply = useApply()
  const disabled = useEditRefusal() !== null
  const { size, angle, movement, lens } = panel.camera
  const change = (camera: Partial<Camera>) =>
    apply({ kind: "panel.update", id: panel.id, changes: { camera } })
  const summary = [sizes[size], angles[angle], movements[movement]]
    .map(({ abbreviation }) => abbreviation)
    .join(" · ")
  return (
    <Section title="Camera" summary={summary}>
      <div className="grid grid-cols-2 gap-x-2 gap-y-2.5">
        <Field label="Size">
          {({ id }) => (
            <Select
              id={id}
              label="Size"
              value={size}
              options={sizeOptions}
              disabled={disabled}
              onChange={(value) => change({ size: value })}
            />
          )}
        </Field>
        <Field label="Angle">
          {({ id }) => (
            <Select
              id={id}
              label="Angle"
              value={angle}
              options={angleOptions}
              disabled={disabled}
              onChange={(value) => change({ angle: value })}
            />
          )}
        </Field>
        <Field label="Movement">
          {({ id }) => (
            <Select
              id={id}
              label="Movement"
              value={movement}
              options={movementOptions}
              disabled={disabled}
              onChange={(value) => change({ movement: value })}
            />
          )}
        </Field>
        <Field label="Lens, mm">
          {(attributes) => (
            <TextInput
              {...attributes}
              key={lens}
              inputMode="numeric"
              size="small"
              placeholder="Not decided"
              defaultValue={lens ?? ""}
              readOnly={disabled}
              onKeyDown={(event) => {
                if (event.key === "Enter") event.currentTarget.blur()
              }}
              onBlur={(event) => {
                const next = parseLens(event.target.value)
                if (next === undefined) event.target.value = lens === null ? "" : String(lens)
                else if (next !== lens) change({ lens: next })
              }}
            />
          )}
        </Field>
      </div>
    </Section>
  )
}
