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

/** Tone breaks up on the paper's tooth: dark marks get flecks of paper, never the other way round. */
function applyGrain(pixels: Uint8Array, { width, height }: PictureSize, hand: Hand) {
  const [red, green, blue] = parseColour(hand.paper)
  const strength = hand.grain * 0.55
  for (let y = 0; y < height; y += 1) {
    const row = (y & (toothSide - 1)) * toothSide
    for (let x = 0; x < width; x += 1) {
      const index = (y * width + x) * 4
      const fleck = tooth[row + (x & (toothSide - 1))] ?? 0
      if (fleck <= 0) continue
      const share = fleck * strength
      const r = pixels[index] ?? 0
      const g = pixels[index + 1] ?? 0
      const b = pixels[index + 2] ?? 0
      pixels[index] = r + (red - r) * share
      pixels[index + 1] = g + (green - g) * share
      pixels[index + 2] = b + (blue - b) * share
    }
  }
}

/** SVG → PNG of exactly `size`. */
export async function toPng(svg: string, size: PictureSize, hand: Hand): Promise<Uint8Array> {
  const pixels = new Uint8Array(
    new Resvg(svg, { font: { loadSystemFonts: false }, logLevel: "off" }).render().pixels,
  )
  if (hand.grain > 0) applyGrain(pixels, size, hand)
  const png = await sharp(pixels, { raw: { ...size, channels: 4 } })
    .removeAlpha()
    .png({ compressionLevel: 5, adaptiveFiltering: false })
    .toBuffer()
  return new Uint8Array(png)
}
