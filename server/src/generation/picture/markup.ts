import {
  failure,
  markupNoteColour,
  success,
  type PictureSize,
  type Result,
} from "@panelwright/core"
import { decodePicture, encodePng, resizePixels, type Pixels } from "./pixels.ts"

/** Farther from the notes' colour than this, in steps of 255, a pixel is a line of the drawing. */
const near = 70

const noteColour = [1, 3, 5].map((at) => Number.parseInt(markupNoteColour.slice(at, at + 2), 16))

/** What somebody drew over a picture. */
export interface Markup {
  readonly pixels: Pixels
  /** How opaque the lines to be followed are, without arrows and notes; one byte a pixel. */
  readonly lines: Uint8Array
}

/** Reads a transparent drawing. The failure says why it is none. */
export async function decodeMarkup(bytes: Uint8Array): Promise<Result<Markup, string>> {
  const decoded = await decodePicture(bytes)
  if (!decoded.ok) return failure(`it is ${decoded.failure}`)
  const { data, width, height } = decoded.value
  const lines = new Uint8Array(width * height)
  let drawn = false
  let clear = false
  for (let pixel = 0; pixel < lines.length; pixel += 1) {
    const alpha = data[pixel * 4 + 3] ?? 0
    if (alpha < 255) clear = true
    if (alpha === 0) continue
    drawn = true
    const isNote = noteColour.every(
      (value, channel) => Math.abs((data[pixel * 4 + channel] ?? 0) - value) < near,
    )
    if (!isNote) lines[pixel] = alpha
  }
  if (!drawn) return failure("nothing is drawn in it")
  if (!clear) return failure("it covers the whole picture")
  return success({ pixels: { width, height, data }, lines })
}

/** As a PNG of a size, still transparent, as providers take what is drawn over the base. */
export const encodeMarkup = async ({ pixels }: Markup, size: PictureSize): Promise<Uint8Array> =>
  encodePng(await resizePixels(pixels, size))

/** On white paper, as a reference for providers that follow a rough sketch. */
export async function encodeAsSketch({ pixels }: Markup, size: PictureSize): Promise<Uint8Array> {
  const data = new Uint8Array(pixels.data)
  for (let at = 0; at < data.length; at += 4) {
    const alpha = data[at + 3] ?? 0
    for (let channel = at; channel < at + 3; channel += 1)
      data[channel] = Math.round((data[channel] ?? 0) * (alpha / 255) + 255 - alpha)
    data[at + 3] = 255
  }
  return encodePng(await resizePixels({ ...pixels, data }, size))
}
