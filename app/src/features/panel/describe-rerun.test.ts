import { describe, expect, it } from "vitest"
import { describeRerun } from "./describe-rerun.ts"

describe("the answer to run again", () => {
  it("promises the same only where it is", () => {
    expect(describeRerun({ outcome: "exact", reasons: [] })).toBe(
      "Running it again gives the same picture, to the pixel.",
    )
  })

  it("says why it is only close, or not possible", () => {
    expect(
      describeRerun({
        outcome: "close",
        reasons: [
          { kind: "no-seed", provider: "OpenAI" },
          { kind: "style-changed", was: 2, now: 4 },
        ],
      }),
    ).toBe(
      "Running it again gives a picture close to this one: OpenAI has no seed, the style was at version 2 and is at 4.",
    )
    expect(describeRerun({ outcome: "cannot", reasons: [{ kind: "parent-gone" }] })).toBe(
      "It can’t be made again: the picture that it was made from is gone.",
    )
  })
})
