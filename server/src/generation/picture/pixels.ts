import { failure, success, type PictureSize, type Result } from "@panelwright/core"
import sharp from "sharp"

/** A decoded picture: four bytes a pixel, red, green, blue, alpha, row by row, sRGB. */
export interface Pixels extends PictureSize {
  readonly data: Uint8Array
}

export interface DecodedPicture extends Pixels {
  /** Whether the bytes are an opaque 8-bit PNG without a colour profile, which can be kept as they are. */
  readonly plainPng: boolean
}

export const maxPicturePixels = 64_000_000

const formats = new Set(["png", "jpeg", "webp"])

const startsWith = (bytes: Uint8Array, text: string) =>
  Buffer.from(bytes.subarray(0, 200)).toString("latin1").trimStart().toLowerCase().startsWith(text)

function describe(bytes: Uint8Array): string {
  if (bytes.length === 0) return "nothing"
  if (startsWith(bytes, "<!doctype html") || startsWith(bytes, "<html")) return "a web page"
  if (startsWith(bytes, "{") || startsWith(bytes, "[")) return "JSON"
  return "no picture"
}

/**
 * Decodes to the last pixel, because bytes from a provider that are cut off, empty or a web page all arrive as
 * success. The failure says what they were instead.
 */
export async function decodePicture(bytes: Uint8Array): Promise<Result<DecodedPicture, string>> {
  try {
    const metadata = await sharp(bytes, { limitInputPixels: maxPicturePixels }).metadata()
    if (!formats.has(metadata.format)) return failure(`a picture of type ${metadata.format}`)
    const { data, info } = await sharp(bytes, {
      failOn: "truncated",
      limitInputPixels: maxPicturePixels,
    })
      .toColourspace("srgb")
      .ensureAlpha()
      .raw({ depth: "uchar" })
      .toBuffer({ resolveWithObject: true })
    return success({
      width: info.width,
      height: info.height,
      data,
      plainPng:
        metadata.format === "png" &&
        metadata.depth === "uchar" &&
        metadata.channels === 3 &&
        metadata.icc === undefined,
    })
  } catch (error) {
    const what = describe(bytes)
    if (what !== "no picture") return failure(what)
    return failure(`a damaged picture (${error instanceof Error ? error.message : "unreadable"})`)
  }
}

const toSharp = ({ data, width, height }: Pixels) =>
  sharp(data, { raw: { width, height, channels: 4 } })

/** Lossless; the alpha channel is kept only where something shows through. */
export async function encodePng(pixels: Pixels): Promise<Uint8Array> {
  const { data } = pixels
  let opaque = true
  for (let at = 3; at < data.length && opaque; at += 4) opaque = data[at] === 255
  const picture = toSharp(pixels)
  return (opaque ? picture.removeAlpha() : picture).png({ compressionLevel: 6 }).toBuffer()
}

/** Stretched to exactly that size. */
export async function resizePixels(pixels: Pixels, size: PictureSize): Promise<Pixels> {
  if (isSameSize(pixels, size)) return pixels
  const { width, height } = size
  const data = await toSharp(pixels).resize(width, height, { fit: "fill" }).raw().toBuffer()
  return { width, height, data }
}

/** The middle part of that size. */
export async function cropPixels(pixels: Pixels, size: PictureSize): Promise<Pixels> {
  if (isSameSize(pixels, size)) return pixels
  const { width, height } = size
  const left = Math.floor((pixels.width - width) / 2)
  const top = Math.floor((pixels.height - height) / 2)
  const data = await toSharp(pixels).extract({ left, top, width, height }).raw().toBuffer()
  return { width, height, data }
}

export const isSameSize = (one: PictureSize, other: PictureSize) =>
  one.width === other.width && one.height === other.height

/** The largest part of a picture with a ratio. One that is off by less than a pixel is left whole. */
export function fitRatio({ width, height }: PictureSize, ratio: number): PictureSize {
  const wantedHeight = width / ratio
  const wantedWidth = height * ratio
  if (Math.abs(wantedHeight - height) < 1 || Math.abs(wantedWidth - width) < 1)
    return { width, height }
  return wantedHeight < height
    ? { width, height: Math.max(1, Math.round(wantedHeight)) }
    : { width: Math.max(1, Math.round(wantedWidth)), height }
}
