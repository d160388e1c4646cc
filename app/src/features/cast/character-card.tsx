import {
  builds,
  garments,
  hairStyles,
  type Character,
  type Looks,
  type PanelId,
} from "@panelwright/core"
import { useStoryboard } from "@panelwright/storyboard/connection"
import { Trash2 } from "lucide-react"
import { CheckBox } from "../../ui/check-box.tsx"
import { Field, TextInput } from "../../ui/field.tsx"
import { IconButton } from "../../ui/icon-button.tsx"
import { Select } from "../../ui/select.tsx"
import { DraftField } from "../style/draft-field.tsx"
import { useApply } from "../workspace/use-apply.ts"
import { useEditRefusal } from "../workspace/use-edit-refusal.ts"
import { useWorkspace } from "../workspace/workspace-context.tsx"
import { UsedIn } from "./used-in.tsx"

const toOptions = <Value extends string>(values: readonly Value[]) =>
  values.map((value) => ({ value, label: value.charAt(0).toUpperCase() + value.slice(1) }))

const buildOptions = toOptions(builds)
const hairOptions = toOptions(hairStyles)
const garmentOptions = toOptions(garments)
const toneOptions = toOptions(["dark", "mid", "light"] as const)

export function CharacterCard({ character }: { readonly character: Character }) {
  const { session } = useWorkspace()
  const apply = useApply()
  const disabled = useEditRefusal() !== null
  const { id, name, words, looks } = character
  const usedIn = useStoryboard(session, ({ panels }) =>
    panels
      .filter(({ cast }) => cast.includes(id))
      .map((panel): { id: PanelId; number: string } => ({ id: panel.id, number: panel.number })),
  )
  const setLooks = (changes: Partial<Looks>) =>
    apply({ kind: "character.update", id, changes: { looks: changes } })
  return (
    <article aria-label={name} className="rounded-md border bg-surface p-3">
      <div className="flex items-center gap-2">
        <div className="flex-1">
          <DraftField
            label="Name"
            heading
            value={name}
            maxLength={120}
            disabled={disabled}
            onChange={(next) => {
              if (next !== "") apply({ kind: "character.update", id, changes: { name: next } })
            }}
          />
        </div>
        <IconButton
          label={`Delete ${name}`}
          icon={Trash2}
          disabled={disabled}
          onClick={() => apply({ kind: "character.delete", id })}
        />
      </div>
      <div className="mt-1.5">
        <DraftField
          label="What stays the same in every picture"
          rows={2}
          value={words}
          maxLength={2000}
          disabled={disabled}
          onChange={(next) => apply({ kind: "character.update", id, changes: { words: next } })}
        />
      </div>
      <div className="mt-2.5 grid grid-cols-3 gap-2">
        <Choice
          label="Build"
          value={looks.build}
          options={buildOptions}
          disabled={disabled}
          onChange={(build) => setLooks({ build })}
        />
        <Choice
          label="Hair"
          value={looks.hair}
          options={hairOptions}
          disabled={disabled}
          onChange={(hair) => setLooks({ hair })}
        />
        <Choice
          label="Hair tone"
          value={looks.hairTone}
          options={toneOptions}
          disabled={disabled}
          onChange={(hairTone) => setLooks({ hairTone })}
        />
        <Choice
          label="Clothes"
          value={looks.garment}
          options={garmentOptions}
          disabled={disabled}
          onChange={(garment) => setLooks({ garment })}
        />
        <Choice
          label="Clothes tone"
          value={looks.garmentTone}
          options={toneOptions}
          disabled={disabled}
          onChange={(garmentTone) => setLooks({ garmentTone })}
        />
        <Field label="Height, cm">
          {(attributes) => (
            <TextInput
              {...attributes}
              key={looks.height}
              type="number"
              min={60}
              max={230}
              size="small"
              defaultValue={looks.height}
              readOnly={disabled}
              onBlur={(event) => {
                const height = Math.round(Number(event.target.value))
                if (height >= 60 && height <= 230) setLooks({ height })
                else event.target.value = String(looks.height)
              }}
            />
          )}
        </Field>
      </div>
      <div className="mt-2 flex gap-5">
        <CheckBox
          label="Beard"
          checked={looks.beard}
          disabled={disabled}
          onChange={(beard) => setLooks({ beard })}
        />
        <CheckBox
          label="Glasses"
          checked={looks.glasses}
          disabled={disabled}
          onChange={(glasses) => setLooks({ glasses })}
        />
      </div>
      <UsedIn panels={usedIn} />
    </article>
  )
}

interface ChoiceProps<Value extends string> {
  readonly label: string
  readonly value: Value
  readonly options: readonly { readonly value: Value; readonly label: string }[]
  readonly disabled: boolean
  readonly onChange: (value: Value) => void
}

function Choice<Value extends string>({ label, ...rest }: ChoiceProps<Value>) {
  return <Field label={label}>{({ id }) => <Select id={id} label={label} {...rest} />}</Field>
}
