import type { StyleReport } from "@panelwright/core"
import { useSyncExternalStore } from "react"
import { useWorkspace } from "../workspace/workspace-context.tsx"
import { getStyleReportStore } from "./style-report-store.ts"

/** How well the pictures belong together; null until the server has said. */
export function useStyleReport(): StyleReport | null {
  const { session } = useWorkspace()
  const store = getStyleReportStore(session)
  return useSyncExternalStore(store.observe, store.get, store.get)
}
