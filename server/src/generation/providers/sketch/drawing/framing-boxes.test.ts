import { defaultStyle } from "@panelwright/core"
import { describe, expect, it } from "vitest"
import { createFramingBoxes } from "./framing-boxes.ts"
import { createHand } from "./hand.ts"

const size = { width: 1536, height: 864 }
const hand = createHand(defaultStyle)
const draw = (movement: Parameters<typeof createFramingBoxes>[0], x = 768, y = 432) =>
  createFramingBoxes(movement, size, { hand, subject: { x, y } })
const numbers = (svg: string) =>
  [...svg.matchAll(/[ML](-?[\d.]+) (-?[\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)] as const)

describe("the frames of a move", () => {
  it("are drawn for moves that end on another picture, and not for those that travel", () => {
    for (const movement of ["pan-left", "pan-right", "tilt-up", "zoom-in", "dolly-out"] as const)
      expect(draw(movement)).toContain("stroke-dasharray")
    for (const movement of ["static", "handheld", "arc", "follow"] as const)
      expect(draw(movement)).toBe("")
  })

  it("stay inside the picture wherever the subject is", () => {
    for (const [x, y] of [
      [0, 0],
      [1536, 864],
      [-500, 2000],
    ] as const)
      for (const [px, py] of numbers(draw("dolly-in", x, y))) {
        expect(px).toBeGreaterThanOrEqual(0)
        expect(px).toBeLessThanOrEqual(size.width)
        expect(py).toBeGreaterThanOrEqual(0)
        expect(py).toBeLessThanOrEqual(size.height)
      }
  })

  it("end round whom the shot is of", () => {
    const left = numbers(draw("zoom-in", 400, 300))
    const right = numbers(draw("zoom-in", 1150, 300))
    const middle = (points: readonly (readonly [number, number])[]) =>
      points.reduce((sum, [x]) => sum + x, 0) / points.length
    expect(middle(left)).toBeLessThan(middle(right) - 100)
  })
})
