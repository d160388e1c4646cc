import { styleReasons } from "@panelwright/core"
import { describe, expect, it } from "vitest"
import { describeProfile, describeReasons } from "./style-reasons.ts"

describe("why a picture does not belong", () => {
  it("is said in a row of words", () => {
    expect(describeReasons(["colder", "thicker-lined"])).toBe("Colder, thicker-lined")
    expect(describeReasons([])).toBe("")
  })

  it("has words for every reason", () => {
    for (const reason of styleReasons) expect(describeReasons([reason])).toMatch(/^[A-Z]/)
  })

  it("says what it is compared with", () => {
    expect(describeProfile("anchors", 3)).toContain("3 pictures")
    expect(describeProfile("none", 0)).toContain("too little")
  })
})
