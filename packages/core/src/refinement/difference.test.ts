import { describe, expect, it } from "vitest"
import { paintDifference } from "./difference.ts"

const grey = (...values: number[]) =>
  Uint8ClampedArray.from(values.flatMap((value) => [value, value, value, 255]))

describe("painting where two pictures differ", () => {
  it("leaves what nobody sees, and paints the rest the stronger the more it differs", () => {
    const { pixels, share } = paintDifference(grey(10, 10, 10, 10), grey(10, 16, 60, 250))
    expect([3, 7, 11, 15].map((at) => (pixels[at] ?? 0) > 0)).toEqual([false, false, true, true])
    expect(pixels[15]).toBeGreaterThan(pixels[11] ?? 0)
    expect(share).toBe(0.5)
  })

  it("refuses pictures of two sizes", () => {
    expect(() => paintDifference(grey(1), grey(1, 2))).toThrow(RangeError)
  })
})
