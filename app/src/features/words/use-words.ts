import type { PanelId, PanelWordField } from "@panelwright/core"
import { getRoots } from "@panelwright/document"
import { useCallback, useSyncExternalStore } from "react"
import { useWorkspace } from "../workspace/workspace-context.tsx"
import type { SharedText } from "./use-shared-text.ts"

const isText = (value: unknown): value is SharedText =>
  typeof value === "object" && value !== null && "applyDelta" in value

/**
 * The shared text of a panel's words; null: there is no such panel. A panel that was deleted and came back has other
 * texts than before, so it is looked up again whenever panels come or go.
 */
export function useWords(panelId: PanelId, field: PanelWordField): SharedText | null {
  const { session } = useWorkspace()
  const { panels } = getRoots(session.doc)
  const observe = useCallback(
    (listener: () => void) => {
      panels.observe(listener)
      return () => panels.unobserve(listener)
    },
    [panels],
  )
  return useSyncExternalStore(observe, () => {
    const value = panels.get(panelId)?.get(field)
    return isText(value) ? value : null
  })
}
