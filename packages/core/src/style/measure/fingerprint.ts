import {
  measureChroma,
  measureColours,
  measureMoments,
  measurePalette,
  measureRamp,
  measureTint,
  measureTone,
} from "./colour-blocks.ts"
import { measureEdges, measureInk, measurePyramid, measureTexture } from "./line-blocks.ts"
import { toPlanes, type Planes, type RgbPicture } from "./planes.ts"

/** What a picture looks like whatever it shows, in groups of numbers of one kind. */
const measures = {
  palette: measurePalette,
  tone: measureTone,
  chroma: measureChroma,
  tint: measureTint,
  ramp: measureRamp,
  colours: measureColours,
  edges: ({ lightness }: Planes) => measureEdges(lightness),
  pyramid: ({ lightness }: Planes) => measurePyramid(lightness),
  texture: ({ lightness }: Planes) => measureTexture(lightness),
  ink: ({ lightness }: Planes) => measureInk(lightness),
  /** The last: tells nothing of its own; a colour transfer needs it. */
  moments: measureMoments,
} satisfies Record<string, (planes: Planes) => number[]>

type MeasureName = keyof typeof measures

const lengths = {
  palette: 120,
  tone: 16,
  chroma: 12,
  tint: 2,
  ramp: 12,
  colours: 3,
  edges: 11,
  pyramid: 6,
  texture: 20,
  ink: 10,
  moments: 9,
} as const satisfies Record<MeasureName, number>

const names = Object.keys(lengths) as MeasureName[]

export type Fingerprint = Readonly<Record<MeasureName, Float32Array>>

/** Rises when a measure changes: fingerprints of two methods cannot be compared. */
export const fingerprintMethod = 1

/** The longer side that pictures are measured at, in pixels: the smaller, the cheaper; see `pnpm bench style`. */
export const fingerprintSide = 256

export function measureFingerprint(picture: RgbPicture): Fingerprint {
  const planes = toPlanes(picture)
  return Object.fromEntries(
    names.map((name) => [name, Float32Array.from(measures[name](planes))]),
  ) as Record<MeasureName, Float32Array>
}

/** All but the moments, which come last. */
export const comparedLength = names.reduce(
  (sum, name) => sum + (name === "moments" ? 0 : lengths[name]),
  0,
)

const fingerprintLength = names.reduce((sum, name) => sum + lengths[name], 0)

/** All numbers in one row, to be kept. */
export function joinFingerprint(fingerprint: Fingerprint): Float32Array {
  const row = new Float32Array(fingerprintLength)
  let at = 0
  for (const name of names) {
    row.set(fingerprint[name], at)
    at += lengths[name]
  }
  return row
}

/** Null: not a row of this method. */
export function splitFingerprint(row: Float32Array): Fingerprint | null {
  if (row.length !== fingerprintLength) return null
  let at = 0
  return Object.fromEntries(
    names.map((name) => {
      const values = row.subarray(at, at + lengths[name])
      at += lengths[name]
      return [name, values]
    }),
  ) as Record<MeasureName, Float32Array>
}

/** The middle of several: of quantiles it is again a list of quantiles, that of the colours or tones between them. */
export function averageFingerprints(fingerprints: readonly Fingerprint[]): Fingerprint {
  return Object.fromEntries(
    names.map((name) => {
      const mean = new Float32Array(lengths[name])
      for (const fingerprint of fingerprints)
        for (let at = 0; at < mean.length; at += 1)
          mean[at] = (mean[at] ?? 0) + (fingerprint[name][at] ?? 0) / fingerprints.length
      return [name, mean]
    }),
  ) as Record<MeasureName, Float32Array>
}
