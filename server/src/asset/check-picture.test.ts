import { crc32, deflateSync } from "node:zlib"
import sharp from "sharp"
import { describe, expect, it } from "vitest"
import { checkPicture, maxAssetBytes } from "./check-picture.ts"

const text = (words: string) => new TextEncoder().encode(words)

const picture = (width = 40, height = 20) =>
  sharp({ create: { width, height, channels: 3, background: "#c04020" } })

function createPngChunk(type: string, data: Uint8Array): Uint8Array {
  const body = Buffer.concat([Buffer.from(type), data])
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  check.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, check])
}

/** A PNG whose header claims any size; its body is one small run of zeros. */
function createPngClaiming(width: number, height: number): Uint8Array {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
    createPngChunk("IHDR", header),
    createPngChunk("IDAT", deflateSync(Buffer.alloc(1000))),
    createPngChunk("IEND", new Uint8Array()),
  ])
}

describe("a picture from outside", () => {
  it.each(["png", "jpeg", "webp"] as const)("is kept byte for byte as %s", async (format) => {
    const bytes = await picture().toFormat(format).toBuffer()
    expect(await checkPicture(bytes)).toEqual({
      ok: true,
      value: { bytes, mediaType: `image/${format}`, width: 40, height: 20 },
    })
  })

  it("becomes its first frame when it moves", async () => {
    const frames = await sharp(
      [await picture(8, 8).png().toBuffer(), await picture(8, 8).negate().png().toBuffer()],
      { join: { animated: true } },
    )
      .gif()
      .toBuffer()
    const checked = await checkPicture(frames)
    expect(checked).toMatchObject({
      ok: true,
      value: { mediaType: "image/png", width: 8, height: 8 },
    })
  })

  it("is turned upright when its camera lay on its side", async () => {
    const bytes = await picture().jpeg().withMetadata({ orientation: 6 }).toBuffer()
    const checked = await checkPicture(bytes)
    expect(checked).toMatchObject({ ok: true, value: { width: 20, height: 40 } })
  })

  it.each([
    ["nothing", new Uint8Array(), { kind: "asset-empty" }],
    [
      "an SVG",
      text(`<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>`),
      { kind: "asset-type", looksLike: "svg" },
    ],
    [
      "an SVG behind an XML declaration",
      text(`<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>`),
      { kind: "asset-type", looksLike: "svg" },
    ],
    ["HTML", text("<!doctype html><script>1</script>"), { kind: "asset-type", looksLike: "html" }],
    ["a PDF", text("%PDF-1.7"), { kind: "asset-type", looksLike: "pdf" }],
    ["a ZIP", text("PK\x03\x04abc"), { kind: "asset-type", looksLike: "unknown" }],
    ["only a signature", text("GIF89a"), { kind: "asset-damaged" }],
    [
      "HTML behind a JPEG's first bytes",
      new Uint8Array([0xff, 0xd8, 0xff, ...text("<html>")]),
      { kind: "asset-damaged" },
    ],
    [
      "more bytes than the limit",
      new Uint8Array(maxAssetBytes + 1),
      { kind: "asset-too-large", byteLength: maxAssetBytes + 1, limit: maxAssetBytes },
    ],
    [
      "a bomb",
      createPngClaiming(60_000, 60_000),
      { kind: "asset-too-many-pixels", width: 60_000, height: 60_000, limit: 64_000_000 },
    ],
    ["a picture with most of it missing", createPngClaiming(500, 500), { kind: "asset-damaged" }],
  ])("is refused when it is %s", async (_name, bytes, expected) => {
    expect(await checkPicture(bytes)).toEqual({ ok: false, failure: expected })
  })

  it.each(["png", "jpeg", "webp"] as const)(
    "is refused when it is a %s cut off",
    async (format) => {
      const bytes = await sharp({
        create: {
          width: 200,
          height: 200,
          channels: 3,
          background: "#000000",
          noise: { type: "gaussian", mean: 128, sigma: 40 },
        },
      })
        .toFormat(format)
        .toBuffer()
      expect(await checkPicture(bytes.subarray(0, bytes.length / 2))).toEqual({
        ok: false,
        failure: { kind: "asset-damaged" },
      })
    },
  )
})
