import { describe, expect, it } from "vitest"
import { mergeWords } from "./merge-words.ts"

describe("words that were edited apart", () => {
  it.each([
    ["Mara turns.", "Mara turns. Rain.", "Slowly, Mara turns.", "Slowly, Mara turns. Rain."],
    ["Mara turns.", "Mara runs.", "Now Mara turns.", "Now Mara runs."],
    ["Mara turns.", "Mara.", "Mara turns.", "Mara."],
    ["Mara turns.", "Mara turns.", "Ben turns.", "Ben turns."],
    ["Mara turns.", "", "Mara turns. Rain.", " Rain."],
    ["", "Rain.", "Wind.", "Rain.Wind."],
  ])("from %j, %j and %j make %j", (before, mine, present, expected) => {
    expect(mergeWords(before, mine, present)).toBe(expected)
  })
})
