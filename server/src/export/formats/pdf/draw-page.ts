import {
  angles,
  formatSecondsAndFrames,
  formatTimeCode,
  movements,
  parseTimeCode,
  sizes,
  type Panel,
  type Storyboard,
} from "@panelwright/core"
import type PDFKit from "pdfkit"
import { lineSpacing, type Cell, type Page, type Row } from "./flow.ts"
import type { PageLayout } from "./page-layout.ts"
import { headingHeight } from "./page-layout.ts"
import { ink, quietInk, rule, type PdfCanvas } from "./pdf-canvas.ts"

/** A picture ready to be embedded; `missing`: there is one, but its bytes could not be had. */
export type Picture =
  | { readonly kind: "jpeg"; readonly bytes: Uint8Array }
  | { readonly kind: "none" }
  | { readonly kind: "missing" }

export interface RunningText {
  readonly title: string
  /** Under the title: panels, shots, length, ratio. */
  readonly facts: string
  readonly date: string
  readonly footer: string
}

/** `CU LA PAN R 50 mm`: what is as usual is left out. */
function formatCamera({ camera }: Panel): string {
  const parts = [sizes[camera.size].abbreviation]
  if (camera.angle !== "eye-level") parts.push(angles[camera.angle].abbreviation)
  if (camera.movement !== "static") parts.push(movements[camera.movement].abbreviation)
  if (camera.lens !== null) parts.push(`${camera.lens} mm`)
  return parts.join("  ")
}

/** What a person who can't see the picture is told. */
function describePicture(panel: Panel, castNames: ReadonlyMap<string, string>): string {
  const people = panel.cast.map((id) => castNames.get(id)).filter((name) => name !== undefined)
  const size = sizes[panel.camera.size].label
  const angle = angles[panel.camera.angle].label.toLowerCase()
  const who = people.length > 0 ? ` of ${people.join(", ")}` : ""
  return `Panel ${panel.number}. ${size}, ${angle}${who}. ${panel.action}`.slice(0, 400).trim()
}

export class PageDrawer {
  readonly #canvas: PdfCanvas
  readonly #layout: PageLayout
  readonly #storyboard: Storyboard
  readonly #running: RunningText
  readonly #start: number
  readonly #dropFrame: boolean
  readonly #castNames: ReadonlyMap<string, string>

  constructor(canvas: PdfCanvas, layout: PageLayout, storyboard: Storyboard, running: RunningText) {
    this.#canvas = canvas
    this.#layout = layout
    this.#storyboard = storyboard
    this.#running = running
    const { startTimeCode, frameRate } = storyboard.settings
    const start = parseTimeCode(startTimeCode, frameRate)
    this.#start = start.ok ? start.value : 0
    this.#dropFrame = startTimeCode.includes(";")
    this.#castNames = new Map(storyboard.characters.map(({ id, name }) => [id, name]))
  }

  draw(
    page: Page,
    place: { readonly index: number; readonly count: number },
    root: PDFKit.PDFStructureElement,
    pictures: ReadonlyMap<string, Picture>,
  ): void {
    this.#drawRunningText(page, place)
    for (const row of page.rows) this.#drawRow(row, root, pictures)
  }

