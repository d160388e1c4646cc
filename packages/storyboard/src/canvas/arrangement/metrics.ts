import { toRatio } from "@panelwright/core"

/** Sizes of the board in canvas units. They are the same for everybody, so that cursors and notes point at one place. */
export interface BoardMetrics {
  readonly columns: number
  readonly panelWidth: number
  readonly pictureHeight: number
  /** Picture and the strip of words below it. */
  readonly panelHeight: number
}

export const panelWidth = 320
export const stripHeight = 88
export const gapX = 28
export const gapY = 28
/** Above the first row of a scene, for its number and heading. */
export const headerHeight = 52
export const bandGap = 36
export const bandPadding = 24

/** Wide pictures need fewer columns to fill a screen. */
function chooseColumns(ratio: number): number {
  if (ratio >= 1.6) return 4
  return ratio >= 1.1 ? 5 : 6
}

export function createMetrics(aspectRatio: string, columns?: number): BoardMetrics {
  const ratio = toRatio(aspectRatio)
  const pictureHeight = Math.round(panelWidth / ratio)
  return {
    columns: Math.max(1, Math.round(columns ?? chooseColumns(ratio))),
    panelWidth,
    pictureHeight,
    panelHeight: pictureHeight + stripHeight,
  }
}
