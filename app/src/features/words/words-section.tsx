import { maxWordsLength, panelWordFields, type PanelWordField } from "@panelwright/core"
import { getRoots } from "@panelwright/document"
import { useId, useMemo } from "react"
import { classNames } from "../../ui/class-names.ts"
import { fieldStyle } from "../../ui/field.tsx"
import { Section, type PanelSectionProps } from "../panel/section.tsx"
import { useEditRefusal } from "../workspace/use-edit-refusal.ts"
import { useWorkspace } from "../workspace/workspace-context.tsx"
import { useSharedText, type SharedText } from "./use-shared-text.ts"

const labels: Record<PanelWordField, string> = {
  action: "Action",
  dialogue: "Dialogue",
  sound: "Sound",
  notes: "Notes",
}

const isText = (value: unknown): value is SharedText =>
  typeof value === "object" && value !== null && "applyDelta" in value

export function WordsSection({ panel }: PanelSectionProps) {
  return (
    <Section title="Words">
      {panelWordFields.map((field) => (
        <WordsField key={field} panel={panel} field={field} />
      ))}
    </Section>
  )
}

function WordsField({ panel, field }: PanelSectionProps & { readonly field: PanelWordField }) {
  const { session } = useWorkspace()
  const readOnly = useEditRefusal() !== null
  const id = useId()
  const text = useMemo(() => {
    const value = getRoots(session.doc).panels.get(panel.id)?.get(field)
    return isText(value) ? value : null
  }, [session, panel.id, field])
  const area = useSharedText(text, { origin: session.origin, readOnly })
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="text-xs font-medium text-text-2">
        {labels[field]}
      </label>
      <textarea
        ref={area}
        id={id}
        data-shared-text
        rows={1}
        maxLength={maxWordsLength}
        readOnly={readOnly || text === null}
        onBlur={() => session.undo.finishStep()}
        className={classNames(
          fieldStyle,
          "field-sizing-content max-h-60 min-h-7 w-full resize-none px-2 py-1 text-sm leading-5",
        )}
      />
    </div>
  )
}
