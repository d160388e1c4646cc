import type { StyleReason } from "../style-report.ts"
import { getCalibration } from "./calibration.ts"
import { fingerprintSide, type Fingerprint } from "./fingerprint.ts"
import { measureDistance, scoreDistance, type StyleProfile } from "./profile.ts"
import { measureTraits, traitNames, traitReasons } from "./traits.ts"

export interface StyleJudgement {
  /** 0–1. */
  readonly score: number
  readonly reasons: readonly StyleReason[]
}

const mostReasons = 3
/** In standard deviations within a style: what is nearer than this is no reason. */
const telling = 1.6
const belongs = 0.8

/** How well a picture belongs to a style, and what stands against it in words that people have. */
export function judgeStyle(picture: Fingerprint, profile: StyleProfile): StyleJudgement {
  const calibration = getCalibration(fingerprintSide)
  const score = scoreDistance(measureDistance(picture, profile, calibration), calibration)
  if (score >= belongs) return { score, reasons: [] }
  const own = measureTraits(picture)
  const usual = measureTraits(profile.middle)
  const ranked = traitNames
    .map((name) => ({ name, away: (own[name] - usual[name]) / calibration.spread[name] }))
    .toSorted((one, other) => Math.abs(other.away) - Math.abs(one.away))
  const reasons = ranked
    .filter(({ away }) => Math.abs(away) >= telling)
    .map(({ name, away }) => traitReasons[name][away > 0 ? 0 : 1])
  return {
    score,
    reasons: reasons.length > 0 ? reasons.slice(0, mostReasons) : [nameUnnamed(picture, profile)],
  }
}

/** No single property stands out: it is the colours together, or how the surface is worked. */
function nameUnnamed(picture: Fingerprint, { middle }: StyleProfile): StyleReason {
  const colours = measureGap(picture.ramp, middle.ramp) / usualGap.ramp
  const texture = measureGap(picture.texture, middle.texture) / usualGap.texture
  return colours >= texture ? "other-colours" : "other-texture"
}

/** About what they are between two pictures of one style. */
const usualGap = { ramp: 0.012, texture: 0.05 }

function measureGap(one: Float32Array, other: Float32Array): number {
  let sum = 0
  for (let at = 0; at < one.length; at += 1) sum += Math.abs((one[at] ?? 0) - (other[at] ?? 0))
  return sum / Math.max(1, one.length)
}
