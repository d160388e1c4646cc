import { describe, expect, it } from "vitest"
import { addMicroDollars, formatMicroDollars } from "./money.ts"

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

  it("is not known in sum when one part is not", () => {
    expect(addMicroDollars([1, 2])).toBe(3)
    expect(addMicroDollars([1, null])).toBeNull()
    expect(addMicroDollars([])).toBe(0)
  })
})
