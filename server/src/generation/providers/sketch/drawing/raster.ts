import { Resvg } from "@resvg/resvg-js"
import type { PictureSize } from "@panelwright/core"
import sharp from "sharp"
import { parseColour } from "./colour.ts"
import type { Hand } from "./hand.ts"

const toothSide = 256

/** Few levels, because a picture of pure noise cannot be packed. */
const quantise = (value: number) => (value < 0.12 ? 0 : value < 0.36 ? 0.24 : 0.5)

/** The tooth of the paper: the same everywhere in the world, so it never moves with what is drawn. */
const tooth: Float32Array = (() => {
  const raw = new Float32Array(toothSide * toothSide)
  let state = 0x2545f491
  for (let index = 0; index < raw.length; index += 1) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    raw[index] = state / 4294967296 - 0.5
  }
  const soft = new Float32Array(raw.length)
  const wrap = toothSide - 1
  for (let y = 0; y < toothSide; y += 1)
    for (let x = 0; x < toothSide; x += 1) {
      const read = (dx: number, dy: number) =>
        raw[((y + dy) & wrap) * toothSide + ((x + dx) & wrap)] ?? 0
      soft[y * toothSide + x] = quantise(
        read(0, 0) * 0.8 + (read(1, 0) + read(0, 1) + read(-1, 0) + read(0, -1)) * 0.35,
      )
    }
  return soft
})()

/** By row of the tooth: columns that have a fleck, and whether it is a strong one. */
const flecks: readonly { readonly columns: Uint16Array; readonly strong: Uint8Array }[] =
  Array.from({ length: toothSide }, (_, row) => {
    const line = tooth.subarray(row * toothSide, (row + 1) * toothSide)
    const columns = Uint16Array.from([...line.keys()].filter((column) => (line[column] ?? 0) > 0))
    return {
      columns,
      strong: Uint8Array.from(columns, (column) => ((line[column] ?? 0) > 0.4 ? 1 : 0)),
    }
  })

/** A byte moved towards `goal` by `share`, for all bytes. */
const towards = (goal: number, share: number) =>
  Uint8Array.from({ length: 256 }, (_, value) => value + (goal - value) * share)

/** Tone breaks up on the paper's tooth: dark marks get flecks of paper, never the other way round. */
function applyGrain(pixels: Uint8Array, { width, height }: PictureSize, hand: Hand) {
  const tables = [0.24, 0.5].map((fleck) =>
    parseColour(hand.paper).map((goal) => towards(goal, fleck * hand.grain * 0.55)),
  )
  const [[lightRed, lightGreen, lightBlue] = [], [strongRed, strongGreen, strongBlue] = []] = tables
  if (!lightRed || !lightGreen || !lightBlue || !strongRed || !strongGreen || !strongBlue) return
  for (let y = 0; y < height; y += 1) {
    const row = flecks[y & (toothSide - 1)]
    if (!row) continue
    const { columns, strong } = row
    for (let left = 0; left < width; left += toothSide)
      for (let each = 0; each < columns.length; each += 1) {
        const x = left + (columns[each] ?? 0)
        if (x >= width) break
        const index = (y * width + x) * 3
        const hard = strong[each] === 1
        pixels[index] = (hard ? strongRed : lightRed)[pixels[index] ?? 0] ?? 0
        pixels[index + 1] = (hard ? strongGreen : lightGreen)[pixels[index + 1] ?? 0] ?? 0
        pixels[index + 2] = (hard ? strongBlue : lightBlue)[pixels[index + 2] ?? 0] ?? 0
      }
  }
}

/** The three colours of each pixel: a picture covers its paper, so nothing shows through. */
function dropAlpha(pixels: Buffer): Uint8Array {
  const colours = new Uint8Array((pixels.length / 4) * 3)
  const view = new DataView(pixels.buffer, pixels.byteOffset, pixels.length)
  for (let from = 0, to = 0; from < pixels.length; from += 4, to += 3) {
    const pixel = view.getUint32(from)
    colours[to] = pixel >>> 24
    colours[to + 1] = pixel >>> 16
    colours[to + 2] = pixel >>> 8
  }
  return colours
}

/** SVG → PNG of exactly `size`. */
export async function toPng(svg: string, size: PictureSize, hand: Hand): Promise<Uint8Array> {
  const rendered = new Resvg(svg, { font: { loadSystemFonts: false }, logLevel: "off" }).render()
  const pixels = dropAlpha(rendered.pixels)
  if (hand.grain > 0) applyGrain(pixels, size, hand)
  const png = await sharp(pixels, { raw: { ...size, channels: 3 } })
    .png({ compressionLevel: 3, adaptiveFiltering: false })
    .toBuffer()
  return new Uint8Array(png)
}
