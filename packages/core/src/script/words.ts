import { findComments } from "./comment.ts"
import type { ScriptElement } from "./script.ts"

/** Text together with where each of its characters stands in the script. */
export interface Words {
  readonly text: string
  /** For each UTF-16 unit of `text` its offset in the script's text. */
  readonly offsets: readonly number[]
}

/** Marks that force a kind, at the start of each line of it. */
const lineMarks: Partial<Record<ScriptElement["kind"], RegExp>> = {
  action: /^[ \t]*!/,
  lyric: /^[ \t]*~/,
  centred: /^[ \t]*>/,
}

/** The words of an element for people: no notes, no marks, no emphasis, with their places in the script. */
export function toPlainWords(element: ScriptElement): Words {
  const dropped = new Set<number>()
  if (element.kind !== "note" && element.kind !== "boneyard") {
    for (const { from, to } of findComments(element.source).closed) {
      for (let at = from; at < to; at += 1) dropped.add(at)
    }
  }
  let visible = keep(element.source, element.from, dropped)
  const mark = lineMarks[element.kind]
  const marks = new Set<number>()
  forEachLine(visible.text, (line, start) => {
    const length = mark?.exec(line)?.[0].length ?? 0
    if (length > 0) marks.add(start + length - 1)
    if (element.kind === "centred") marks.add(start + line.lastIndexOf("<"))
    for (const at of listEmphasisMarks(line)) marks.add(start + at)
  })
  const places = visible.offsets
  visible = keep(visible.text, 0, marks)
  return { text: visible.text, offsets: visible.offsets.map((at) => places[at] ?? 0) }
}

/** The words of an element as people read them: see `text`, and emphasis marks are gone too. */
export function toPlainText(element: ScriptElement): string {
  const marks = new Set<number>()
  forEachLine(element.text, (line, start) => {
    for (const at of listEmphasisMarks(line)) marks.add(start + at)
  })
  return keep(element.text, 0, marks).text
}

function keep(text: string, from: number, dropped: ReadonlySet<number>): Words {
  const offsets: number[] = []
  let kept = ""
  let start = 0
  for (let at = 0; at < text.length; at += 1) {
    if (!dropped.has(at)) {
      offsets.push(from + at)
      continue
    }
    kept += text.slice(start, at)
    start = at + 1
  }
  return { text: kept + text.slice(start), offsets }
}

function forEachLine(text: string, visit: (line: string, start: number) => void): void {
  let start = 0
  for (const end of text.matchAll(/\r\n|\r|\n|$/g)) {
    visit(text.slice(start, end.index), start)
    start = end.index + end[0].length
  }
}

const marker = /\\[*_]|\*{1,3}|_/g
const wordCharacter = /[\p{L}\p{N}]/u

/**
 * Where a line has marks of emphasis that open and close (`*`, `**`, `***`, `_`), and backslashes that escape
 * one. A mark that stands free, or an underscore within a word, is text.
 */
function listEmphasisMarks(line: string): number[] {
  const found: number[] = []
  const open = new Map<string, number>()
  for (const match of line.matchAll(marker)) {
    const [mark] = match
    const at = match.index
    if (mark.startsWith("\\")) {
      found.push(at)
      continue
    }
    const before = line[at - 1] ?? " "
    const after = line[at + mark.length] ?? " "
    const opened = open.get(mark)
    const outside = (character: string) => mark !== "_" || !wordCharacter.test(character)
    if (opened !== undefined && before.trim() !== "" && outside(after)) {
      for (let index = 0; index < mark.length; index += 1) found.push(opened + index, at + index)
      open.delete(mark)
    } else if (after.trim() !== "" && outside(before)) {
      open.set(mark, at)
    }
  }
  return found
}
