import {
  applyLut,
  bakeLut,
  createColourTransfer,
  fingerprintSide,
  joinFingerprint,
  measureFingerprint,
  toColourSpread,
  type ColourTransfer,
  type RgbPicture,
} from "@panelwright/core/style"
import sharp from "sharp"
import { maxPicturePixels } from "../generation/picture/pixels.ts"

/** A picture small enough to be measured; what is see-through lies on white. */
export async function loadForMeasure(
  bytes: Uint8Array,
  side: number = fingerprintSide,
): Promise<RgbPicture> {
  const { data, info } = await sharp(bytes, { limitInputPixels: maxPicturePixels })
    .resize(side, side, { fit: "inside" })
    .flatten({ background: "#ffffff" })
    .toColourspace("srgb")
    .raw({ depth: "uchar" })
    .toBuffer({ resolveWithObject: true })
  return { width: info.width, height: info.height, data }
}

export const measureInPicture = async (bytes: Uint8Array): Promise<Float32Array> =>
  joinFingerprint(measureFingerprint(await loadForMeasure(bytes)))

export interface ColourMatch {
  /** PNG of the picture's own size. */
  readonly bytes: Uint8Array
  readonly transfer: ColourTransfer
}

/** The picture with its colours moved towards others, whose moments are given. Everything stays where it is. */
export async function matchColours(options: {
  readonly bytes: Uint8Array
  readonly target: Float32Array
  readonly strength: number
}): Promise<ColourMatch> {
  const { bytes, target, strength } = options
  const small = measureFingerprint(await loadForMeasure(bytes))
  const transfer = createColourTransfer(
    toColourSpread(small.moments),
    toColourSpread(target),
    strength,
  )
  const { data, info } = await sharp(bytes, { limitInputPixels: maxPicturePixels })
    .flatten({ background: "#ffffff" })
    .toColourspace("srgb")
    .raw({ depth: "uchar" })
    .toBuffer({ resolveWithObject: true })
  const { width, height } = info
  const matched = applyLut({ width, height, data }, bakeLut(transfer))
  return {
    transfer,
    bytes: await sharp(matched.data, { raw: { width, height, channels: 3 } })
      .png({ compressionLevel: 6 })
      .toBuffer(),
  }
}
