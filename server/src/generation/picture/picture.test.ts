import * as fc from "fast-check"
import sharp from "sharp"
import { describe, expect, it } from "vitest"
import type { GreyMask } from "@panelwright/core"
import { readPngText, writePngText } from "../recipe/png-text.ts"
import { compositeOver } from "./composite.ts"
import { decodeMask, featherMask, resizeMask } from "./mask.ts"
import { measureChange } from "./measure-change.ts"
import { decodePicture, encodePng, fitRatio, type Pixels } from "./pixels.ts"

const fill = (width: number, height: number, value: number): Pixels => ({
  width,
  height,
  data: new Uint8Array(width * height * 4).fill(value),
})

const createMask = (
  width: number,
  height: number,
  isWhite: (x: number, y: number) => boolean | number,
): GreyMask => ({
  width,
  height,
  data: Uint8Array.from(
    { length: width * height },
    (_, at) => Number(isWhite(at % width, Math.floor(at / width))) * 255,
  ),
})

const noise = (width: number, height: number) =>
  sharp({
    create: {
      width,
      height,
      channels: 3,
      background: "#000000",
      noise: { type: "gaussian", mean: 120, sigma: 60 },
    },
  })

describe("a feathered mask", () => {
  it("is nothing outside, all in the middle, and rises in between", () => {
    const alpha = featherMask(
      createMask(400, 300, (x, y) => x >= 100 && x < 250 && y >= 60 && y < 200),
    )
    const at = (x: number, y: number) => alpha[y * 400 + x] ?? -1
    expect([at(99, 100), at(250, 100), at(150, 59), at(150, 200)]).toEqual([0, 0, 0, 0])
    expect(at(170, 130)).toBe(255)
    const edge = [100, 101, 102, 103, 104].map((x) => at(x, 130))
    expect(edge).toEqual(edge.toSorted((one, other) => one - other))
    expect(edge[0]).toBeGreaterThan(0)
    expect(edge[0]).toBeLessThan(edge[4] ?? 0)
  })

  it("reaches the middle of a region thinner than the feather", () => {
    const alpha = featherMask(createMask(800, 600, (x) => x >= 300 && x < 303))
    expect(alpha.includes(255)).toBe(true)
  })

  it("does not fade at the edge of the picture, and keeps grey grey", () => {
    const whole = featherMask(createMask(50, 50, () => true))
    expect(new Set(whole)).toEqual(new Set([255]))
    const grey = featherMask(createMask(50, 50, () => 0.5))
    expect(grey.every((value) => value <= 128)).toBe(true)
  })

  it("never shows at a black pixel, whatever the mask", () => {
    const value = fc.constantFrom(0, 0, 90, 255)
    fc.assert(
      fc.property(fc.array(value, { minLength: 96, maxLength: 96 }), (values) => {
        const mask = { width: 12, height: 8, data: Uint8Array.from(values) }
        const alpha = featherMask(mask)
        for (const [at, share] of alpha.entries())
          expect(share).toBeLessThanOrEqual(mask.data[at] ?? 0)
        const parent = fill(12, 8, 40)
        const laid = compositeOver(parent, fill(12, 8, 200), alpha)
        expect(measureChange(parent, laid, mask).outside).toBe(0)
      }),
    )
  })
})

describe("reading a mask", () => {
  it("takes colours as grey and see-through as black", async () => {
    const png = await sharp({
      create: {
        width: 4,
        height: 2,
        channels: 4,
        background: { r: 255, g: 255, b: 255, alpha: 0 },
      },
    })
      .composite([
        {
          input: { create: { width: 1, height: 1, channels: 4, background: "#ffffff" } },
          left: 3,
          top: 0,
        },
      ])
      .png()
      .toBuffer()
    const mask = await decodeMask(png)
    expect(mask.ok && [...mask.value.data]).toEqual([0, 0, 0, 255, 0, 0, 0, 0])
    expect((await decodeMask(Buffer.from("mask"))).ok).toBe(false)
  })

  it("keeps its place when it is made larger", async () => {
    const small = createMask(4, 2, (x, y) => x === 3 && y === 0)
    const large = await resizeMask(small, { width: 8, height: 4 })
    const white = [...large.data].flatMap((value, at) => (value > 0 ? [at] : []))
    expect(white).toEqual([6, 7, 14, 15])
  })
})

