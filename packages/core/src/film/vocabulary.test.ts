import { describe, expect, it } from "vitest"
import { angles, findTerm, movements, sizes, type Term } from "./vocabulary.ts"

describe("findTerm", () => {
  it.each([
    ["MCU", "medium-close-up"],
    ["medium close up", "medium-close-up"],
    ["  Close-Up ", "close-up"],
    ["ELS", "extreme-wide"],
    ["American", "cowboy"],
    ["detail", "insert"],
    ["nothing", null],
    ["", null],
  ])("[FILM-1] finds the size that %j means", (words, size) => {
    expect(findTerm(sizes, words)).toBe(size)
  })

  it("[FILM-1] finds angles and movements by alias", () => {
    expect(findTerm(angles, "top down")).toBe("overhead")
    expect(findTerm(angles, "POV")).toBe("point-of-view")
    expect(findTerm(movements, "push in")).toBe("dolly-in")
    expect(findTerm(movements, "locked off")).toBe("static")
  })

  it.each([
    ["sizes", sizes],
    ["angles", angles],
    ["movements", movements],
  ] as const)("[FILM-2] has no word among %s that means two things", (_, terms) => {
    for (const [code, term] of Object.entries<Term>(terms)) {
      for (const word of [code, term.label, term.abbreviation, ...term.aliases]) {
        expect(findTerm<string>(terms, word), word).toBe(code)
      }
    }
  })
})
