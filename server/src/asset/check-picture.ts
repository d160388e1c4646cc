import { failure, success, type Result } from "@panelwright/core"
import sharp, { type Sharp } from "sharp"
import {
  findPictureFormat,
  guessContent,
  mediaTypes,
  type PictureFormat,
} from "./picture-format.ts"

export const maxAssetBytes = 25 * 1024 * 1024
export const maxAssetPixels = 64_000_000

export type AssetFailure =
  | { readonly kind: "asset-empty" }
  | { readonly kind: "asset-too-large"; readonly byteLength: number; readonly limit: number }
  /** Not a PNG, JPEG, WebP or GIF, whatever it says it is. */
  | { readonly kind: "asset-type"; readonly looksLike: string }
  | {
      readonly kind: "asset-too-many-pixels"
      readonly width: number
      readonly height: number
      readonly limit: number
    }
  /** The header is that of a picture, the rest cannot be decoded to its end. */
  | { readonly kind: "asset-damaged" }

export interface CheckedPicture {
  /** As given, unless `upright` or a single frame had to be made of them. */
  readonly bytes: Uint8Array
  readonly mediaType: string
  readonly width: number
  readonly height: number
}

/**
 * Looks into bytes from outside: first the signature, then the size that the header gives (before anything is
 * decoded, so that a bomb costs nothing), then a whole decode. Two kinds are written anew: a moving picture becomes
 * its first frame, and a photograph that lies on its side is turned, because width and height must mean the same
 * to everybody who uses the asset.
 */
export async function checkPicture(
  bytes: Uint8Array,
): Promise<Result<CheckedPicture, AssetFailure>> {
  if (bytes.length === 0) return failure({ kind: "asset-empty" })
  if (bytes.length > maxAssetBytes)
    return failure({ kind: "asset-too-large", byteLength: bytes.length, limit: maxAssetBytes })
  const format = findPictureFormat(bytes)
  if (format === null) return failure({ kind: "asset-type", looksLike: guessContent(bytes) })
  const open = () => sharp(bytes, { limitInputPixels: maxAssetPixels, failOn: "error", pages: 1 })

  const header = await readHeader(bytes)
  if (header === null || header.format !== format) return failure({ kind: "asset-damaged" })
  const { width, height } = header
  if (width * height > maxAssetPixels)
    return failure({ kind: "asset-too-many-pixels", width, height, limit: maxAssetPixels })

  try {
    if (format === "gif" || header.moves || header.turned) {
      const kind = header.turned && !header.moves && format !== "gif" ? format : "png"
      const { data, info } = await encode(open().autoOrient(), kind)
      return success({
        bytes: data,
        mediaType: mediaTypes[kind],
        width: info.width,
        height: info.height,
      })
    }
    await open().resize(8, 8, { fit: "fill", fastShrinkOnLoad: false }).raw().toBuffer()
    return success({ bytes, mediaType: mediaTypes[format], width, height })
  } catch {
    return failure({ kind: "asset-damaged" })
  }
}

interface Header {
  readonly format: string
  readonly width: number
  readonly height: number
  readonly moves: boolean
  readonly turned: boolean
}

/** Null: libvips cannot make anything of the header. */
async function readHeader(bytes: Uint8Array): Promise<Header | null> {
  try {
    const { format, width, height, pages, orientation } = await sharp(bytes, {
      limitInputPixels: false,
    }).metadata()
    return {
      format,
      width,
      height,
      moves: (pages ?? 1) > 1,
      turned: (orientation ?? 1) > 1,
    }
  } catch {
    return null
  }
}

function encode(picture: Sharp, format: Exclude<PictureFormat, "gif">) {
  const encoded = {
    png: () => picture.png(),
    jpeg: () => picture.jpeg({ quality: 93 }),
    webp: () => picture.webp({ quality: 93 }),
  }[format]()
  return encoded.toBuffer({ resolveWithObject: true })
}
