import type { Panel, PanelId } from "@panelwright/core"
import type { KeyboardEvent } from "react"
import { useWorkspace } from "../workspace/workspace-context.tsx"
import { columnIds, type ColumnId } from "./columns.ts"

export interface GridKeys {
  readonly rows: readonly Panel[]
  readonly activeId: PanelId | undefined
  readonly column: ColumnId
  readonly setColumn: (column: ColumnId) => void
  readonly startEditing: () => void
}

const rowSteps: Record<string, number> = { ArrowUp: -1, ArrowDown: 1, PageUp: -10, PageDown: 10 }
const columnSteps: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1 }

/** The keys of a grid (WAI-ARIA): arrows between cells, Enter or F2 into one. */
export function useGridKeys(grid: GridKeys): (event: KeyboardEvent) => void {
  const { selection } = useWorkspace()
  return (event) => {
    const { rows, activeId, column } = grid
    if (event.altKey || event.ctrlKey || event.metaKey || event.target instanceof HTMLInputElement)
      return
    const row = rows.findIndex(({ id }) => id === activeId)
    const rowStep = rowSteps[event.key]
    const columnStep = columnSteps[event.key]
    if (rowStep !== undefined) {
      const next = rows[Math.min(rows.length - 1, Math.max(0, row + rowStep))]
      if (next && event.shiftKey)
        selection.set([...selection.get().filter((id) => id !== next.id), next.id])
      else if (next) selection.set([next.id])
    } else if (columnStep !== undefined) {
      const next = columnIds[columnIds.indexOf(column) + columnStep]
      if (next) grid.setColumn(next)
    } else if (event.key === "Home") grid.setColumn("number")
    else if (event.key === "End") grid.setColumn("status")
    else if (event.key === "Enter" || event.key === "F2") {
      if (activeId) selection.set([activeId])
      grid.startEditing()
    } else return
    event.preventDefault()
  }
}
