import fc from "fast-check"
import { describe, expect, it } from "vitest"
import {
  frameRateNameSchema,
  frameRates,
  getFrameRate,
  toFrameCounts,
  toFrames,
  toSeconds,
  type FrameRateName,
} from "./frame-rate.ts"

const rateNames = Object.keys(frameRates) as FrameRateName[]
const anyRate = fc.constantFrom(...rateNames)

describe("frame rates", () => {
  it("[TIME-1] are exact fractions, of which 23.976 and 29.97 are labels", () => {
    expect(getFrameRate("24000/1001")).toMatchObject({
      numerator: 24000,
      denominator: 1001,
      label: "23.976",
      nominal: 24,
    })
    expect(rateNames.filter((name) => frameRates[name].dropFrame)).toEqual([
      "30000/1001",
      "60000/1001",
    ])
    expect(frameRateNameSchema.safeParse("23.976").success).toBe(false)
  })

  it.each([
    [0.5, "24", 12],
    [0.5, "25", 13],
    [1, "24000/1001", 24],
    [1.5, "25", 38],
    [2, "24000/1001", 48],
    [5, "30000/1001", 150],
    [3, "60", 180],
    [0, "24", 1],
  ] as const)("[TIME-2] count %d s at %s as %d frames", (seconds, name, frames) => {
    expect(toFrames(seconds, name)).toBe(frames)
  })

  it("[TIME-2] give back their seconds", () => {
    expect(toSeconds(48, "24000/1001")).toBeCloseTo(2.002, 10)
    fc.assert(
      fc.property(anyRate, fc.integer({ min: 1, max: 10_000_000 }), (name, frames) => {
        expect(toFrames(toSeconds(frames, name), name)).toBe(frames)
      }),
    )
  })
})

describe("toFrameCounts", () => {
  it("[TIME-3] rounds cuts, not lengths: six of 730 ms at 24 end on 105", () => {
    const frames = toFrameCounts(
      Array.from({ length: 6 }, () => 730),
      "24",
    )
    expect(frames.reduce((sum, count) => sum + count, 0)).toBe(105)
  })

  it("[TIME-3] puts no cut more than half a frame from its time", () => {
    const lengths = fc.array(fc.integer({ min: 200, max: 20_000 }), { maxLength: 300 })
    fc.assert(
      fc.property(anyRate, lengths, (name, milliseconds) => {
        const { numerator, denominator } = frameRates[name]
        let time = 0
        let cut = 0
        for (const [index, frames] of toFrameCounts(milliseconds, name).entries()) {
          time += milliseconds[index] ?? 0
          cut += frames
          const distance = Math.abs(cut * denominator * 1000 - time * numerator)
          expect(distance * 2).toBeLessThanOrEqual(denominator * 1000)
        }
      }),
    )
  })

  it("[TIME-3] gives each panel at least one frame", () => {
    expect(toFrameCounts([0, 1, 0, 1000], "24").slice(0, 3)).toEqual([1, 1, 1])
  })
})
