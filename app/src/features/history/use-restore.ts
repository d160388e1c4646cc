import type { PanelId } from "@panelwright/core"
import { restorePanels, restoreStoryboard, type ReadDoc } from "@panelwright/document"
import { useCallback } from "react"
import { announce } from "../../ui/toaster.tsx"
import { useEditRefusal } from "../workspace/use-edit-refusal.ts"
import { useWorkspace } from "../workspace/workspace-context.tsx"

/** Sets things back as this person's own change, so that it is seen at once and is one step of their undo. */
export function useRestore(): {
  readonly refusal: string | null
  readonly restoreAll: (past: ReadDoc, name: string) => void
  readonly restoreOne: (
    past: ReadDoc,
    panel: { readonly id: PanelId; readonly number: string },
  ) => void
} {
  const { session } = useWorkspace()
  const refusal = useEditRefusal()
  const asOneStep = useCallback(
    (change: () => void, said: string) => {
      if (refusal !== null) {
        announce("warning", refusal)
        return
      }
      session.undo.startStep()
      change()
      session.undo.finishStep()
      announce("success", `${said} Undo takes it back.`)
    },
    [session, refusal],
  )
  return {
    refusal,
    restoreAll: (past, name) =>
      asOneStep(
        () => restoreStoryboard(session.doc, past.doc, session.origin),
        `The storyboard is as it was: ${name}.`,
      ),
    restoreOne: (past, { id, number }) =>
      asOneStep(
        () => restorePanels(session.doc, past.doc, { panelIds: [id], origin: session.origin }),
        `Panel ${number} is as it was.`,
      ),
  }
}
