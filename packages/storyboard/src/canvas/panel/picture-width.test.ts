import { describe, expect, it } from "vitest"
import { chooseRendition, createPictureWidth } from "./picture-width.ts"

describe("the rendition of a picture", () => {
  it("is the least one that is sharp, and the whole picture where none is", () => {
    expect(
      [40, 160, 175, 179, 330, 700, 1400, 1500].map((pixels) => chooseRendition(pixels)),
    ).toEqual([160, 160, 160, 320, 320, 640, 1280, null])
  })

  it("grows as soon as it has to, and shrinks only where the smaller one is sharp by far", () => {
    expect(chooseRendition(400, 320)).toBe(640)
    expect(chooseRendition(300, 640)).toBe(640)
    expect(chooseRendition(260, 640)).toBe(320)
    expect(chooseRendition(1100, null)).toBe(null)
    expect(chooseRendition(60, null)).toBe(160)
  })

  it("changes on the page when the view rests, and at once for what comes in on the way", () => {
    const width = createPictureWidth()
    width.follow(300, true)
    const before = width.atRest.get()
    width.follow(90, false)
    expect(width.atRest.get()).toBe(before)
    expect(width.getPassing()).toBe(160)
    width.follow(90, true)
    expect(width.atRest.get()).toEqual({ width: 160 })
  })

  it("says again that the view rests at another zoom, so that what came in on the way becomes sharp", () => {
    const width = createPictureWidth()
    width.follow(300, true)
    const before = width.atRest.get()
    width.follow(90, false)
    width.follow(310, true)
    expect(width.atRest.get()).not.toBe(before)
    expect(width.atRest.get()).toEqual({ width: 320 })
  })
})
