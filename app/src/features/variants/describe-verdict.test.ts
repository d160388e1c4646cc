import { describe, expect, it } from "vitest"
import { describeVerdict } from "./describe-verdict.ts"

const change = (inside: number, outside: number, masked: boolean, restored?: number) => ({
  change: { inside, outside, masked, ...(restored !== undefined && { restored }) },
})

describe("the verdict on an edit", () => {
  it("says what changed inside and outside of the region, and how it belongs", () => {
    const style = { style: 0.93, reasons: [] }
    expect(describeVerdict(change(0.382, 0, true, 0), style)).toEqual({
      words: "inside changed 38 % · outside 0 · style 0.93",
      warnings: [],
    })
  })

  it("is one share without a region, and leaves out a style that is not known", () => {
    expect(describeVerdict(change(0.044, 0, false), null).words).toBe("changed 4.4 %")
    expect(describeVerdict({ change: null }, { style: null, reasons: [] }).words).toBe("")
  })

  it("never rounds a change down to none", () => {
    expect(describeVerdict(change(1, 0.0001, true), null).words).toBe(
      "inside changed 100 % · outside < 0.1 %",
    )
  })

  it("warns of what the provider did outside before it was put back", () => {
    expect(describeVerdict(change(0.4, 0, true, 0.12), null).warnings).toEqual([
      "The provider had changed 12 % outside the region. The server put it back.",
    ])
  })

  it("warns of a picture that stands apart and of a drawing that was not followed", () => {
    const style = { style: 0.31, reasons: ["colder", "thicker-lined"] as const }
    expect(
      describeVerdict(
        { change: null, composition: 0.1 },
        { ...style, reasons: [...style.reasons] },
      ),
    ).toEqual({
      words: "drawing followed 10 % · style 0.31",
      warnings: [
        "Little of the drawing is found in the picture.",
        "It stands apart from the storyboard's style: colder, thicker lined.",
      ],
    })
  })
})
