import type { Panel, PanelId, SceneId, SceneInOrder } from "@panelwright/core"
import { bandGap, bandPadding, gapX, gapY, headerHeight, type BoardMetrics } from "./metrics.ts"

export interface Place {
  readonly x: number
  readonly y: number
}

/** A scene's part of the board. */
export interface Band {
  readonly sceneId: SceneId
  readonly number: string
  readonly provisional: boolean
  readonly heading: string
  readonly durationFrames: number
  readonly panels: readonly PanelId[]
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  /** Where its first row starts. */
  readonly rowsY: number
}

export interface Arrangement {
  readonly metrics: BoardMetrics
  readonly places: ReadonlyMap<PanelId, Place>
  readonly bands: readonly Band[]
  readonly width: number
  readonly height: number
}

export interface BoardContent {
  readonly scenes: readonly SceneInOrder[]
  /** In story order. */
  readonly panels: readonly Pick<Panel, "id" | "sceneId" | "frames">[]
}

/** Scenes one below the other, the panels of each in rows, in reading order. The first panel lies at 0, 0. */
export function arrangeBoard(content: BoardContent, metrics: BoardMetrics): Arrangement {
  const { columns, panelWidth, panelHeight } = metrics
  const byScene = Map.groupBy(content.panels, (panel) => panel.sceneId)
  const width = columns * panelWidth + (columns - 1) * gapX
  const places = new Map<PanelId, Place>()
  const bands: Band[] = []
  let y = -headerHeight
  for (const scene of content.scenes) {
    const panels = byScene.get(scene.id) ?? []
    const rowsY = y + headerHeight
    for (const [index, panel] of panels.entries())
      places.set(panel.id, {
        x: (index % columns) * (panelWidth + gapX),
        y: rowsY + Math.floor(index / columns) * (panelHeight + gapY),
      })
    const rows = Math.ceil(panels.length / columns)
    const rowsHeight = rows === 0 ? 0 : rows * (panelHeight + gapY) - gapY
    const height = headerHeight + rowsHeight + bandPadding
    bands.push({
      sceneId: scene.id,
      number: scene.displayNumber,
      provisional: scene.provisional,
      heading: scene.heading,
      durationFrames: panels.reduce((sum, panel) => sum + panel.frames, 0),
      panels: panels.map((panel) => panel.id),
      x: -bandPadding,
      y,
      width: width + 2 * bandPadding,
      height,
      rowsY,
    })
    y += height + bandGap
  }
  return { metrics, places, bands, width, height: Math.max(0, y - bandGap) }
}
