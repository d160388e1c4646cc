import { listUnseen, type Panel, type Variant, type VariantId } from "@panelwright/core"
import { useCallback, useMemo } from "react"
import { useStoredState } from "../workspace/use-stored-state.ts"
import { useWorkspace } from "../workspace/workspace-context.tsx"

/** As many as this device remembers for one storyboard; the oldest are forgotten first. */
const mostKept = 400

/** Which variants that came beside a picture this person has looked at, on this device. */
export function useSeen(): {
  readonly listUnseenOf: (panel: Panel) => readonly Variant[]
  readonly see: (ids: readonly VariantId[]) => void
} {
  const { session } = useWorkspace()
  const [stored, setStored] = useStoredState(`seen.${session.storyboardId}`, "")
  const seen = useMemo(() => new Set(stored.split(" ")), [stored])
  const see = useCallback(
    (ids: readonly VariantId[]) => {
      const fresh = ids.filter((id) => !seen.has(id))
      if (fresh.length > 0) setStored([...seen, ...fresh].slice(-mostKept).join(" ").trim())
    },
    [seen, setStored],
  )
  const listUnseenOf = useCallback((panel: Panel) => listUnseen(panel, seen), [seen])
  return { listUnseenOf, see }
}
