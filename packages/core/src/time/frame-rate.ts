import { z } from "zod"

/** Frames per second as an exact fraction; 23.976 and 29.97 are labels of 24000/1001 and 30000/1001. */
export interface FrameRate {
  readonly numerator: number
  readonly denominator: number
  /** What people call it: `23.976`. */
  readonly label: string
  /** The integer base that time code counts in: 24 for 23.976. */
  readonly nominal: number
  /** Whether drop-frame time code exists for it. */
  readonly dropFrame: boolean
}

const rate = (
  numerator: number,
  denominator: number,
  label: string,
  dropFrame = false,
): FrameRate => ({
  numerator,
  denominator,
  label,
  nominal: Math.round(numerator / denominator),
  dropFrame,
})

export const frameRates = {
  "24000/1001": rate(24_000, 1001, "23.976"),
  "24": rate(24, 1, "24"),
  "25": rate(25, 1, "25"),
  "30000/1001": rate(30_000, 1001, "29.97", true),
  "30": rate(30, 1, "30"),
  "48": rate(48, 1, "48"),
  "50": rate(50, 1, "50"),
  "60000/1001": rate(60_000, 1001, "59.94", true),
  "60": rate(60, 1, "60"),
} as const satisfies Record<string, FrameRate>

export type FrameRateName = keyof typeof frameRates

const names = Object.keys(frameRates) as [FrameRateName, ...FrameRateName[]]

/** The names under which rates are stored and sent: `"24000/1001"`, `"25"`, … */
export const frameRateNameSchema = z.enum(names)

export const getFrameRate = (name: FrameRateName): FrameRate => frameRates[name]

/** Frames of a length in seconds, rounded half up, at least 1. For one length only: see `toFrameCounts`. */
export function toFrames(seconds: number, name: FrameRateName): number {
  const { numerator, denominator } = frameRates[name]
  return Math.max(1, Math.floor((seconds * numerator) / denominator + 0.5))
}

export function toSeconds(frames: number, name: FrameRateName): number {
  const { numerator, denominator } = frameRates[name]
  return (frames * denominator) / numerator
}

/**
 * Integer frames for consecutive lengths in milliseconds, such that no cut is more than half a frame from its
 * exact time: each cut is rounded, never each length (six of 730 ms at 24 are 105 frames, not 108).
 */
export function toFrameCounts(milliseconds: readonly number[], name: FrameRateName): number[] {
  const { numerator, denominator } = frameRates[name]
  let sum = 0n
  let previous = 0
  return milliseconds.map((length) => {
    sum += BigInt(Math.max(0, Math.round(length)))
    const doubled = sum * BigInt(numerator) * 2n
    const divisor = BigInt(denominator) * 1000n
    const cut = Math.max(previous + 1, Number((doubled + divisor) / (divisor * 2n)))
    const frames = cut - previous
    previous = cut
    return frames
  })
}
