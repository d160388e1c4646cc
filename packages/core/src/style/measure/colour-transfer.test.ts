import { describe, expect, it } from "vitest"
import { applyLut, bakeLut, createColourTransfer, toColourSpread } from "./colour-transfer.ts"
import { measureFingerprint } from "./fingerprint.ts"
import { fromOklab, toOklab } from "./oklab.ts"
import type { RgbPicture } from "./planes.ts"
import { createDrawing } from "./sample-drawing.fixture.ts"
import { decompose, multiply, recompose } from "./symmetric.ts"

const warm = createDrawing({ paper: [250, 236, 205], ink: [60, 40, 20], line: 4, picture: 1 })
const cold = createDrawing({ paper: [205, 222, 246], ink: [20, 40, 80], line: 4, picture: 2 })

const spreadOf = (picture: RgbPicture) => toColourSpread(measureFingerprint(picture).moments)

const match = (source: RgbPicture, target: RgbPicture, strength: number) =>
  applyLut(source, bakeLut(createColourTransfer(spreadOf(source), spreadOf(target), strength)))

const gap = (one: RgbPicture, other: RgbPicture) =>
  Math.hypot(...spreadOf(one).mean.map((value, at) => value - (spreadOf(other).mean[at] ?? 0)))

describe("a colour transfer", () => {
  it("gives the picture the mean colours of the others", () => {
    const before = gap(warm, cold)
    expect(gap(match(warm, cold, 1), cold)).toBeLessThan(before / 12)
    expect(gap(match(warm, cold, 0.5), cold)).toBeCloseTo(before / 2, 1)
  })

  it("leaves the colours alone at no strength, and where they are the same already", () => {
    const biggest = (picture: RgbPicture) =>
      Math.max(...picture.data.map((byte, at) => Math.abs(byte - (warm.data[at] ?? 0))))
    expect(biggest(match(warm, cold, 0))).toBeLessThanOrEqual(2)
    expect(biggest(match(warm, warm, 1))).toBeLessThanOrEqual(2)
  })

  it("changes a colour to one colour wherever it is, so that no line moves", () => {
    const result = match(warm, cold, 0.8)
    const known = new Map<string, string>()
    for (let at = 0; at < warm.data.length; at += 3) {
      const before = warm.data.subarray(at, at + 3).join()
      const after = result.data.subarray(at, at + 3).join()
      expect(known.get(before) ?? after).toBe(after)
      known.set(before, after)
    }
    expect(known.size).toBe(2)
  })

  it("does not break where a picture is of one colour", () => {
    const flat = createDrawing({
      paper: [128, 128, 128],
      ink: [128, 128, 128],
      line: 1,
      picture: 1,
    })
    expect(match(flat, cold, 1).data.every((byte) => byte >= 0)).toBe(true)
    expect(gap(match(flat, cold, 1), cold)).toBeLessThan(0.02)
  })
})

describe("Oklab", () => {
  it("comes back to the same bytes", () => {
    for (let step = 0; step < 4096; step += 37) {
      const colour = [step % 256, (step * 7) % 256, (step * 31) % 256] as const
      expect(fromOklab(toOklab(...colour))).toEqual(colour)
    }
  })

  it("has white, and red as published", () => {
    expect(toOklab(255, 255, 255).map((value) => Math.round(value * 1000) / 1000)).toEqual([
      1, 0, 0,
    ])
    const [lightness, a, b] = toOklab(255, 0, 0)
    expect([lightness, a, b].map((value) => Number(value.toFixed(3)))).toEqual([
      0.628, 0.225, 0.126,
    ])
  })
})

describe("a symmetric matrix", () => {
  const matrix = [4, 1, -2, 0.5, 1, 3, 0, 1, -2, 0, 5, -1, 0.5, 1, -1, 2]

  it("is made of its values and vectors, and its root times itself is the matrix", () => {
    const parts = decompose(matrix, 4)
    const root = recompose(parts, (value) => Math.sqrt(value))
    for (const [at, value] of multiply(root, root, 4).entries())
      expect(value).toBeCloseTo(matrix[at] ?? 0, 9)
  })
})
