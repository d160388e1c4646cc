import { readInstruction, type PanelId, type Understanding } from "@panelwright/core"
import { useStoryboard } from "@panelwright/storyboard/connection"
import { useMemo } from "react"
import { useWorkspace } from "../workspace/workspace-context.tsx"

/** How an instruction is understood, for which panels; those in hand where it names none. */
export function useReading(text: string, here: readonly PanelId[]): Understanding {
  const { session } = useWorkspace()
  const storyboard = useStoryboard(session, (state) => state)
  return useMemo(
    () => readInstruction(text, { storyboard, here }),
    // The same panels in a new list are the same.
    // oxlint-disable-next-line react/exhaustive-deps -- see above
    [text, storyboard, here.join()],
  )
}
