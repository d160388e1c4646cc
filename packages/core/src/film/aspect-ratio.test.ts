import { describe, expect, it } from "vitest"
import { aspectRatioSchema, commonAspectRatios, toRatio } from "./aspect-ratio.ts"

describe("aspect ratios", () => {
  it.each([
    ["2.39", 2.39],
    ["16:9", 16 / 9],
    ["1.78", 16 / 9],
    ["1.33", 4 / 3],
    ["9:16", 9 / 16],
    ["2.39:1", 2.39],
  ])("[FILM-3] reads %s as people mean it", (text, ratio) => {
    expect(aspectRatioSchema.parse(text)).toBe(text)
    expect(toRatio(text)).toBeCloseTo(ratio, 12)
  })

  it.each(["", "wide", "16/9", "0", "16:0", "0:9", "10:1", "1:10", "-2", "1e1", "2.39:"])(
    "[FILM-3] refuses %j",
    (text) => {
      expect(aspectRatioSchema.safeParse(text).success).toBe(false)
    },
  )

  it("[FILM-3] offers only ratios that it reads", () => {
    for (const text of commonAspectRatios) expect(aspectRatioSchema.parse(text)).toBe(text)
  })
})
