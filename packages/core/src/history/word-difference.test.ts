import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { compareSequences } from "./sequence-difference.ts"
import { compareWords, listTextEdits, type TextEdit } from "./word-difference.ts"

const applyEdits = (text: string, edits: readonly TextEdit[]) => {
  let present = text
  for (const { index, removed, inserted } of edits)
    present = present.slice(0, index) + inserted + present.slice(index + removed)
  return present
}

const sentence = fc
  .array(fc.constantFrom("the ", "lamp ", "keeper ", "🌊", "\n", "é", "waits. "), { maxLength: 40 })
  .map((parts) => parts.join(""))

describe("differences of words", () => {
  it("HIST-1 make the one text of the other, whatever they are", () => {
    fc.assert(
      fc.property(sentence, sentence, (before, after) => {
        expect(applyEdits(before, listTextEdits(before, after))).toBe(after)
        const runs = compareWords(before, after)
        const side = (left: "removed" | "added") =>
          runs
            .filter(({ kind }) => kind !== left)
            .map(({ text }) => text)
            .join("")
        expect([side("added"), side("removed")]).toEqual([before, after])
      }),
    )
  })

  it("HIST-2 leave what nobody changed between two edits", () => {
    expect(
      listTextEdits("A lamp burns. The keeper waits.", "A lamp dies. The keeper waits up."),
    ).toEqual([
      { index: 30, removed: 0, inserted: " up" },
      { index: 7, removed: 5, inserted: "dies" },
    ])
  })

  it("HIST-3 never split a character", () => {
    expect(listTextEdits("🌊", "🌋")).toEqual([{ index: 0, removed: 2, inserted: "🌋" }])
  })

  it("HIST-4 of texts that have little in common are one stretch, found in time", () => {
    const many = (from: number) => Array.from({ length: 3000 }, (_, index) => String(from + index))
    expect(compareSequences(["same", ...many(0)], ["same", ...many(10_000)])).toEqual([
      { from: 1, to: 3001, newFrom: 1, newTo: 3001 },
    ])
  })
})
