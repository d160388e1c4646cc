import type { Panel, SceneInOrder } from "@panelwright/core"
import { headingHeight, type PageLayout } from "./page-layout.ts"
import type { Line } from "./text-lines.ts"

export const largestSize = 8.5
export const smallestSize = 6.5
const sizeStep = 0.5
export const lineSpacing = 1.25

/** One place of the grid: a panel, or more of its words. */
export interface Cell {
  readonly panel: Panel
  /** True: it holds words that found no room below the picture, and no picture. */
  readonly continued: boolean
  readonly lines: readonly Line[]
  readonly size: number
  readonly height: number
  /** A shot starts here: a thick rule says so. */
  readonly startsShot: boolean
}

export interface Row {
  readonly cells: readonly Cell[]
  readonly y: number
  readonly height: number
  /** A scene starts here: its heading stands above. */
  readonly heading: SceneInOrder | null
}

export interface Page {
  readonly rows: readonly Row[]
}

const getLineCount = (height: number, size: number) =>
  Math.max(0, Math.floor((height - 3) / (size * lineSpacing) + 1e-6))

/** Where words may start in a cell, from its top. */
const getWordsTop = (layout: PageLayout, continued: boolean) =>
  layout.barHeight + (continued ? 0 : layout.picture.height) + 3

/**
 * The cells of one panel. Words first shrink to the smallest size, then the cell grows up to a page, then they go
 * on in further cells: nothing is cut off, and nothing waits.
 */
function createCells(
  panel: Panel,
  startsShot: boolean,
  layout: PageLayout,
  setLines: (panel: Panel, size: number) => Line[],
): Cell[] {
  const wordsTop = getWordsTop(layout, false)
  const cell = (lines: readonly Line[], size: number, continued: boolean): Cell => ({
    panel,
    continued,
    lines,
    size,
    height: getWordsTop(layout, continued) + lines.length * size * lineSpacing + 3,
    startsShot: startsShot && !continued,
  })
  for (let size = largestSize; size >= smallestSize; size -= sizeStep) {
    const lines = setLines(panel, size)
    if (lines.length <= getLineCount(layout.rowHeight - wordsTop, size))
      return [cell(lines, size, false)]
  }
  const size = smallestSize
  const lines = setLines(panel, size)
  const tallest = layout.content.height - headingHeight
  const first = getLineCount(tallest - wordsTop, size)
  const more = getLineCount(tallest - getWordsTop(layout, true), size)
  const cells = [cell(lines.slice(0, first), size, false)]
  for (let from = first; from < lines.length; from += more)
    cells.push(cell(lines.slice(from, from + more), size, true))
  return cells
}

/** Lays panels out in reading order, row by row and page by page. A scene starts a row. */
export function createPages(
  input: {
    readonly panels: readonly Panel[]
    readonly scenes: readonly SceneInOrder[]
    readonly layout: PageLayout
    readonly sceneStartsPage: boolean
  },
  setLines: (panel: Panel, size: number) => Line[],
): Page[] {
  const { layout, panels, sceneStartsPage } = input
  const scenes = new Map(input.scenes.map((scene) => [scene.id, scene]))
  const pages: Row[][] = [[]]
  let bottom = 0

  const place = (cells: readonly Cell[], heading: SceneInOrder | null) => {
    const words = Math.max(...cells.map((cell) => cell.height))
    const above = heading ? headingHeight : 0
    const rows = pages.at(-1) ?? []
    const top = rows.length === 0 ? 0 : bottom + layout.rowGap
    const breaks =
      rows.length > 0 &&
      ((heading !== null && sceneStartsPage) || top + above + words > layout.content.height + 0.01)
    if (breaks) {
      pages.push([])
      bottom = 0
      place(cells, heading)
      return
    }
    const height = Math.min(Math.max(words, layout.rowHeight), layout.content.height - top - above)
    rows.push({ cells, y: top + above, height, heading })
    bottom = top + above + height
  }

  let row: Cell[] = []
  let heading: SceneInOrder | null = null
  const finishRow = () => {
    if (row.length > 0) {
      place(row, heading)
      heading = null
    }
    row = []
  }
  for (const [index, panel] of panels.entries()) {
    const before = panels[index - 1]
    if (before?.sceneId !== panel.sceneId) {
      finishRow()
      heading = scenes.get(panel.sceneId) ?? null
    }
    for (const cell of createCells(panel, before?.shotId !== panel.shotId, layout, setLines)) {
      row.push(cell)
      if (row.length === layout.columns) finishRow()
    }
  }
  finishRow()
  return pages.map((rows) => ({ rows }))
}
