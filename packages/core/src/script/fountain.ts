import { findComments, type Comments } from "./comment.ts"
import { parseCue } from "./cue.ts"
import { createElementList, type ElementList } from "./element-list.ts"
import { hasHeadingPrefix, isCertainHeading, isForcedHeading, parseHeading } from "./heading.ts"
import { listLines, type Line } from "./line.ts"
import { toScenes } from "./scene.ts"
import type { ParsedScript, ScriptWarning } from "./script.ts"
import { findTitlePage } from "./title-page.ts"

/**
 * Reads any text as Fountain (fountain.io/syntax); it cannot fail, and takes time in proportion to the length.
 * Where the syntax would hide a scene (a heading without its blank line), the scene is kept and a warning given.
 */
export function parseFountain(text: string): ParsedScript {
  const comments = findComments(text)
  const lines = listLines(text, comments.closed)
  const list = createElementList(text)
  const warnings = listUnclosed(comments, lines)
  const titlePage = findTitlePage(lines)
  const [first, last] = [lines[titlePage?.start ?? 0], lines[(titlePage?.end ?? 0) - 1]]
  if (titlePage && first && last) list.addTitlePage(first.from, last.to)
  warnings.push(...scanLines(lines, titlePage?.end ?? 0, list))
  const { elements, tail } = list.finish()
  const scenes = toScenes(elements)
  if (!scenes.some(({ heading }) => heading !== "")) warnings.push({ kind: "no-headings" })
  return { titlePage: titlePage?.entries ?? [], scenes, elements, tail, warnings }
}

/** The text of a script; for one that was parsed it is the identical text. */
export function formatFountain(script: ParsedScript): string {
  return script.elements.map(({ lead, source }) => lead + source).join("") + script.tail
}

const pageBreak = /^={3,}$/
const parenthetical = /^\(.*\)$/

function scanLines(lines: readonly Line[], start: number, list: ElementList): ScriptWarning[] {
  const warnings: ScriptWarning[] = []
  /** Whether what comes next stands apart from what came before, as headings, cues and transitions must. */
  let apart = true
  for (let index = start; index < lines.length; index += 1) {
    const line = lines[index]
    if (!line) break
    if (line.content === "blank" || line.content === "open") {
      if (line.content === "open" && list.speaking && startsWords(lines[index + 1])) {
        list.keepOpen(line)
        continue
      }
      list.endBlock()
      apart = true
      continue
    }
    if (line.content === "comment") {
      for (const comment of line.comments) list.addComment(comment)
      apart ||= !list.speaking
      continue
    }
    const words = line.text.trim()
    const separated = endsApart(lines[index + 1])
    if (addOutline(list, line, words)) {
      apart = true
    } else if (isHeading(words, apart, separated)) {
      const parts = parseHeading(words)
      list.addLine({ kind: "heading", text: parts.heading, ...parts }, line)
      if (!apart || !separated) {
        const { number, from } = line
        warnings.push({
          kind: "heading-not-separated",
          line: number,
          from,
          heading: parts.heading,
        })
      }
      apart = true
    } else if (list.speaking) {
      list.extend(toSpeechKind(words), words.replace(/^~/, ""), line)
    } else {
      const added: Added | null = apart ? addApart(list, lines, index, words) : null
      if (added === "transition" && !separated) {
        const { number, from } = line
        warnings.push({ kind: "transition-not-separated", line: number, from, text: words })
      }
      if (added === "dual-alone") {
        warnings.push({ kind: "dual-without-partner", line: line.number, from: line.from })
      }
      if (added === null) addLoose(list, line, words)
      apart = added === "transition"
    }
  }
  return warnings
}

/** Sections, synopses and page breaks, which need no blank lines. */
function addOutline(list: ElementList, line: Line, words: string): boolean {
  if (pageBreak.test(words)) {
    list.addLine({ kind: "page-break", text: "" }, line)
    return true
  }
  if (words.startsWith("#")) {
    const text = words.replace(/^#+/, "")
    list.addLine({ kind: "section", text: text.trim(), depth: words.length - text.length }, line)
    return true
  }
  if (words.startsWith("=")) {
    list.addLine({ kind: "synopsis", text: words.slice(1).trim() }, line)
    return true
  }
  return false
}

function isHeading(words: string, apart: boolean, separated: boolean): boolean {
  if (!apart) return isCertainHeading(words)
  if (isForcedHeading(words)) return separated || !/^\.\d/.test(words)
  return (
    hasHeadingPrefix(words) && (separated || words === words.toUpperCase() || /^\S+\./.test(words))
  )
}

type Added = "transition" | "cue" | "dual-alone"

/** What needs a blank line before: transitions and cues. Null when the line is neither. */
function addApart(
  list: ElementList,
  lines: readonly Line[],
  index: number,
  words: string,
): Added | null {
  const line = lines[index]
  if (!line || words.startsWith("!")) return null
  if (line.text.endsWith("TO:") && words === words.toUpperCase() && !words.startsWith("@")) {
    list.addLine({ kind: "transition", text: words.replace(/^>\s*/, "") }, line)
    return "transition"
  }
  if (!isSpokenUnder(lines, index) || /^[>~]/.test(words)) return null
  const cue = parseCue(words)
  if (!cue) return null
  const text = words.replace(/^@/, "").replace(/\s*\^$/, "")
  const { name, extensions, dual } = cue
  return list.addCue({ kind: "cue", text, name, extensions }, dual, line) ? "cue" : "dual-alone"
}

/** What needs no blank line before: forced transitions, centred text, lyrics, action. */
function addLoose(list: ElementList, line: Line, words: string): void {
  if (words.startsWith(">") && words.endsWith("<") && words.length > 1) {
    list.addLine({ kind: "centred", text: words.slice(1, -1).trim() }, line)
  } else if (words.startsWith(">")) {
    list.addLine({ kind: "transition", text: words.slice(1).trim() }, line)
  } else if (words.startsWith("~")) {
    list.extend("lyric", words.slice(1), line)
  } else {
    list.extend("action", line.text.replace(/^([ \t]*)!/, "$1"), line)
  }
}

function toSpeechKind(words: string): "lyric" | "parenthetical" | "dialogue" {
  if (words.startsWith("~")) return "lyric"
  return parenthetical.test(words) ? "parenthetical" : "dialogue"
}

const startsWords = (line: Line | undefined) =>
  line !== undefined && (line.content === "words" || line.content === "comment")

const isOutline = (line: Line) => /^\s*[#=]/.test(line.text)

const endsApart = (line: Line | undefined) =>
  line === undefined || line.content !== "words" || isOutline(line)

/** Whether speech can follow: the next line that is no comment has words and is no heading of any kind. */
function isSpokenUnder(lines: readonly Line[], index: number): boolean {
  let next = index + 1
  while (lines[next]?.content === "comment") next += 1
  const line = lines[next]
  return (
    line !== undefined &&
    line.content === "words" &&
    !isOutline(line) &&
    !isCertainHeading(line.text.trim())
  )
}

function listUnclosed(comments: Comments, lines: readonly Line[]): ScriptWarning[] {
  const warnings: ScriptWarning[] = []
  let index = 0
  for (const { kind, from } of comments.unclosed) {
    while ((lines[index]?.to ?? from) < from) index += 1
    const line = lines[index]?.number ?? 1
    warnings.push(
      kind === "note"
        ? { kind: "note-unclosed", line, from }
        : { kind: "boneyard-unclosed", line, from },
    )
  }
  return warnings
}
