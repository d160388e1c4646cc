import type { Movement, PictureSize } from "@panelwright/core"
import type { Hand } from "./hand.ts"

type Arrow = readonly [x1: number, y1: number, x2: number, y2: number]

const corners = (inwards: boolean): readonly Arrow[] =>
  [
    [0.05, 0.07, 0.14, 0.18],
    [0.95, 0.07, 0.86, 0.18],
    [0.05, 0.93, 0.14, 0.82],
    [0.95, 0.93, 0.86, 0.82],
  ].map(([x1 = 0, y1 = 0, x2 = 0, y2 = 0]) => (inwards ? [x1, y1, x2, y2] : [x2, y2, x1, y1]))

/** Camera moves at the edge of the picture, as storyboards mark them: shares of width and height. */
const moves: Partial<Record<Movement, readonly Arrow[]>> = {
  "pan-left": [[0.6, 0.93, 0.4, 0.93]],
  "pan-right": [[0.4, 0.93, 0.6, 0.93]],
  "whip-pan": [
    [0.3, 0.93, 0.7, 0.93],
    [0.34, 0.96, 0.74, 0.96],
  ],
  "tilt-up": [[0.955, 0.65, 0.955, 0.35]],
  "tilt-down": [[0.955, 0.35, 0.955, 0.65]],
  "dolly-in": corners(true),
  "dolly-out": corners(false),
  "zoom-in": corners(true),
  "zoom-out": corners(false),
  "dolly-zoom": corners(true),
  "truck-left": [[0.66, 0.93, 0.34, 0.93]],
  "truck-right": [[0.34, 0.93, 0.66, 0.93]],
  "pedestal-up": [[0.955, 0.7, 0.955, 0.3]],
  "pedestal-down": [[0.955, 0.3, 0.955, 0.7]],
  "crane-up": [[0.93, 0.75, 0.965, 0.25]],
  "crane-down": [[0.965, 0.25, 0.93, 0.75]],
  arc: [
    [0.36, 0.9, 0.5, 0.955],
    [0.5, 0.955, 0.64, 0.9],
  ],
  follow: [[0.42, 0.93, 0.58, 0.93]],
  steadicam: [[0.42, 0.93, 0.58, 0.93]],
  drone: [[0.93, 0.75, 0.965, 0.25]],
}

/** Broad arrows with a light edge, readable on any tone. */
export function createArrowMarks(
  movement: Movement,
  { width, height }: PictureSize,
  hand: Hand,
): string {
  const arrows = moves[movement] ?? []
  const unit = Math.max(width, height) / 1536
  return arrows
    .map(([fx1, fy1, fx2, fy2]) => {
      const [x1, y1, x2, y2] = [fx1 * width, fy1 * height, fx2 * width, fy2 * height]
      const span = Math.hypot(x2 - x1, y2 - y1) || 1
      const [dx, dy] = [(x2 - x1) / span, (y2 - y1) / span]
      const [thin, wide, head] = [7 * unit, 22 * unit, 34 * unit]
      const neck = { x: x2 - dx * head, y: y2 - dy * head }
      const corner = (x: number, y: number, out: number) =>
        `${Math.round(x - dy * out)} ${Math.round(y + dx * out)}`
      const path = `M${corner(x1, y1, thin * 0.6)}L${corner(neck.x, neck.y, thin)}L${corner(neck.x, neck.y, wide)}L${Math.round(x2)} ${Math.round(y2)}L${corner(neck.x, neck.y, -wide)}L${corner(neck.x, neck.y, -thin)}L${corner(x1, y1, -thin * 0.6)}Z`
      return `<path d="${path}" fill="${hand.line}" stroke="${hand.look === "blueprint" ? hand.paper : hand.light}" stroke-width="${4 * unit}" stroke-linejoin="round" paint-order="stroke"/>`
    })
    .join("")
}
