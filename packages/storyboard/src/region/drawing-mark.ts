import { markupNoteColour } from "@panelwright/core"
import type { Pen, Point } from "./region-mark.ts"

/** A point of a pen's stroke; 0.5 is what a hand without pressure draws with. */
export interface InkPoint extends Point {
  readonly pressure: number
}

/** One gesture of a person who draws over a picture, in its pixels. */
export type DrawingMark =
  | { readonly kind: "ink"; readonly points: readonly InkPoint[] }
  | { readonly kind: "arrow"; readonly from: Point; readonly to: Point }
  | { readonly kind: "note"; readonly at: Point; readonly text: string }

/** Lines to be followed; seen on dark pictures and on light ones. */
const inkColour = "#1f7aff"

/** Shares of the picture's width. */
const inkWidth = 0.005
const arrowWidth = 0.006
const noteHeight = 0.026

function paintInk(pen: Pen, points: readonly InkPoint[]): void {
  const width = pen.canvas.width * inkWidth
  pen.strokeStyle = inkColour
  const [first] = points
  if (points.length === 1 && first) {
    pen.beginPath()
    pen.lineWidth = width
    pen.moveTo(first.x, first.y)
    pen.lineTo(first.x, first.y)
    pen.stroke()
  }
  for (const [index, to] of points.entries()) {
    const from = points[index - 1]
    if (from === undefined) continue
    pen.beginPath()
    pen.lineWidth = width * (0.5 + (from.pressure + to.pressure) / 2)
    pen.moveTo(from.x, from.y)
    pen.lineTo(to.x, to.y)
    pen.stroke()
  }
}

function paintArrow(pen: Pen, from: Point, to: Point): void {
  const width = pen.canvas.width * arrowWidth
  const angle = Math.atan2(to.y - from.y, to.x - from.x)
  const head = width * 4
  pen.strokeStyle = markupNoteColour
  pen.lineWidth = width
  pen.beginPath()
  pen.moveTo(from.x, from.y)
  pen.lineTo(to.x, to.y)
  for (const turn of [2.6, -2.6]) {
    pen.moveTo(to.x, to.y)
    pen.lineTo(to.x + head * Math.cos(angle + turn), to.y + head * Math.sin(angle + turn))
  }
  pen.stroke()
}

function paintNote(pen: Pen, at: Point, text: string): void {
  const size = pen.canvas.width * noteHeight
  pen.font = `600 ${size}px sans-serif`
  pen.textBaseline = "middle"
  pen.fillStyle = markupNoteColour
  // Kept inside the picture, whatever its length and place.
  const room = pen.canvas.width - size
  const x = Math.max(size / 2, Math.min(at.x, room - Math.min(room, pen.measureText(text).width)))
  pen.fillText(text, x, Math.max(size, Math.min(at.y, pen.canvas.height - size)), room)
}

/** Paints a drawing over nothing. */
export function paintDrawing(pen: Pen, marks: readonly DrawingMark[]): void {
  pen.clearRect(0, 0, pen.canvas.width, pen.canvas.height)
  pen.lineCap = "round"
  pen.lineJoin = "round"
  for (const mark of marks)
    if (mark.kind === "ink") paintInk(pen, mark.points)
    else if (mark.kind === "arrow") paintArrow(pen, mark.from, mark.to)
    else paintNote(pen, mark.at, mark.text)
}
