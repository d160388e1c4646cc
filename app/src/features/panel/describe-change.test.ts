import { describe, expect, it } from "vitest"
import { describeChange } from "./describe-change.ts"

describe("what an edit changed", () => {
  it("is said for inside and outside of the region", () => {
    expect(describeChange({ inside: 0.382, outside: 0, masked: true })).toBe(
      "inside 38 % · outside 0",
    )
  })

  it("is one share without a region", () => {
    expect(describeChange({ inside: 0.044, outside: 0, masked: false })).toBe("changed 4.4 %")
  })

  it("never rounds a change down to none", () => {
    expect(describeChange({ inside: 1, outside: 0.0001, masked: true })).toBe(
      "inside 100 % · outside < 0.1 %",
    )
  })
})
