import { describe, expect, it } from "vitest"
import { markEdges, scoreComposition, type GreyPixels } from "./composition-score.ts"

const width = 256
const height = 144

type Draw = (put: (x: number, y: number) => void) => void

/** Ink as opacity on nothing, or a picture of black lines on white. */
function paint(draw: Draw, kind: "ink" | "picture", thickness = 2): GreyPixels {
  const data = new Uint8Array(width * height).fill(kind === "ink" ? 0 : 255)
  draw((x, y) => {
    for (let dy = 0; dy < thickness; dy += 1)
      for (let dx = 0; dx < thickness; dx += 1) {
        const [px, py] = [Math.round(x) + dx, Math.round(y) + dy]
        if (px >= 0 && py >= 0 && px < width && py < height)
          data[py * width + px] = kind === "ink" ? 255 : 0
      }
  })
  return { width, height, data }
}

const circle =
  (cx: number, cy: number, radius: number): Draw =>
  (put) => {
    for (let turn = 0; turn < 720; turn += 1)
      put(
        cx + radius * Math.cos((turn * Math.PI) / 360),
        cy + radius * Math.sin((turn * Math.PI) / 360),
      )
  }

const stripes: Draw = (put) => {
  for (let y = 0; y < height; y += 6) for (let x = 0; x < width; x += 1) put(x, y)
}

const score = (ink: Draw, picture: Draw) =>
  scoreComposition(paint(ink, "ink"), paint(picture, "picture"))

describe("REF-6 how much of a drawing a picture follows", () => {
  it("is all of it where its lines are there, some pixels off as a hand is", () => {
    expect(score(circle(90, 70, 40), circle(90, 70, 40))).toBeGreaterThan(0.85)
    expect(score(circle(90, 70, 40), circle(91, 71, 40))).toBeGreaterThan(0.6)
  })

  it("falls with the distance, and is nothing for another composition", () => {
    const off = [0, 3, 8, 40].map((by) => score(circle(90, 70, 40), circle(90 + by, 70, 40)) ?? 0)
    expect(off).toEqual(off.toSorted((one, other) => other - one))
    expect(score(circle(70, 70, 30), circle(190, 70, 30))).toBeLessThan(0.05)
  })

  it("does not take a busy picture for one that follows everything", () => {
    expect(score(circle(90, 70, 40), stripes)).toBeLessThan(0.25)
  })

  it("is not known where nothing is drawn, and 0 on an empty picture", () => {
    expect(score(() => undefined, circle(90, 70, 40))).toBeNull()
    expect(score(circle(90, 70, 40), () => undefined)).toBe(0)
  })

  it("finds edges on both sides of a line and none on paper", () => {
    const edges = markEdges(paint((put) => put(20, 20), "picture", 6))
    expect(edges[19 * width + 22]).toBe(1)
    expect(edges[22 * width + 22]).toBe(0)
    expect(edges[80 * width + 80]).toBe(0)
  })

  it("refuses a drawing of another size", () => {
    const small = { width: 10, height: 10, data: new Uint8Array(100) }
    expect(() => scoreComposition(small, paint(stripes, "picture"))).toThrow(RangeError)
  })
})
