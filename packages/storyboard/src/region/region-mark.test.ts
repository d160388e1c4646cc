import { describe, expect, it } from "vitest"
import { createBounds, fitBox, readMask } from "./region-mark.ts"

describe("a marked region", () => {
  it("is a box between two corners, whichever comes first", () => {
    expect(createBounds({ x: 9, y: 2 }, { x: 3, y: 8 })).toEqual({
      x: 3,
      y: 2,
      width: 6,
      height: 6,
    })
  })

  it("stays inside of the picture and never vanishes while it is moved by keys", () => {
    const moved = fitBox({ x: -20, y: 95, width: 30, height: 30 }, 200, 100)
    expect(moved).toEqual({ x: 0, y: 70, width: 30, height: 30 })
    expect(fitBox({ x: 10, y: 10, width: 0, height: -5 }, 200, 100)).toMatchObject({
      width: 4,
      height: 4,
    })
    expect(fitBox({ x: 10, y: 10, width: 900, height: 900 }, 200, 100)).toEqual({
      x: 0,
      y: 0,
      width: 200,
      height: 100,
    })
  })

  it("reads as black and white with its bounds, and as nothing when nothing is marked", () => {
    const rgba = new Uint8ClampedArray(4 * 3 * 4)
    for (const [x, y, alpha] of [
      [1, 1, 255],
      [2, 1, 200],
      [3, 2, 90],
    ] as const)
      rgba[(y * 4 + x) * 4 + 3] = alpha
    const mask = readMask(rgba, 4, 3)
    expect([...mask.pixels]).toEqual([0, 0, 0, 0, 0, 255, 255, 0, 0, 0, 0, 0])
    expect(mask.bounds).toEqual({ x: 1, y: 1, width: 2, height: 1 })
    expect(readMask(new Uint8ClampedArray(16), 2, 2).bounds).toBeNull()
  })
})
