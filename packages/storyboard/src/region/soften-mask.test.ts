import { describe, expect, it } from "vitest"
import { softenMask } from "./soften-mask.ts"

const width = 40
const height = 30
const create = () => {
  const pixels = new Uint8Array(width * height)
  for (let y = 5; y < 25; y += 1) for (let x = 8; x < 36; x += 1) pixels[y * width + x] = 255
  return pixels
}

describe("the soft edge of a mask", () => {
  it("fades inwards and never lets more change than was marked", () => {
    const pixels = create()
    const soft = softenMask({ width, height, pixels }, 3)
    const row = [...soft.subarray(15 * width, 16 * width)]
    expect(row.slice(0, 8)).toEqual(Array(8).fill(0))
    const rising = row.slice(8, 16)
    expect(rising).toEqual(rising.toSorted((one, other) => one - other))
    expect(rising[0]).toBeLessThan(rising.at(-1) ?? 0)
    expect(row[20]).toBe(255)
    expect(soft.every((value, at) => value > 0 === (pixels[at] === 255))).toBe(true)
  })

  it("is the mask itself where the edge is sharp", () => {
    const pixels = create()
    expect(softenMask({ width, height, pixels }, 0)).toBe(pixels)
  })
})
