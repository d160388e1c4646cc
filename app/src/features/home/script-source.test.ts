import { describe, expect, it } from "vitest"
import { suggestTitle } from "./script-source.ts"

const fromText = (text: string) => suggestTitle({ kind: "text", text })

describe("the title that is suggested for a script", () => {
  it("is the one on its title page, without emphasis", () => {
    expect(fromText("Title: _**The Lighthouse**_\nCredit: by\n\nINT. ROOM - DAY\n")).toBe(
      "The Lighthouse",
    )
  })

  it("may stand on the line below", () => {
    expect(fromText("Title:\n    The Lighthouse\nAuthor: A\n")).toBe("The Lighthouse")
  })

  it("is the file's name where there is a file", () => {
    const file = new File(["x"], "Night shift.v2.fountain")
    expect(suggestTitle({ kind: "file", file })).toBe("Night shift.v2")
  })

  it("is left to the person where the script gives none", () => {
    expect(fromText("INT. ROOM - DAY\n\nShe waits.\n")).toBe("")
    expect(suggestTitle(null)).toBe("")
  })
})
