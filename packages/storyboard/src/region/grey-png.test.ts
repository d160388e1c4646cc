import { describe, expect, it } from "vitest"
import { encodeGreyPng } from "./grey-png.ts"

async function inflate(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"))
  return new Uint8Array(await new Response(stream).arrayBuffer())
}

const toText = (bytes: Uint8Array) => String.fromCharCode(...bytes)

describe("a mask as PNG", () => {
  it("has one grey channel of 8 bits, the given size and the given pixels", async () => {
    const pixels = Uint8Array.from([0, 255, 0, 255, 0, 255])
    const blob = await encodeGreyPng({ width: 3, height: 2, pixels })
    const bytes = new Uint8Array(await blob.arrayBuffer())
    const view = new DataView(bytes.buffer)
    expect(blob.type).toBe("image/png")
    expect(toText(bytes.slice(0, 8))).toBe("\u0089PNG\r\n\u001a\n")
    expect([view.getUint32(16), view.getUint32(20)]).toEqual([3, 2])
    expect([bytes[24], bytes[25]]).toEqual([8, 0])
    expect(toText(bytes.slice(37, 41))).toBe("IDAT")
    const rows = await inflate(bytes.slice(41, 41 + view.getUint32(33)))
    expect([...rows]).toEqual([0, 0, 255, 0, 0, 255, 0, 255])
    // The last chunk is always the same, check sum included.
    expect(Array.from(bytes.slice(-12))).toEqual([0, 0, 0, 0, 73, 69, 78, 68, 174, 66, 96, 130])
  })
})
