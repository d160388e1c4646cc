import { describe, expect, it } from "vitest"
import { parsePlainText, sniffScriptFormat } from "./plain-text.ts"

describe("parsePlainText", () => {
  it("[SCR-21] makes one scene with a paragraph of action for each of the text", () => {
    const { scenes, warnings } = parsePlainText("A man walks in.\nHe sits.\n\nMARA\nleaves.\n")
    expect(scenes.map(({ heading }) => heading)).toEqual([""])
    expect(scenes[0]?.elements.map(({ kind, text }) => [kind, text])).toEqual([
      ["action", "A man walks in.\nHe sits."],
      ["action", "MARA\nleaves."],
    ])
    expect(warnings).toEqual([{ kind: "no-headings" }])
  })
})

describe("sniffScriptFormat", () => {
  it.each([
    ["fountain", "INT. HOUSE - DAY\n\nWords."],
    ["fountain", "Title: A\n\nWords."],
    ["fountain", "MARA\nHello.\n\nJONAS\nHello."],
    ["final-draft", '<?xml version="1.0"?>\n<FinalDraft DocumentType="Script">'],
    ["text", "A man walks in.\n\nHe interrupts. INT. is a word."],
    ["text", "BANG\nand it was over."],
  ])("[SCR-21] tells %s by its form", (format, text) => {
    expect(sniffScriptFormat(text)).toBe(format)
  })
})
