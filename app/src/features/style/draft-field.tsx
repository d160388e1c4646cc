import { useState } from "react"
import { Field, TextArea, TextInput } from "../../ui/field.tsx"

export interface DraftFieldProps {
  readonly label: string
  readonly hint?: string
  /** A name that heads its card, without a label of its own to be seen. */
  readonly heading?: boolean
  readonly value: string
  readonly maxLength: number
  readonly disabled: boolean
  readonly rows?: number
  readonly onChange: (value: string) => void
}

const headingStyle =
  "border-transparent bg-transparent px-1.5! -ml-1.5 text-base font-semibold hover:border-line-strong focus:bg-bg"

/** Writes when it is left, so that a sentence is one version and not one for each letter. */
export function DraftField(props: DraftFieldProps) {
  const { label, hint, heading = false, value, maxLength, disabled, rows, onChange } = props
  const [draft, setDraft] = useState<string | null>(null)
  const finish = () => {
    if (draft !== null && draft.trim() !== value) onChange(draft.trim())
    setDraft(null)
  }
  return (
    <Field label={label} labelHidden={heading} hint={hint}>
      {(attributes) =>
        rows === undefined ? (
          <TextInput
            {...attributes}
            {...(heading && { className: headingStyle })}
            value={draft ?? value}
            maxLength={maxLength}
            readOnly={disabled}
            onChange={(event) => setDraft(event.target.value)}
            onBlur={finish}
          />
        ) : (
          <TextArea
            {...attributes}
            rows={rows}
            value={draft ?? value}
            maxLength={maxLength}
            readOnly={disabled}
            onChange={(event) => setDraft(event.target.value)}
            onBlur={finish}
          />
        )
      }
    </Field>
  )
}
