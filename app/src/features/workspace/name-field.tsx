import { useStoryboard } from "@panelwright/storyboard/connection"
import { useState } from "react"
import { useApply } from "./use-apply.ts"
import { useEditRefusal } from "./use-edit-refusal.ts"
import { useWorkspace } from "./workspace-context.tsx"

/** The storyboard's name, changed where it stands. */
export function NameField() {
  const { session } = useWorkspace()
  const title = useStoryboard(session, ({ settings }) => settings.title)
  const apply = useApply()
  const readOnly = useEditRefusal()
  const [draft, setDraft] = useState<string | null>(null)
  const shown = draft ?? title
  const finish = () => {
    const next = draft?.trim()
    if (next && next !== title) apply({ kind: "settings.update", changes: { title: next } })
    setDraft(null)
  }
  return (
    <span className="relative inline-grid min-w-0 max-w-70 items-center">
      <span
        aria-hidden
        className="invisible col-start-1 row-start-1 truncate px-1.5 text-base font-semibold whitespace-pre"
      >
        {shown || " "}
      </span>
      <input
        aria-label="Storyboard name"
        value={shown}
        size={1}
        maxLength={200}
        readOnly={readOnly !== null}
        onChange={(event) => setDraft(event.target.value)}
        onBlur={finish}
        onKeyDown={(event) => {
          if (event.key === "Enter") event.currentTarget.blur()
          if (event.key === "Escape") setDraft(null)
        }}
        className="col-start-1 row-start-1 h-7 w-full min-w-0 truncate rounded-md bg-transparent px-1.5 text-base font-semibold hover:not-read-only:bg-surface-3 focus:bg-field"
      />
    </span>
  )
}
