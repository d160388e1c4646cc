import { directionCount, type Calibration } from "./calibration.ts"
import {
  averageFingerprints,
  comparedLength,
  joinFingerprint,
  type Fingerprint,
} from "./fingerprint.ts"

/** What pictures of one style look like. */
export interface StyleProfile {
  readonly middle: Fingerprint
  readonly members: readonly Fingerprint[]
}

/** Null: there is nothing to be like. */
export const createProfile = (members: readonly Fingerprint[]): StyleProfile | null =>
  members.length === 0 ? null : { middle: averageFingerprints(members), members }

/** Where a picture lies along the directions that tell styles apart. */
export function project(fingerprint: Fingerprint, { directions }: Calibration): Float32Array {
  const row = joinFingerprint(fingerprint)
  const place = new Float32Array(directionCount)
  for (let direction = 0; direction < directionCount; direction += 1) {
    let sum = 0
    for (let at = 0; at < comparedLength; at += 1)
      sum += (row[at] ?? 0) * (directions[direction * comparedLength + at] ?? 0)
    place[direction] = sum
  }
  return place
}

function measureGap(one: Float32Array, other: Float32Array): number {
  let sum = 0
  for (let at = 0; at < one.length; at += 1) sum += ((one[at] ?? 0) - (other[at] ?? 0)) ** 2
  return Math.sqrt(sum)
}

/** From the middle of the style's pictures and from the nearest of them: a style has more than one kind of picture. */
export function measureDistance(
  picture: Fingerprint,
  profile: StyleProfile,
  calibration: Calibration,
): number {
  const place = project(picture, calibration)
  const members = profile.members.map((member) => project(member, calibration))
  const nearest = Math.min(...members.map((member) => measureGap(place, member)))
  return measureGap(place, project(profile.middle, calibration)) + nearest
}

/**
 * 0–1: how likely a picture at this distance is of the style, where as many are as are not. Fixed by the calibration
 * set and never by the storyboard's own spread.
 */
export const scoreDistance = (distance: number, { turn, slope }: Calibration): number =>
  1 / (1 + Math.exp(slope * (distance - turn)))
