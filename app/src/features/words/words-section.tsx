import { maxWordsLength, panelWordFields, type PanelWordField } from "@panelwright/core"
import { toSharedTextName } from "@panelwright/core/protocol"
import { useId, useMemo, useRef } from "react"
import { classNames } from "../../ui/class-names.ts"
import { fieldStyle } from "../../ui/field.tsx"
import { Section, type PanelSectionProps } from "../panel/section.tsx"
import { useEditRefusal } from "../workspace/use-edit-refusal.ts"
import { useWorkspace } from "../workspace/workspace-context.tsx"
import { joinRefs } from "./join-refs.ts"
import { useOwnCaret } from "./use-own-caret.ts"
import { useSharedText } from "./use-shared-text.ts"
import { useWords } from "./use-words.ts"
import { WordsCarets } from "./words-carets.tsx"

const labels: Record<PanelWordField, string> = {
  action: "Action",
  dialogue: "Dialogue",
  sound: "Sound",
  notes: "Notes",
}

export function WordsSection({ panel }: PanelSectionProps) {
  return (
    <Section title="Words">
      {panelWordFields.map((field) => (
        <WordsField key={field} panel={panel} field={field} />
      ))}
    </Section>
  )
}

const textStyle = "px-2 py-1 text-sm leading-5"

function WordsField({ panel, field }: PanelSectionProps & { readonly field: PanelWordField }) {
  const { session } = useWorkspace()
  const readOnly = useEditRefusal() !== null
  const id = useId()
  const text = useWords(panel.id, field)
  const name = toSharedTextName(panel.id, field)
  const area = useRef<HTMLTextAreaElement>(null)
  const sharedText = useSharedText(text, { origin: session.origin, readOnly })
  const ownCaret = useOwnCaret(text, name, readOnly)
  const ref = useMemo(
    () =>
      joinRefs<HTMLTextAreaElement>(
        (element) => {
          area.current = element
        },
        sharedText,
        ownCaret,
      ),
    [area, sharedText, ownCaret],
  )
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="text-xs font-medium text-text-2">
        {labels[field]}
      </label>
      <div className="relative flex">
        <textarea
          ref={ref}
          id={id}
          data-shared-text={name}
          rows={1}
          maxLength={maxWordsLength}
          readOnly={readOnly || text === null}
          onBlur={() => session.undo.finishStep()}
          className={classNames(
            fieldStyle,
            textStyle,
            "field-sizing-content max-h-60 min-h-7 w-full resize-none",
          )}
        />
        {text && <WordsCarets text={text} name={name} area={area} textStyle={textStyle} />}
      </div>
    </div>
  )
}
