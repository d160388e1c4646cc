import { describe, expect, it } from "vitest"
import { addMicroDollars, formatBalance, formatMicroDollars } from "./money.ts"

describe("money", () => {
  it("is said in whole cents, rounded up, and more finely below one", () => {
    expect([0, 40, 4_200, 9_999, 10_000, 66_001, 1_200_000].map(formatMicroDollars)).toEqual([
      "$0",
      "$0.0001",
      "$0.0042",
      "$0.01",
      "$0.01",
      "$0.07",
      "$1.20",
    ])
  })

  it("is never said to be more than there is where it is counted", () => {
    expect([0, 24_499, 16_000, 70_000, 999_999, 1_239_999].map(formatBalance)).toEqual([
      "$0.00",
      "$0.0244",
      "$0.016",
      "$0.07",
      "$0.9999",
      "$1.23",
    ])
  })

  it("is not known in sum when one part is not", () => {
    expect(addMicroDollars([1, 2])).toBe(3)
    expect(addMicroDollars([1, null])).toBeNull()
    expect(addMicroDollars([])).toBe(0)
  })
})
