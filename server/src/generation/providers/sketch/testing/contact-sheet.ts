import { mkdir, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { defaultStyle } from "@panelwright/core"
import sharp from "sharp"
import { drawScene } from "../drawing/draw-scene.ts"
import { createHand } from "../drawing/hand.ts"
import { toPng } from "../drawing/raster.ts"
import { stagePanel, type PanelCell } from "./sheets/panel.ts"
import { peopleSheets } from "./sheets/people.ts"
import { placeSheets } from "./sheets/places.ts"
import { readScript } from "./sheets/read-script.ts"
import type { Sheet, SheetCell } from "./sheets/sheet.ts"
import { listWorldSheets } from "./sheets/world.ts"

/**
 * Draws sheets of many pictures into docs/sketch, to be looked at:
 * `node server/src/generation/providers/sketch/testing/contact-sheet.ts [sheet…]`.
 */
const folder = join(import.meta.dirname, "../../../../../../docs/sketch")
const scripts = ["the-lighthouse", "the-chase", "the-kitchen"]
/** Drawn at twice the size they are shown at, as a panel on a board would be. */
const oversize = 2
const gap = 4

const fromPanels = (columns: number, cells: readonly PanelCell[]): Sheet => ({
  columns,
  cellWidth: Math.floor(2000 / columns),
  ratio: 16 / 9,
  cells: cells.map((cell) => stagePanel(cell)),
})

async function findSheet(name: string): Promise<Sheet | null> {
  const place = placeSheets[name]
  if (place) return fromPanels(place.columns, place.cells)
  if (scripts.includes(name)) return fromPanels(4, await readScript(name))
  return peopleSheets[name] ?? worldSheets[name] ?? null
}

async function drawCell({ graph, style }: SheetCell, sheet: Sheet): Promise<Buffer> {
  const width = sheet.cellWidth * oversize
  const size = { width, height: Math.round(width / sheet.ratio) }
  const whole = { ...defaultStyle, ...style }
  const png = await toPng(drawScene(graph, whole, size), size, createHand(whole))
  return sharp(png)
    .resize(sheet.cellWidth, Math.round(sheet.cellWidth / sheet.ratio))
    .png()
    .toBuffer()
}

async function drawSheet(sheet: Sheet): Promise<Buffer> {
  const { columns, cellWidth, ratio, cells } = sheet
  const height = Math.round(cellWidth / ratio)
  const tiles = []
  for (const [index, cell] of cells.entries())
    tiles.push({
      input: await drawCell(cell, sheet),
      left: (index % columns) * (cellWidth + gap),
      top: Math.floor(index / columns) * (height + gap),
    })
  const rows = Math.ceil(cells.length / columns)
  return sharp({
    create: {
      width: columns * (cellWidth + gap) - gap,
      height: rows * (height + gap) - gap,
      channels: 3,
      background: "#ffffff",
    },
  })
    .composite(tiles)
    .png()
    .toBuffer()
}

/** The largest quality that keeps a file small enough to be kept with the code. */
async function toSmallWebp(png: Buffer): Promise<Buffer> {
  for (const quality of [72, 60, 48, 36, 24]) {
    const webp = await sharp(png).webp({ quality, effort: 5 }).toBuffer()
    if (webp.byteLength <= 390_000) return webp
  }
  return sharp(png).webp({ quality: 12, effort: 5 }).toBuffer()
}

const worldSheets = await listWorldSheets(folder)
const wanted = process.argv.slice(2)
const all = [
  ...Object.keys(peopleSheets),
  ...Object.keys(placeSheets),
  ...Object.keys(worldSheets),
  ...scripts,
]
await mkdir(folder, { recursive: true })
for (const name of wanted.length > 0 ? wanted : all) {
  const sheet = await findSheet(name)
  if (!sheet) {
    process.stderr.write(`No sheet “${name}”; there are ${all.join(", ")}.\n`)
    process.exitCode = 1
    continue
  }
  const webp = await toSmallWebp(await drawSheet(sheet))
  const file = join(folder, `${name}.webp`)
  await writeFile(file, webp)
  process.stdout.write(
    `${file}: ${sheet.cells.length} pictures, ${Math.round(webp.byteLength / 1024)} kB\n`,
  )
}
