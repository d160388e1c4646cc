import { describe, expect, it } from "vitest"
import { describeAccountFailure } from "./describe-account-failure.ts"

describe("why an account was refused, in words", () => {
  it("rounds waiting up to whole minutes", () => {
    expect(describeAccountFailure({ kind: "rate-limited", retryAfterMs: 61_000 })).toContain(
      "2 minutes",
    )
    expect(describeAccountFailure({ kind: "rate-limited", retryAfterMs: 10 })).toContain(
      "1 minute ",
    )
  })

  it("says what to do with a link that has been used", () => {
    expect(describeAccountFailure({ kind: "link-invalid", reason: "used" })).toContain("new one")
  })
})
