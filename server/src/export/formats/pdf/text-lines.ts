import { createRequire } from "node:module"
import type bidiFactory from "bidi-js"
import type { Weight } from "./font-set.ts"

// The package is CommonJS whose types speak of a default export: required, it is the factory itself.
const createBidi = createRequire(import.meta.url)("bidi-js") as typeof bidiFactory.default
const bidi = createBidi()
const words = new Intl.Segmenter("und", { granularity: "word" })
const graphemes = new Intl.Segmenter("und", { granularity: "grapheme" })

/** A paragraph to set: a label that runs in, then words. */
export interface Paragraph {
  readonly label: string | null
  readonly text: string
}

export interface Token {
  readonly text: string
  readonly weight: Weight
  readonly tone: "text" | "quiet"
  /** Points at size 1. */
  readonly width: number
  /** Odd: runs from right to left. */
  readonly level: number
}

export interface Line {
  /** In the order in which they are seen, left to right. */
  readonly tokens: readonly Token[]
  readonly width: number
  readonly rightToLeft: boolean
}

export type GetWidth = (text: string, weight: Weight) => number

const isSpace = (text: string) => /^\s+$/u.test(text)
/** May not stand at the start of a line: goes with the word before it. */
const closes = /^[\p{Pe}\p{Pf}\p{Po}\u2026\u3001\u3002\uff0c\u30fc]+$/u
/** May not stand at the end of a line: goes with the word after it. */
const opens = /^[\p{Ps}\p{Pi}]+$/u

interface Piece {
  readonly text: string
  readonly index: number
}

/** Words with the punctuation that belongs to them; between two pieces a line may end. */
function toPieces(text: string): Piece[] {
  const pieces: { text: string; index: number }[] = []
  for (const { segment, index } of words.segment(text)) {
    const last = pieces.at(-1)
    const attaches =
      last !== undefined &&
      !isSpace(last.text) &&
      !isSpace(segment) &&
      (closes.test(segment) || opens.test(last.text) || isGlued(last.text, segment))
    if (attaches) last.text += segment
    else pieces.push({ text: segment, index })
  }
  return pieces
}

/** Letters and digits of alphabets that part words by spaces are never parted elsewhere. */
const spaced = /[\p{L}\p{N}\p{Pd}\p{Pc}\p{S}\p{P}]/u
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u
function isGlued(before: string, after: string): boolean {
  const left = Array.from(before).at(-1) ?? ""
  const right = Array.from(after)[0] ?? ""
  if (unspaced.test(left) || unspaced.test(right)) return false
  return spaced.test(left) && spaced.test(right) && !/\p{Pd}$/u.test(before)
}

/** Rule L2 of the Unicode Bidirectional Algorithm (UAX #9), on tokens. */
function toVisualOrder(tokens: readonly Token[]): readonly Token[] {
  const highest = Math.max(0, ...tokens.map((token) => token.level))
  const order = [...tokens]
  for (let level = highest; level > 0; level -= 1) {
    for (let start = 0; start < order.length; start += 1) {
      if ((order[start]?.level ?? 0) < level) continue
      let end = start
      while (end < order.length && (order[end]?.level ?? 0) >= level) end += 1
      order.splice(start, end - start, ...order.slice(start, end).toReversed())
      start = end
    }
  }
  return order
}

const mirror = (text: string) =>
  Array.from(text, (character) => bidi.getMirroredCharacter(character) ?? character).join("")

/**
 * Breaks a paragraph into lines of at most `width` points at size `size`. Breaks between words, around CJK
 * characters, and inside a word only when it is wider than a whole line, so that nothing is ever cut off.
 */
export function createLines(
  paragraph: Paragraph,
  options: { readonly width: number; readonly size: number; readonly getWidth: GetWidth },
): Line[] {
  const { getWidth } = options
  const limit = options.width / options.size
  const lines: Line[] = []
  for (const [index, text] of paragraph.text.split("\n").entries()) {
    const label = index === 0 ? paragraph.label : null
    const { levels, paragraphs } = bidi.getEmbeddingLevels(text)
    const rightToLeft = ((paragraphs[0]?.level ?? 0) & 1) === 1
    let tokens: Token[] = []
    let width = 0
    const finish = () => {
      while (tokens.length > 0 && isSpace(tokens.at(-1)?.text ?? ""))
        width -= tokens.pop()?.width ?? 0
      lines.push({ tokens: toVisualOrder(tokens), width, rightToLeft })
      tokens = []
      width = 0
    }
    const add = (token: Token) => {
      tokens.push(token)
      width += token.width
    }
    if (label !== null) {
      const level = rightToLeft ? 2 : 0
      add({ text: label, weight: "bold", tone: "quiet", width: getWidth(label, "bold"), level })
      add({
        text: "  ",
        weight: "regular",
        tone: "text",
        width: getWidth("  ", "regular"),
        level: rightToLeft ? 1 : 0,
      })
    }
    for (const piece of toPieces(text)) {
      const level = levels[piece.index] ?? 0
      const create = (part: string): Token => ({
        text: level & 1 ? mirror(part) : part,
        weight: "regular",
        tone: "text",
        width: getWidth(part, "regular"),
        level,
      })
      const token = create(piece.text)
      if (isSpace(piece.text)) {
        if (tokens.length > 0) add(token)
        continue
      }
      if (width + token.width > limit && tokens.length > 0) finish()
      if (token.width <= limit) {
        add(token)
        continue
      }
      let part = ""
      for (const { segment } of graphemes.segment(piece.text)) {
        if (part !== "" && getWidth(part + segment, "regular") > limit) {
          add(create(part))
          finish()
          part = ""
        }
        part += segment
      }
      if (part !== "") add(create(part))
    }
    finish()
  }
  return lines
}
