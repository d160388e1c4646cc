import type { Panel, SceneInOrder } from "@panelwright/core"
import { columns, type ColumnId } from "./columns.ts"

export interface Sorting {
  readonly column: ColumnId
  readonly descending: boolean
}

export interface RowFilter {
  /** Null: all scenes. */
  readonly sceneId: string | null
  readonly search: string
  /** Null: story order, grouped by scene. */
  readonly sorting: Sorting | null
}

/** Panels to show, in the order asked for; equal ones stay in story order. */
export function listRows(panels: readonly Panel[], filter: RowFilter): Panel[] {
  const words = filter.search.toLowerCase().split(/\s+/).filter(Boolean)
  const rows = panels.filter((panel) => {
    if (filter.sceneId !== null && panel.sceneId !== filter.sceneId) return false
    const text = [panel.number, panel.action, panel.dialogue, panel.sound, panel.notes]
      .join(" ")
      .toLowerCase()
    return words.every((word) => text.includes(word))
  })
  const compare = filter.sorting && columns[filter.sorting.column].compare
  if (!compare) return rows
  const way = filter.sorting?.descending ? -1 : 1
  return rows.toSorted((one, other) => way * compare(one, other) || one.index - other.index)
}

export interface RowGroup {
  readonly scene: SceneInOrder | null
  readonly rows: readonly Panel[]
}

/** Runs of rows of one scene; one group without a heading when they are sorted. */
export function groupRows(
  rows: readonly Panel[],
  scenes: readonly SceneInOrder[],
  isSorted: boolean,
): RowGroup[] {
  if (isSorted) return [{ scene: null, rows }]
  return scenes.flatMap((scene) => {
    const own = rows.filter(({ sceneId }) => sceneId === scene.id)
    return own.length === 0 ? [] : [{ scene, rows: own }]
  })
}
