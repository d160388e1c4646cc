import { createPanelId, parseFountain } from "@panelwright/core"
import { describe, expect, it } from "vitest"
import { cutScript, stackCards } from "./passages.ts"

const text =
  "FADE IN:\n\nINT. ROOM - DAY\n\nMara waits. The lamp goes out.\n\nMARA\nWho is there?\n"
const first = text.indexOf("Mara waits.")
const panels = [
  { id: createPanelId("a"), scriptRange: { from: first, to: first + "Mara waits.".length } },
  { id: createPanelId("gone"), scriptRange: null },
]
const stretches = cutScript(parseFountain(text), text, panels)
const words = (from: number, to: number) => text.slice(from, to)

describe("the script cut into stretches", () => {
  it("is the whole text without gap or overlap", () => {
    expect(stretches.map(({ from, to }) => words(from, to)).join("")).toBe(text)
  })

  it("says which panels show the words", () => {
    const shown = stretches.filter(({ panelIds }) => panelIds.length > 0)
    expect(shown.map(({ from, to }) => words(from, to))).toEqual(["Mara waits."])
    expect(shown[0]?.panelIds).toEqual([panels[0]?.id])
  })

  it("marks action and speech that no panel shows, and nothing else", () => {
    const bare = stretches.filter(({ uncovered }) => uncovered)
    expect(bare.map(({ from, to }) => words(from, to).trim())).toEqual([
      "The lamp goes out.",
      "Who is there?",
    ])
  })
})

describe("cards in the margin", () => {
  it("stand beside their words, in the next column when one is taken, and below when all are", () => {
    const wanted = [0, 10, 20, 300].map((top) => ({ top, height: 50 }))
    expect(stackCards(wanted, 2, 4)).toEqual([
      { column: 0, top: 0 },
      { column: 1, top: 10 },
      { column: 0, top: 54 },
      { column: 0, top: 300 },
    ])
  })
})
