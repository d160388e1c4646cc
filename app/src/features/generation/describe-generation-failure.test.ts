import type { GenerationFailure } from "@panelwright/core"
import { describe, expect, it } from "vitest"
import { canRetry, describeGenerationFailure } from "./describe-generation-failure.ts"

describe("why a picture did not come, in words", () => {
  it("names the words that were not understood and says that nothing changed", () => {
    const failure: GenerationFailure = {
      kind: "not-understood",
      words: ["gyrate", "flumph"],
      suggestions: [],
      billed: false,
    }
    expect(describeGenerationFailure(failure)).toBe(
      "“gyrate”, “flumph” were not understood, so nothing was changed.",
    )
    expect(canRetry(failure)).toBe(false)
  })

  it("says when money may be asked for all the same", () => {
    const said = describeGenerationFailure({ kind: "timeout", afterMs: 60_000, billed: true })
    expect(said).toContain("60 s")
    expect(said).toContain("may still be billed")
  })

  it("offers to try again only where that can help", () => {
    expect(canRetry({ kind: "unreachable", reason: "refused", billed: false })).toBe(true)
    expect(canRetry({ kind: "panel-locked", billed: false })).toBe(false)
  })
})
