import type PDFKit from "pdfkit"
import { findSubset, type Weight } from "./font-set.ts"

/** Characters of one font, drawn at once. */
export interface FontRun {
  readonly font: string
  readonly text: string
}

/** Marks and joiners stay in the run of the character that they belong to. */
const joins = /^(?:\p{M}|\u200c|\u200d|\ufe0e|\ufe0f)$/u
/** What no font of ours has is shown as a box, so that nobody takes a missing word for an empty field. */
const missing = "\u25a1"

/**
 * Splits text by font and measures it. Widths are kept per word at size 1, because the same words are tried at
 * several sizes and appear many times.
 */
export class TextMeasure {
  readonly #doc: PDFKit.PDFDocument
  readonly #widths = new Map<string, number>()
  readonly #runs = new Map<string, readonly FontRun[]>()
  readonly #registered = new Set<string>()
  /** Characters that no font has, for the report. */
  readonly missing = new Set<string>()

  constructor(doc: PDFKit.PDFDocument) {
    this.#doc = doc
  }

  #getFont(character: string, weight: Weight): string | null {
    const subset = findSubset(character.codePointAt(0) ?? 0)
    if (!subset) return null
    const font = `${subset.name}/${weight}`
    if (!this.#registered.has(font)) {
      this.#doc.registerFont(font, subset[weight])
      this.#registered.add(font)
    }
    return font
  }

  toRuns(text: string, weight: Weight): readonly FontRun[] {
    const key = `${weight} ${text}`
    const known = this.#runs.get(key)
    if (known) return known
    const runs: { font: string; text: string }[] = []
    for (const character of text) {
      const last = runs.at(-1)
      if (last && joins.test(character)) {
        if (character !== "\ufe0e" && character !== "\ufe0f") last.text += character
        continue
      }
      const own = this.#getFont(character, weight)
      if (own === null) this.missing.add(character)
      const font = own ?? this.#getFont(missing, weight) ?? this.#getFont("?", weight)
      if (font === null) throw new Error("the text face has no question mark")
      const shown = own === null ? missing : character
      if (last && last.font === font) last.text += shown
      else runs.push({ font, text: shown })
    }
    this.#runs.set(key, runs)
    return runs
  }

  /** Points at size 1. */
  getWidth(text: string, weight: Weight): number {
    const key = `${weight} ${text}`
    const known = this.#widths.get(key)
    if (known !== undefined) return known
    let width = 0
    for (const run of this.toRuns(text, weight))
      width += this.#doc.font(run.font).fontSize(100).widthOfString(run.text) / 100
    this.#widths.set(key, width)
    return width
  }
}
