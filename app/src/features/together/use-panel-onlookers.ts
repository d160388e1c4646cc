import type { PanelId } from "@panelwright/core"
import { groupByPanel, usePeople, type Onlooker } from "@panelwright/storyboard/connection"
import { useMemo } from "react"
import { useWorkspace } from "../workspace/workspace-context.tsx"

/** Who looks at which panel. */
export function usePanelOnlookers(): ReadonlyMap<PanelId, readonly Onlooker[]> {
  const { session } = useWorkspace()
  const groups = usePeople(session, (people) => groupByPanel(people, session.person.id))
  return useMemo(
    () => new Map(groups.map(({ panelId, onlookers }) => [panelId, onlookers])),
    [groups],
  )
}
