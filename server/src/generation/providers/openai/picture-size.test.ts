import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { fitOpenAiSize, isAllowedSize } from "./picture-size.ts"

describe("sizes for the Images API", () => {
  it.each([
    [16 / 9, 1536, 864],
    [2.39, 1568, 656],
    [1.85, 1184, 640],
    [4 / 3, 1024, 768],
    [9 / 16, 864, 1536],
    [1, 1024, 1024],
  ])("are exact for the ratio %f", (ratio, width, height) => {
    expect(fitOpenAiSize(ratio)).toEqual({ width, height })
  })

  it("are allowed and near for every ratio", () => {
    fc.assert(
      fc.property(fc.double({ min: 1 / 3, max: 3, noNaN: true }), (ratio) => {
        const size = fitOpenAiSize(ratio)
        expect(isAllowedSize(size)).toBe(true)
        expect(Math.abs(size.width / size.height / ratio - 1)).toBeLessThan(0.01)
      }),
    )
  })
})
