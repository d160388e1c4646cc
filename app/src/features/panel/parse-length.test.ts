import { describe, expect, it } from "vitest"
import { parseLength } from "./parse-length.ts"

describe("a length that a person wrote", () => {
  it.each([
    ["2+12", 60],
    ["2.5", 60],
    ["2,5 s", 60],
    ["60f", 60],
    ["60 frames", 60],
    ["1 second", 24],
  ])("takes %j for %d frames at 24", (text, frames) => expect(parseLength(text, "24")).toBe(frames))

  it("counts seconds + frames in the nominal base at 23.976", () => {
    expect(parseLength("10+00", "24000/1001")).toBe(240)
  })

  it.each(["", "0", "0f", "long", "-3", "1+x", "99999999f"])("refuses %j", (text) =>
    expect(parseLength(text, "25")).toBeNull(),
  )
})
