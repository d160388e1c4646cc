import type PDFKit from "pdfkit"
import type { FontRun, TextMeasure } from "./text-measure.ts"
import type { Weight } from "./font-set.ts"
import type { Line, Token } from "./text-lines.ts"

export const ink = "#17181c"
export const quietInk = "#6b6f78"
export const rule = "#c4c7cd"

const tones = { text: ink, quiet: quietInk } as const

/** Fonts turn the letters of these scripts round by themselves; marks from the text face are turned here. */
const turnsItself = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u

const toRightToLeft = (runs: readonly FontRun[]): FontRun[] =>
  runs.toReversed().map((run) => ({
    font: run.font,
    text: turnsItself.test(run.text) ? run.text : Array.from(run.text).toReversed().join(""),
  }))

/** Neighbours that run from left to right are drawn at once: a PDF of words would be three times as large. */
function joinTokens(tokens: readonly Token[]): Token[] {
  const joined: Token[] = []
  for (const token of tokens) {
    const last = joined.at(-1)
    const together =
      last?.weight === token.weight &&
      last.tone === token.tone &&
      last.level % 2 === 0 &&
      token.level % 2 === 0
    if (last && together)
      joined.splice(-1, 1, {
        ...last,
        text: last.text + token.text,
        width: last.width + token.width,
      })
    else joined.push(token)
  }
  return joined
}

interface TextPlace {
  readonly x: number
  /** The baseline. */
  readonly y: number
  readonly size: number
  readonly weight?: Weight
  readonly colour?: string
  readonly align?: "left" | "right" | "center"
  /** Longer text is shortened to it, with an ellipsis. */
  readonly maxWidth?: number
}

/** Draws text and tags on a page: every mark is either content of a tag or said to be decoration. */
export class PdfCanvas {
  readonly doc: PDFKit.PDFDocument
  readonly measure: TextMeasure

  constructor(doc: PDFKit.PDFDocument, measure: TextMeasure) {
    this.doc = doc
    this.measure = measure
  }

  /** Marks what `draw` draws as content of a new tag below `parent`. */
  tag(
    parent: PDFKit.PDFStructureElement,
    type: "H2" | "H3" | "P" | "Figure",
    options: { readonly alt?: string },
    draw: () => void,
  ): void {
    const element = this.doc.struct(type, options.alt === undefined ? {} : { alt: options.alt })
    parent.add(element)
    const content = this.doc.markStructureContent(type)
    draw()
    this.doc.endMarkedContent()
    element.add(content)
    element.end()
  }

  /** Rules, frames, running heads: a reader that speaks passes over them. */
  decorate(draw: () => void): void {
    this.doc.markContent("Artifact", { type: "Layout" })
    draw()
    this.doc.endMarkedContent()
  }

  #draw(runs: readonly FontRun[], x: number, y: number, size: number): void {
    let left = x
    for (const run of runs) {
      this.doc.font(run.font).fontSize(size)
      this.doc.text(run.text, left, y, { lineBreak: false, baseline: "alphabetic" })
      left += this.doc.widthOfString(run.text)
    }
  }

  text(text: string, place: TextPlace): number {
    const { size, weight = "regular", align = "left" } = place
    const getWidth = (part: string) => this.measure.getWidth(part, weight) * size
    let shown = text
    if (place.maxWidth !== undefined && getWidth(text) > place.maxWidth) {
      const characters = Array.from(text)
      while (characters.length > 0 && getWidth(`${characters.join("")}…`) > place.maxWidth)
        characters.pop()
      shown = `${characters.join("").trimEnd()}…`
    }
    const width = getWidth(shown)
    const x = align === "left" ? place.x : align === "right" ? place.x - width : place.x - width / 2
    this.doc.fillColor(place.colour ?? ink)
    this.#draw(this.measure.toRuns(shown, weight), x, place.y, size)
    return width
  }

  line(line: Line, place: { x: number; y: number; size: number; width: number }): void {
    let x = line.rightToLeft ? place.x + place.width - line.width * place.size : place.x
    for (const token of joinTokens(line.tokens)) {
      this.doc.fillColor(tones[token.tone])
      const runs = this.measure.toRuns(token.text, token.weight)
      this.#draw(token.level % 2 === 1 ? toRightToLeft(runs) : runs, x, place.y, place.size)
      x += token.width * place.size
    }
  }
}
