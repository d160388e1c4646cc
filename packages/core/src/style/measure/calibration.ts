import { calibrationData } from "./calibration-data.ts"
import type { TraitName } from "./traits.ts"

/** What a calibration set says of pictures whose longer side has so many pixels. */
export interface Calibration {
  /**
   * Directions in which pictures of one style lie close and those of different styles apart (linear discriminants),
   * one after another, each as long as a fingerprint without its moments.
   */
  readonly directions: Float32Array
  /** The distance at which a picture belongs as likely as not, and how fast that changes. */
  readonly turn: number
  readonly slope: number
  /** How far traits lie from the middle of their style: standard deviations. */
  readonly spread: Readonly<Record<TraitName, number>>
}

export const directionCount = 8

/** The sides that were calibrated. */
export type MeasuredSide = keyof typeof calibrationData

const known = new Map<MeasuredSide, Calibration>()

export function getCalibration(side: MeasuredSide): Calibration {
  const before = known.get(side)
  if (before) return before
  const { directions, ...rest } = calibrationData[side]
  const made = { ...rest, directions: Float32Array.from(directions.trim().split(/\s+/), Number) }
  known.set(side, made)
  return made
}
