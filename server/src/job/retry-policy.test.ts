import type { GenerationFailure } from "@panelwright/core"
import { describe, expect, it } from "vitest"
import { decideRetry, isOutcomeUnknown } from "./retry-policy.ts"

const limited = (retryAfterMs: number): GenerationFailure => ({
  kind: "rate-limited",
  retryAfterMs,
  billed: false,
})
const unreachable = (billed: boolean): GenerationFailure => ({
  kind: "unreachable",
  reason: "",
  billed,
})

describe("the retry policy", () => {
  it("waits as long as the provider said, and longer each time when it said nothing", () => {
    expect(decideRetry(limited(2000), 1)).toBe(2000)
    expect([1, 2, 3, 4, 5].map((attempt) => decideRetry(limited(0), attempt))).toEqual([
      1000,
      2000,
      4000,
      8000,
      null,
    ])
  })

  it("tries a refused connection again, but not one that broke after sending", () => {
    expect(decideRetry(unreachable(false), 1)).toBe(1000)
    expect(decideRetry(unreachable(false), 3)).toBeNull()
    expect(decideRetry(unreachable(true), 1)).toBeNull()
  })

  it.each<GenerationFailure>([
    { kind: "timeout", afterMs: 1, billed: true },
    { kind: "refused", stage: "input", category: "", billed: false },
    { kind: "invalid", reason: "", billed: false },
    { kind: "bad-output", reason: "", billed: true },
    { kind: "auth", provider: "openai", billed: false },
    { kind: "interrupted", billed: true },
  ])("never tries $kind again", (failure) => {
    expect(decideRetry(failure, 1)).toBeNull()
  })

  it("knows which outcomes nobody knows", () => {
    expect(isOutcomeUnknown({ kind: "timeout", afterMs: 1, billed: true })).toBe(true)
    expect(isOutcomeUnknown(unreachable(true))).toBe(true)
    expect(isOutcomeUnknown({ kind: "interrupted", billed: true })).toBe(true)
    expect(isOutcomeUnknown({ kind: "interrupted", billed: false })).toBe(false)
    expect(isOutcomeUnknown(unreachable(false))).toBe(false)
    expect(isOutcomeUnknown({ kind: "bad-output", reason: "", billed: true })).toBe(false)
  })
})
