import type { StyleReason } from "../style-report.ts"
import { calibrations } from "./calibration.ts"
import { fingerprintSide, type Fingerprint } from "./fingerprint.ts"
import {
  blockNames,
  measureDistances,
  scoreDistances,
  weighDistances,
  type BlockName,
  type StyleProfile,
} from "./profile.ts"
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

const otherwise: Partial<Record<BlockName, StyleReason>> = {
  palette: "other-colours",
  chroma: "other-colours",
  colours: "other-colours",
  texture: "other-texture",
  pyramid: "other-texture",
}

/** How well a picture belongs to a style, and what stands against it in words that people have. */
export function judgeStyle(picture: Fingerprint, profile: StyleProfile): StyleJudgement {
  const calibration = calibrations[fingerprintSide]
  const weighed = weighDistances(measureDistances(picture, profile), calibration)
  const score = scoreDistances(weighed, calibration)
  if (score >= belongs) return { score, reasons: [] }

  const own = measureTraits(picture)
  const usual = measureTraits(profile.middle)
  const reasons = traitNames
    .map((name) => ({ name, away: (own[name] - usual[name]) / calibration.spread[name] }))
    .filter(({ away }) => Math.abs(away) >= telling)
    .toSorted((one, other) => Math.abs(other.away) - Math.abs(one.away))
    .map(({ name, away }): StyleReason => traitReasons[name][away > 0 ? 0 : 1])
  const [strongest] = blockNames.toSorted((one, other) => weighed[other] - weighed[one])
  const other = strongest && otherwise[strongest]
  if (other && reasons.length === 0) reasons.push(other)
  return { score, reasons: reasons.slice(0, mostReasons) }
}
