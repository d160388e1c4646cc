import {
  applyLut,
  bakeLut,
  createColourTransfer,
  createProfile,
  fingerprintSide,
  getCalibration,
  joinFingerprint,
  measureDistance,
  measureFingerprint,
  splitFingerprint,
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
  /** How far the colours went, 0–1. */
  readonly strength: number
}

/** All the way would take the light of a night from it. */
const strengths = [0.8, 0.55, 0.3]
/** A change that brings it no nearer than this is none. */
const leastGain = 0.03

/**
 * The picture with its colours moved towards those of others, given as fingerprints in rows, as far as that brings it
 * nearest to them; everything stays where it is. Null: no change of colours brings it nearer.
 */
export async function matchColours(options: {
  readonly bytes: Uint8Array
  readonly members: readonly Float32Array[]
}): Promise<ColourMatch | null> {
  const { bytes } = options
  const profile = createProfile(options.members.flatMap((row) => splitFingerprint(row) ?? []))
  if (profile === null) return null
  const calibration = getCalibration(fingerprintSide)
  const small = await loadForMeasure(bytes)
  const before = measureFingerprint(small)
  const [source, target] = [before.moments, profile.middle.moments].map(toColourSpread)
  if (!source || !target) return null
  const tries = strengths.map((strength) => {
    const transfer = createColourTransfer(source, target, strength)
    const lut = bakeLut(transfer)
    const after = measureFingerprint(applyLut(small, lut))
    return { strength, transfer, lut, distance: measureDistance(after, profile, calibration) }
  })
  const [best] = tries.toSorted((one, other) => one.distance - other.distance)
  const most = measureDistance(before, profile, calibration) * (1 - leastGain)
  if (!best || best.distance > most) return null
  const { strength, transfer, lut } = best
  return { bytes: await recolour(bytes, lut), transfer, strength }
}

async function recolour(bytes: Uint8Array, lut: Uint8Array): Promise<Uint8Array> {
  const { data, info } = await sharp(bytes, { limitInputPixels: maxPicturePixels })
    .flatten({ background: "#ffffff" })
    .toColourspace("srgb")
    .raw({ depth: "uchar" })
    .toBuffer({ resolveWithObject: true })
  const { width, height } = info
  const matched = applyLut({ width, height, data }, lut)
  return sharp(matched.data, { raw: { width, height, channels: 3 } })
    .png({ compressionLevel: 6 })
    .toBuffer()
}
