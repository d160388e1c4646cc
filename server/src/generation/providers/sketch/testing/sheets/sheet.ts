import type { Style } from "@panelwright/core"
import type { SceneGraph } from "../../scene-graph.ts"

/** Many pictures on one, to be looked at. */
export interface Sheet {
  readonly columns: number
  /** Width of one picture on the sheet in pixels; its height follows from the ratio. */
  readonly cellWidth: number
  readonly ratio: number
  readonly cells: readonly SheetCell[]
}

export interface SheetCell {
  readonly graph: SceneGraph
  readonly style?: Partial<Style>
}
