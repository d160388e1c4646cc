import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { formatFountain, parseFountain } from "./fountain.ts"
import { parsePlainText } from "./plain-text.ts"
import { toPlainText, toPlainWords } from "./words.ts"

const fragment = fc.constantFrom(
  "INT. HOUSE - DAY",
  ".FORCED #2A#",
  "MARA",
  "MARA (V.O.) ^",
  "@McA",
  "(quiet)",
  "Hello *there*, _you_.",
  "~la la",
  "CUT TO:",
  ">x<",
  "> FADE OUT.",
  "[[note",
  "]]",
  "/*",
  "*/",
  "Title: A",
  "# Act",
  "= gist",
  "===",
  "!BANG",
  "\n",
  "\n\n",
  "\r\n",
  "\r",
  "  ",
  "    ",
  "\t",
  "\uFEFF",
  "内景",
  "💡",
)
const anyText = fc.array(
  fc.oneof({ weight: 5, arbitrary: fragment }, fc.string({ unit: "binary" })),
  {
    maxLength: 60,
  },
)

const onlyWords = (text: string) => text.replace(/\s+/g, " ").trim()

describe("every text", () => {
  it("[SCR-17] comes back identical from parse and format", () => {
    fc.assert(
      fc.property(anyText, (parts) => {
        const text = parts.join("")
        expect(formatFountain(parseFountain(text))).toBe(text)
        expect(formatFountain(parsePlainText(text))).toBe(text)
      }),
      { numRuns: 500 },
    )
  })

  it("[SCR-18] is tiled by its elements, with only white space between them", () => {
    fc.assert(
      fc.property(anyText, (parts) => {
        const text = parts.join("")
        const { elements, tail } = parseFountain(text)
        let at = 0
        for (const { from, to, lead, source } of elements) {
          expect(text.slice(at, from)).toBe(lead)
          expect(text.slice(from, to)).toBe(source)
          expect(lead.trim()).toBe("")
          expect(to).toBeGreaterThan(from)
          at = to
        }
        expect(text.slice(at)).toBe(tail)
        expect(tail.trim()).toBe("")
      }),
      { numRuns: 500 },
    )
  })

  it("[SCR-18] has each plain word at the place that its offsets say", () => {
    fc.assert(
      fc.property(anyText, (parts) => {
        const text = parts.join("")
        for (const element of parseFountain(text).elements) {
          const words = toPlainWords(element)
          expect(words.offsets.map((at) => text[at]).join("")).toBe(words.text)
          const plain = element.kind === "action" ? toPlainText(element) : words.text
          expect(onlyWords(words.text)).toBe(onlyWords(plain))
        }
      }),
      { numRuns: 500 },
    )
  })

  it("[SCR-19] is read the same whatever was read before", () => {
    const text = "MARA\nOne.\n\nINT. A - DAY\n\nTwo."
    const first = parseFountain(text)
    parseFountain("JONAS ^\n[[ /* MARA\n~la\n\nTitle: x\n\nMARA\nx\n\nJONAS ^\ny")
    expect(parseFountain(text)).toEqual(first)
  })
})

declare const performance: { now(): number }

function fastest(text: string): number {
  let best = Infinity
  for (let run = 0; run < 3; run += 1) {
    const start = performance.now()
    parseFountain(text)
    best = Math.min(best, performance.now() - start)
  }
  return best
}

const toScene = (number: number) =>
  `INT. ROOM ${number} - DAY #${number}#\n\nMara crosses ${number}.\n\nMARA\nLine ${number}.\n\n`

describe("time", () => {
  it.each([
    ["a script", "INT. A - DAY #1#\n\nMara *waits*. [[why]]\n\nMARA (V.O.)\nHello.\n\nCUT TO:\n\n"],
    ["open notes", "[["],
    ["open boneyards", "/*"],
    ["notes cut by blank lines", "[[\n\n]]"],
    ["emphasis that never closes", "a* "],
    ["cues with open parentheses", "A (\nb\n\n"],
    ["one endless line", "INT. "],
  ])("[SCR-20] grows in proportion to the text for %s", (_, pattern) => {
    const text = pattern.repeat(Math.ceil(60_000 / pattern.length))
    fastest(text)
    const once = Math.max(2, fastest(text))
    expect(fastest(text.repeat(10))).toBeLessThan(once * 40)
  })

  it("[SCR-20] reads thousands of lines without losing a scene", () => {
    const text = Array.from({ length: 2000 }, (_, index) => toScene(index + 1)).join("")
    const { scenes, warnings } = parseFountain(text)
    expect(scenes.length).toBe(2000)
    expect(scenes.at(-1)).toMatchObject({ number: "2000", place: "ROOM 2000" })
    expect(warnings).toEqual([])
  })
})