describe("decoding a picture", () => {
  it.each(["png", "jpeg", "webp"] as const)("takes %s as sRGB", async (format) => {
    const bytes = await noise(30, 20).toFormat(format).toBuffer()
    const decoded = await decodePicture(bytes)
    expect(decoded).toMatchObject({ ok: true, value: { width: 30, height: 20 } })
    expect(decoded.ok && decoded.value.plainPng).toBe(format === "png")
    const deep = await sharp(bytes).toColourspace("rgb16").png().toBuffer()
    expect(await decodePicture(deep)).toMatchObject({ ok: true, value: { plainPng: false } })
  })

  it("refuses one that is cut off anywhere", async () => {
    for (const format of ["png", "jpeg", "webp"] as const) {
      const bytes = await noise(300, 200).toFormat(format).toBuffer()
      for (const share of [0.01, 0.3, 0.7, 0.95]) {
        const cut = bytes.subarray(0, Math.floor(bytes.length * share))
        expect([format, share, (await decodePicture(cut)).ok]).toEqual([format, share, false])
      }
    }
  })

  it("says what it was instead", async () => {
    const reason = async (bytes: Uint8Array) => {
      const decoded = await decodePicture(bytes)
      return decoded.ok ? "a picture" : decoded.failure
    }
    expect(await reason(new Uint8Array())).toBe("nothing")
    expect(await reason(Buffer.from("  <!DOCTYPE html>"))).toBe("a web page")
    expect(await reason(Buffer.from('{"error":1}'))).toBe("JSON")
  })

  it("comes back the same when it is encoded, see-through or not", async () => {
    const opaque = await decodePicture(await noise(31, 17).png().toBuffer())
    if (!opaque.ok) throw new Error(opaque.failure)
    for (const pixels of [opaque.value, fill(9, 7, 90)]) {
      const again = await decodePicture(await encodePng(pixels))
      expect(again).toMatchObject({ ok: true, value: { width: pixels.width } })
      expect(again.ok && Buffer.compare(again.value.data, pixels.data)).toBe(0)
    }
  })
})

describe("fitting a ratio", () => {
  it.each([
    [1536, 864, 16 / 9, 1536, 864],
    [1536, 642, 2.39, 1536, 642],
    [1568, 656, 2.39, 1568, 656],
    [1024, 1024, 2.39, 1024, 428],
    [1024, 1024, 9 / 16, 576, 1024],
  ])("makes of %i×%i for %f the size %i×%i", (width, height, ratio, newWidth, newHeight) => {
    expect(fitRatio({ width, height }, ratio)).toEqual({ width: newWidth, height: newHeight })
  })
})

describe("measuring a change", () => {
  it("counts what can be seen inside and every byte outside", () => {
    const parent = fill(10, 10, 100)
    const result = fill(10, 10, 100)
    const mask = createMask(10, 10, (x) => x < 5)
    result.data.fill(105, 0, 4)
    result.data.fill(160, 4, 8)
    result.data[9 * 4] = 101
    expect(measureChange(parent, result, mask)).toEqual({
      inside: 1 / 50,
      outside: 1 / 50,
      masked: true,
    })
    expect(measureChange(parent, result, null)).toEqual({ inside: 0.01, outside: 0, masked: false })
  })
})

describe("text in a PNG", () => {
  it("comes back, replaces what stood there, and leaves the picture alone", async () => {
    const png = await noise(20, 20).png().toBuffer()
    const text = JSON.stringify({ prompt: "灯台守 “ü” 😀", long: "x".repeat(100_000) })
    const first = writePngText(png, "recipe", "old")
    const both = writePngText(writePngText(first, "recipe", text), "other", "kept")
    expect(readPngText(both, "recipe")).toBe(text)
    expect(readPngText(both, "other")).toBe("kept")
    expect(readPngText(both, "nothing")).toBeNull()
    const pixels = (bytes: Uint8Array) => sharp(bytes).raw().toBuffer()
    expect((await pixels(both)).equals(await pixels(png))).toBe(true)
    expect(readPngText(Buffer.from("no picture"), "recipe")).toBeNull()
  })
})
