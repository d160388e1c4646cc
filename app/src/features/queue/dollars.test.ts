import { describe, expect, it } from "vitest"
import { parseDollars, toDollars } from "./dollars.ts"

describe("an amount that somebody types", () => {
  it("is read as people write it, and nothing is no limit", () => {
    expect(["2.50", "$2.50", " 2,5 ", "2.5"].map(parseDollars)).toEqual(
      Array.from({ length: 4 }, () => ({ ok: true, value: 2_500_000 })),
    )
    expect(parseDollars("  ")).toEqual({ ok: true, value: null })
    expect(parseDollars("0")).toEqual({ ok: true, value: 0 })
    expect(["-1", "a lot", "1.2.3", "1e9", "2000000"].map((text) => parseDollars(text).ok)).toEqual(
      [false, false, false, false, false],
    )
  })

  it("is shown as it would be typed", () => {
    expect([null, 0, 2_500_000].map(toDollars)).toEqual(["", "0", "2.5"])
  })
})
