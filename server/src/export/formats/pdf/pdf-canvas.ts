import type PDFKit from "pdfkit"
import type { TextMeasure } from "./text-measure.ts"
import type { Weight } from "./font-set.ts"
import type { Line } from "./text-lines.ts"

export const ink = "#17181c"
export const quietInk = "#6b6f78"
export const rule = "#c4c7cd"

const tones = { text: ink, quiet: quietInk } as const

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

  #draw(text: string, x: number, y: number, size: number, weight: Weight): void {
    let left = x
    for (const run of this.measure.toRuns(text, weight)) {
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
    this.#draw(shown, x, place.y, size, weight)
    return width
  }

  line(line: Line, place: { x: number; y: number; size: number; width: number }): void {
    let x = line.rightToLeft ? place.x + place.width - line.width * place.size : place.x
    let waiting: { text: string; x: number; weight: Weight; tone: keyof typeof tones } | null = null
    const flush = () => {
      if (waiting === null) return
      this.doc.fillColor(tones[waiting.tone])
      this.#draw(waiting.text, waiting.x, place.y, place.size, waiting.weight)
      waiting = null
    }
    for (const token of line.tokens) {
      const together = waiting as { text: string; weight: Weight; tone: string } | null
      const joins =
        together !== null &&
        token.level % 2 === 0 &&
        together.weight === token.weight &&
        together.tone === token.tone
      if (joins) together.text += token.text
      else {
        flush()
        waiting = { text: token.text, x, weight: token.weight, tone: token.tone }
        if (token.level % 2 === 1) flush()
      }
      x += token.width * place.size
    }
    flush()
  }
}
