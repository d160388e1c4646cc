/** Points, 72 to the inch; (0, 0) is the top left corner. */
export const papers = {
  a4: { width: 595.28, height: 841.89 },
  letter: { width: 612, height: 792 },
} as const

/** Columns × rows of panels; the paper lies as the grid does. */
export const grids = {
  "1x1": { columns: 1, rows: 1, landscape: true },
  "2x2": { columns: 2, rows: 2, landscape: true },
  "3x2": { columns: 3, rows: 2, landscape: true },
  "2x3": { columns: 2, rows: 3, landscape: false },
  "3x3": { columns: 3, rows: 3, landscape: true },
} as const

export type Paper = keyof typeof papers
export type Grid = keyof typeof grids

/** Above a row in which a scene starts. */
export const headingHeight = 16

const millimetres = (value: number) => (value * 72) / 25.4

export interface PageLayout {
  readonly width: number
  readonly height: number
  readonly margin: number
  readonly columns: number
  /** Where panels go. */
  readonly content: {
    readonly x: number
    readonly y: number
    readonly width: number
    readonly height: number
  }
  readonly headerHeight: number
  readonly footerHeight: number
  readonly gutter: number
  readonly cellWidth: number
  readonly picture: { readonly width: number; readonly height: number }
  /** Above the picture: number, camera, length. */
  readonly barHeight: number
  /** What a row takes when its words need no more. */
  readonly rowHeight: number
  readonly rowGap: number
}

/** Margins 12 mm, header 12 mm, footer 8 mm: what productions print on. */
export function createPageLayout(paper: Paper, grid: Grid, ratio: number): PageLayout {
  const { columns, rows, landscape } = grids[grid]
  const sheet = papers[paper]
  const width = landscape ? sheet.height : sheet.width
  const height = landscape ? sheet.width : sheet.height
  const margin = millimetres(12)
  const headerHeight = millimetres(12)
  const footerHeight = millimetres(8)
  const gutter = millimetres(6)
  const rowGap = millimetres(4)
  const barHeight = 13
  const content = {
    x: margin,
    y: margin + headerHeight,
    width: width - 2 * margin,
    height: height - 2 * margin - headerHeight - footerHeight,
  }
  const cellWidth = (content.width - gutter * (columns - 1)) / columns
  const rowHeight = (content.height - rowGap * (rows - 1)) / rows - headingHeight
  const words = Math.min(rowHeight * 0.3, 64)
  const pictureHeight = Math.min(cellWidth / ratio, rowHeight - barHeight - words)
  return {
    width,
    height,
    margin,
    columns,
    content,
    headerHeight,
    footerHeight,
    gutter,
    cellWidth,
    picture: { width: pictureHeight * ratio, height: pictureHeight },
    barHeight,
    rowHeight,
    rowGap,
  }
}
