import { describe, expect, it } from "vitest"
import {
  comparedLength,
  joinFingerprint,
  measureFingerprint,
  splitFingerprint,
  type Fingerprint,
} from "./fingerprint.ts"
import { judgeStyle } from "./judge-style.ts"
import { createProfile, type StyleProfile } from "./profile.ts"
import { createDrawing, type Drawing } from "./sample-drawing.fixture.ts"

const hand = { paper: [246, 240, 226], ink: [38, 34, 40], line: 2 } as const

const measure = (change: Partial<Drawing> = {}): Fingerprint =>
  measureFingerprint(createDrawing({ ...hand, picture: 20, ...change }))

function createHandProfile(): StyleProfile {
  const profile = createProfile([1, 2, 3, 4].map((picture) => measure({ picture })))
  if (profile === null) throw new Error("no pictures")
  return profile
}

describe("a fingerprint", () => {
  it("is the same for the same pixels, and comes back from the row it is kept in", () => {
    const row = joinFingerprint(measure())
    expect(joinFingerprint(measure())).toEqual(row)
    expect(splitFingerprint(row)).toEqual(measure())
    expect(splitFingerprint(row.subarray(1))).toBeNull()
    expect(row.every(Number.isFinite)).toBe(true)
    expect(comparedLength).toBeLessThan(row.length)
  })

  it("can be taken of a picture of one pixel and of one colour", () => {
    const one = measureFingerprint({ width: 1, height: 1, data: Uint8Array.of(255, 0, 0) })
    expect(joinFingerprint(one).every(Number.isFinite)).toBe(true)
    const flat = measure({ ink: hand.paper })
    expect(joinFingerprint(flat).every(Number.isFinite)).toBe(true)
  })
})

describe("how well a picture belongs", () => {
  const profile = createHandProfile()
  const score = (change: Partial<Drawing>) => judgeStyle(measure(change), profile).score

  it("is higher for another picture of the same hand than for those of other hands", () => {
    const own = score({})
    expect(own).toBeGreaterThan(score({ paper: [214, 226, 246] }))
    expect(own).toBeGreaterThan(score({ line: 9 }))
    expect(own).toBeGreaterThan(score({ paper: [30, 60, 110], ink: [220, 230, 250] }))
  })

  it("gives no reasons where there is nothing against it", () => {
    expect(judgeStyle(measure({ picture: 3 }), profile)).toMatchObject({ reasons: [] })
  })

  it.each([
    ["colder", { paper: [206, 222, 248] }],
    ["warmer", { paper: [255, 226, 160] }],
    ["darker", { paper: [70, 66, 60], ink: [10, 8, 10] }],
  ] as const)("says that a picture is %s", (reason, change) => {
    expect(judgeStyle(measure(change), profile).reasons).toContain(reason)
  })

  it("says that lines are thicker", () => {
    const { reasons } = judgeStyle(measure({ line: 7, paper: [226, 240, 226] }), profile)
    expect(reasons).toContain("thicker-lined")
  })
})
