import { describe, expect, it } from "vitest"
import { estimateDialogueSeconds, findDialogueOverrun } from "./dialogue-fit.ts"

describe("whether the dialogue fits the panel", () => {
  it("counts what is said, not who says it or how", () => {
    expect(estimateDialogueSeconds("MARA (V.O.): Who is there now")).toBeCloseTo(2.2)
    expect(estimateDialogueSeconds("(quietly)\nNo.")).toBeCloseTo(1.3)
    expect(estimateDialogueSeconds("MARA: …")).toBe(0)
  })

  it("is silent where it fits and names both lengths where it does not", () => {
    expect(findDialogueOverrun("Yes.", 48, "24")).toBeNull()
    expect(findDialogueOverrun("One two three four five six seven", 48, "24")).toEqual({
      needs: expect.closeTo(3.1),
      has: 2,
    })
  })
})