  #drawRunningText(page: Page, { index, count }: { index: number; count: number }): void {
    const { margin, width, height, headerHeight, footerHeight } = this.#layout
    const right = width - margin
    const canvas = this.#canvas
    canvas.decorate(() => {
      const top = margin + 9
      const { title, facts, date, footer } = this.#running
      canvas.text(title, { x: margin, y: top, size: 11, weight: "bold", maxWidth: width * 0.42 })
      canvas.text(facts, {
        x: margin,
        y: top + 11,
        size: 7,
        colour: quietInk,
        maxWidth: width * 0.42,
      })
      const scene = this.#findScene(page)
      if (scene)
        canvas.text(scene, {
          x: width / 2 + width * 0.08,
          y: top,
          size: 8.5,
          align: "center",
          maxWidth: width * 0.34,
        })
      canvas.text(`${index + 1} / ${count}`, {
        x: right,
        y: top,
        size: 9,
        weight: "bold",
        align: "right",
      })
      canvas.text(date, { x: right, y: top + 11, size: 7, colour: quietInk, align: "right" })
      const line = margin + headerHeight - 8
      canvas.doc.lineWidth(0.5).strokeColor(rule).moveTo(margin, line).lineTo(right, line).stroke()
      const foot = height - margin - footerHeight + 14
      canvas.text(footer, {
        x: margin,
        y: foot,
        size: 6.5,
        colour: quietInk,
        maxWidth: right - margin,
      })
    })
  }

  #findScene(page: Page): string | null {
    const sceneId = page.rows[0]?.cells[0]?.panel.sceneId
    const scene = this.#storyboard.scenes.find(({ id }) => id === sceneId)
    if (!scene) return null
    return `Scene ${scene.displayNumber}${scene.heading === "" ? "" : ` · ${scene.heading}`}`
  }

  #drawRow(
    row: Row,
    root: PDFKit.PDFStructureElement,
    pictures: ReadonlyMap<string, Picture>,
  ): void {
    const { content, cellWidth, gutter } = this.#layout
    const canvas = this.#canvas
    const y = content.y + row.y
    const { heading } = row
    if (heading) {
      const text = `${heading.displayNumber}  ${heading.heading}`.trim()
      canvas.tag(root, "H2", {}, () => {
        canvas.text(text, {
          x: content.x,
          y: y - headingHeight + 9,
          size: 8.5,
          weight: "bold",
          maxWidth: content.width,
        })
      })
      canvas.doc.outline.addItem(text)
    }
    for (const [index, cell] of row.cells.entries()) {
      const section = canvas.doc.struct("Sect")
      root.add(section)
      this.#drawCell(cell, { x: content.x + index * (cellWidth + gutter), y }, section, pictures)
      section.end()
    }
  }

  #drawCell(
    cell: Cell,
    { x, y }: { x: number; y: number },
    section: PDFKit.PDFStructureElement,
    pictures: ReadonlyMap<string, Picture>,
  ): void {
    const { cellWidth, barHeight, picture } = this.#layout
    const canvas = this.#canvas
    const { panel } = cell
    if (cell.startsShot)
      canvas.decorate(() => {
        canvas.doc
          .lineWidth(1.5)
          .strokeColor(ink)
          .moveTo(x, y)
          .lineTo(x + cellWidth, y)
          .stroke()
      })
    canvas.tag(section, "H3", {}, () => this.#drawBar(cell, x, y))
    if (!cell.continued) {
      const box = { x: x + (cellWidth - picture.width) / 2, y: y + barHeight, ...picture }
      const shown = pictures.get(panel.id) ?? { kind: "none" }
      canvas.tag(section, "Figure", { alt: describePicture(panel, this.#castNames) }, () =>
        this.#drawPicture(shown, box),
      )
    }
    if (cell.lines.length === 0) return
    const top = y + barHeight + (cell.continued ? 0 : picture.height) + 3
    const step = cell.size * lineSpacing
    canvas.tag(section, "P", {}, () => {
      for (const [index, line] of cell.lines.entries())
        canvas.line(line, {
          x,
          y: top + index * step + cell.size,
          size: cell.size,
          width: cellWidth,
        })
    })
  }

  #drawBar(cell: Cell, x: number, y: number): void {
    const { cellWidth } = this.#layout
    const canvas = this.#canvas
    const { panel } = cell
    const baseline = y + 9.5
    const number = cell.continued ? `${panel.number} (cont.)` : panel.number
    const numberWidth = canvas.text(number, { x, y: baseline, size: 9, weight: "bold" })
    if (cell.continued) return
    const { frameRate } = this.#storyboard.settings
    const label = formatTimeCode(this.#start + panel.startFrame, frameRate, {
      dropFrame: this.#dropFrame,
    })
    const time = `${formatSecondsAndFrames(panel.frames, frameRate)}   ${label}`
    const right = {
      x: x + cellWidth,
      y: baseline,
      size: 6.5,
      colour: quietInk,
      align: "right",
    } as const
    const timeWidth = canvas.text(time, right)
    canvas.text(formatCamera(panel), {
      x: x + numberWidth + 8,
      y: baseline,
      size: 7,
      maxWidth: Math.max(10, cellWidth - numberWidth - timeWidth - 16),
    })
  }

  #drawPicture(shown: Picture, box: { x: number; y: number; width: number; height: number }): void {
    const canvas = this.#canvas
    const { doc } = canvas
    if (shown.kind === "jpeg")
      doc.image(Buffer.from(shown.bytes), box.x, box.y, { width: box.width, height: box.height })
    else {
      doc.rect(box.x, box.y, box.width, box.height).fill("#f1f2f4")
      canvas.text(shown.kind === "none" ? "No picture yet" : "Picture could not be loaded", {
        x: box.x + box.width / 2,
        y: box.y + box.height / 2 + 3,
        size: 8,
        colour: quietInk,
        align: "center",
      })
    }
    doc.lineWidth(0.5).strokeColor(ink).rect(box.x, box.y, box.width, box.height).stroke()
  }
}
