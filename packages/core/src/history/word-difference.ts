import { compareSequences, type Hunk } from "./sequence-difference.ts"

export interface WordRun {
  readonly kind: "same" | "removed" | "added"
  readonly text: string
}

/** Words, the spaces between them and every other character by itself; never half of a character. */
const splitWords = (text: string): string[] => text.match(/[\p{L}\p{N}\p{M}]+|\s+|./gsu) ?? []

const splitLines = (text: string): string[] => text.match(/[^\n]*\n|[^\n]+/gu) ?? []

/** What stands in a text before and after, run by run: what went before what came. */
export function compareWords(before: string, after: string): WordRun[] {
  const words = splitWords(before)
  const newWords = splitWords(after)
  const runs: WordRun[] = []
  const add = (kind: WordRun["kind"], some: readonly string[]) => {
    if (some.length > 0) runs.push({ kind, text: some.join("") })
  }
  let done = 0
  for (const { from, to, newFrom, newTo } of compareSequences(words, newWords)) {
    add("same", words.slice(done, from))
    add("removed", words.slice(from, to))
    add("added", newWords.slice(newFrom, newTo))
    done = to
  }
  add("same", words.slice(done))
  return runs
}

/** Take out `removed` UTF-16 units at `index` and put `inserted` there. */
export interface TextEdit {
  readonly index: number
  readonly removed: number
  readonly inserted: string
}

/**
 * The edits that make `after` of `before`, last first, so that none moves another's place. Looked for by line and
 * then by word, so that long texts stay quick and what nobody changed between two edits is not touched.
 */
export function listTextEdits(before: string, after: string): TextEdit[] {
  const lines = splitLines(before)
  const newLines = splitLines(after)
  const starts = listStarts(lines)
  return compareSequences(lines, newLines)
    .flatMap(({ from, to, newFrom, newTo }) =>
      editWords(
        lines.slice(from, to).join(""),
        newLines.slice(newFrom, newTo).join(""),
        starts[from] ?? before.length,
      ),
    )
    .toReversed()
}

function editWords(before: string, after: string, offset: number): TextEdit[] {
  const words = splitWords(before)
  const newWords = splitWords(after)
  const starts = listStarts(words)
  const placeOf = (index: number) => starts[index] ?? before.length
  return compareSequences(words, newWords).map(({ from, to, newFrom, newTo }: Hunk) => ({
    index: offset + placeOf(from),
    removed: placeOf(to) - placeOf(from),
    inserted: newWords.slice(newFrom, newTo).join(""),
  }))
}

function listStarts(parts: readonly string[]): number[] {
  let at = 0
  return parts.map((part) => {
    const start = at
    at += part.length
    return start
  })
}
