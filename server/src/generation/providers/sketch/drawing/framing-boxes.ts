import type { Movement, PictureSize } from "@panelwright/core"
import type { Point } from "../geometry/vector.ts"
import type { Hand } from "./hand.ts"

/** Left, top, right, bottom in shares of the picture. */
type Frame = readonly [left: number, top: number, right: number, bottom: number]

/** Where the picture starts and ends when it moves: the same panel seen twice, as storyboards draw A and B. */
const framings: Partial<Record<Movement, readonly [start: Frame, end: Frame]>> = {
  "pan-left": [
    [0.4, 0.12, 0.97, 0.88],
    [0.03, 0.12, 0.6, 0.88],
  ],
  "pan-right": [
    [0.03, 0.12, 0.6, 0.88],
    [0.4, 0.12, 0.97, 0.88],
  ],
  "tilt-up": [
    [0.2, 0.42, 0.8, 0.97],
    [0.2, 0.03, 0.8, 0.58],
  ],
  "tilt-down": [
    [0.2, 0.03, 0.8, 0.58],
    [0.2, 0.42, 0.8, 0.97],
  ],
  "zoom-in": [
    [0.03, 0.03, 0.97, 0.97],
    [0.24, 0.22, 0.76, 0.74],
  ],
  "dolly-in": [
    [0.03, 0.03, 0.97, 0.97],
    [0.24, 0.22, 0.76, 0.74],
  ],
  "zoom-out": [
    [0.24, 0.22, 0.76, 0.74],
    [0.03, 0.03, 0.97, 0.97],
  ],
  "dolly-out": [
    [0.24, 0.22, 0.76, 0.74],
    [0.03, 0.03, 0.97, 0.97],
  ],
}

/** Closer in than the whole: it goes where the subject is. */
const isInner = ([left, top]: Frame) => left > 0.2 && top > 0.2

const keepInside = (wanted: number, span: number) => Math.max(0.04, Math.min(0.96 - span, wanted))

/** The frame round a point, as far as the picture goes, with the eyes on its upper third. */
function moveOver([left, top, right, bottom]: Frame, { x, y }: Point): Frame {
  const [wide, high] = [right - left, bottom - top]
  const [fromX, fromY] = [keepInside(x - wide / 2, wide), keepInside(y - high * 0.36, high)]
  return [fromX, fromY, fromX + wide, fromY + high]
}

/** Corners of the frames, whole at the start and broken at the end, with their letters: told apart without colour. */
export function createFramingBoxes(
  movement: Movement,
  { width, height }: PictureSize,
  { hand, subject }: { readonly hand: Hand; readonly subject: Point | null },
): string {
  const framing = framings[movement]?.map((frame) =>
    subject && isInner(frame)
      ? moveOver(frame, { x: subject.x / width, y: subject.y / height })
      : frame,
  )
  if (!framing) return ""
  const unit = Math.max(width, height) / 1536
  const edge = hand.look === "blueprint" ? hand.paper : hand.light
  const stroke = (d: string, dash: string) =>
    [
      `<path d="${d}" fill="none" stroke="${edge}" stroke-width="${5 * unit}"/>`,
      `<path d="${d}" fill="none" stroke="${hand.line}" stroke-width="${2.2 * unit}"${dash}/>`,
    ].join("")
  return framing
    .map(([left, top, right, bottom], index) => {
      const [x1, y1] = [Math.round(left * width), Math.round(top * height)]
      const [x2, y2] = [Math.round(right * width), Math.round(bottom * height)]
      const arm = 70 * unit
      const bracket = (x: number, y: number, dx: number, dy: number) =>
        `M${x + dx * arm} ${y}L${x} ${y}L${x} ${y + dy * arm}`
      const path =
        bracket(x1, y1, 1, 1) +
        bracket(x2, y1, -1, 1) +
        bracket(x1, y2, 1, -1) +
        bracket(x2, y2, -1, -1)
      const end = index === 1
      const letter = end ? letters.b : letters.a
      // Letters stand at the lower corners, clear of faces and of the arrows' heads.
      const [lx, ly] = [end ? x2 - 40 * unit : x1 + 14 * unit, y2 - 44 * unit]
      const sign = letter
        .map(
          (line) =>
            `M${line.map(([x, y]) => `${Math.round(lx + x * unit)} ${Math.round(ly + y * unit)}`).join("L")}`,
        )
        .join("")
      return (
        stroke(path, end ? ` stroke-dasharray="${12 * unit} ${7 * unit}"` : "") + stroke(sign, "")
      )
    })
    .join("")
}

/** Two letters as lines: the picture needs no font. */
const letters = {
  a: [
    [
      [0, 30],
      [12, 0],
      [24, 30],
    ],
    [
      [5, 20],
      [19, 20],
    ],
  ],
  b: [
    [
      [2, 0],
      [2, 30],
      [16, 30],
      [23, 23],
      [16, 15],
      [2, 15],
    ],
    [
      [2, 0],
      [15, 0],
      [21, 7],
      [15, 15],
    ],
  ],
} as const
