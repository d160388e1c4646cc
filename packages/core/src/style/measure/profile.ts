import type { Calibration } from "./calibration.ts"
import { averageFingerprints, type Fingerprint, type MeasureName } from "./fingerprint.ts"

/** The measures that tell styles apart. */
export const blockNames = [
  "palette",
  "tone",
  "chroma",
  "tint",
  "colours",
  "edges",
  "pyramid",
  "texture",
  "ink",
] as const satisfies readonly MeasureName[]
export type BlockName = (typeof blockNames)[number]

/** What pictures of one style look like. */
export interface StyleProfile {
  readonly middle: Fingerprint
  readonly members: readonly Fingerprint[]
}

/** Null: there is nothing to be like. */
export const createProfile = (members: readonly Fingerprint[]): StyleProfile | null =>
  members.length === 0 ? null : { middle: averageFingerprints(members), members }

function measureDifference(one: Float32Array, other: Float32Array): number {
  let sum = 0
  for (let at = 0; at < one.length; at += 1) sum += Math.abs((one[at] ?? 0) - (other[at] ?? 0))
  return sum / Math.max(1, one.length)
}

/**
 * How far a picture is from a style in each block: from the middle of its pictures, and from the nearest of them,
 * because a style has more than one kind of picture.
 */
export function measureDistances(
  picture: Fingerprint,
  { middle, members }: StyleProfile,
): Record<BlockName, number> {
  return Object.fromEntries(
    blockNames.map((name) => {
      const fromMiddle = measureDifference(picture[name], middle[name])
      const fromNearest = Math.min(
        ...members.map((member) => measureDifference(picture[name], member[name])),
      )
      return [name, (fromMiddle + fromNearest) / 2]
    }),
  ) as Record<BlockName, number>
}

/** How much each block speaks against a picture: distance by the block's fixed scale. */
export const weighDistances = (
  distances: Readonly<Record<BlockName, number>>,
  { weights }: Calibration,
): Record<BlockName, number> =>
  Object.fromEntries(blockNames.map((name) => [name, weights[name] * distances[name]])) as Record<
    BlockName,
    number
  >

/**
 * 0–1: how likely a picture at this distance is of the style, where as many are as are not; fixed by the
 * calibration set and never by the storyboard's own spread.
 */
export function scoreDistances(
  weighed: Readonly<Record<BlockName, number>>,
  { bias }: Calibration,
): number {
  const against = blockNames.reduce((sum, name) => sum + weighed[name], 0)
  return 1 / (1 + Math.exp(against - bias))
}
