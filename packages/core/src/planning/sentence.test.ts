import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { countWords, splitLong, splitSentences } from "./sentence.ts"

const sentences = (text: string) => splitSentences(text).map(({ from, to }) => text.slice(from, to))

describe("splitSentences", () => {
  it.each([
    ["One. Two! Three?", ["One.", "Two!", "Three?"]],
    ["Mr. Hall waits. Dr. No goes.", ["Mr. Hall waits.", "Dr. No goes."]],
    ["She stops... and goes on. He doesn’t.", ["She stops... and goes on.", "He doesn’t."]],
    ["“Go.” He goes.", ["“Go.”", "He goes."]],
    ["J. R. Ash enters.", ["J. R. Ash enters."]],
    ["It costs 3.50. Cheap.", ["It costs 3.50.", "Cheap."]],
    ["BANG\nHe falls.", ["BANG", "He falls."]],
    [
      "A long line that a word processor has wrapped right\nHere and goes on.",
      ["A long line that a word processor has wrapped right\nHere and goes on."],
    ],
    ["她走进来。他笑了。", ["她走进来。", "他笑了。"]],
  ])("[PLAN-3] splits %j", (text, expected) => {
    expect(sentences(text)).toEqual(expected)
  })

  it("[PLAN-1] loses nothing but white space", () => {
    const text = fc
      .array(fc.constantFrom("One", "mr.", ". ", "! ", "\n", "。", "...", "”", " ", "A", "é"), {
        maxLength: 40,
      })
      .map((parts) => parts.join(""))
    fc.assert(
      fc.property(text, (words) => {
        expect(sentences(words).join("").replace(/\s/g, "")).toBe(words.replace(/\s/g, ""))
      }),
    )
  })
})

describe("splitLong", () => {
  it("[PLAN-3] cuts at clauses, to at most so many words, and loses none", () => {
    const text =
      "He runs and runs, over the hill and down; then the river, and the other side of it."
    const pieces = splitLong(text, { from: 0, to: text.length }, 8)
    const words = pieces.map(({ from, to }) => text.slice(from, to))
    expect(words).toEqual([
      "He runs and runs,",
      "over the hill and down; then the river,",
      "and the other side of it.",
    ])
  })

  it("[PLAN-3] cuts evenly where there are no clauses", () => {
    const text = Array.from({ length: 100 }, (_, index) => `w${index}`).join(" ")
    const pieces = splitLong(text, { from: 0, to: text.length }, 37)
    expect(pieces.map(({ from, to }) => text.slice(from, to)).join(" ")).toBe(text)
    expect(pieces.every(({ from, to }) => countWords(text.slice(from, to)) <= 37)).toBe(true)
  })
})

it("[PLAN-8] counts words as people do", () => {
  expect(countWords("It's a 30s boat — well-made.")).toBe(5)
  expect(countWords("他走进房间")).toBe(3)
  expect(countWords(" … ")).toBe(0)
})
