import { describe, expect, it } from "vitest"
import { parsePreviewFrame } from "./preview-frame.ts"

const picture = Buffer.from([0xff, 0xd8, 0xff, 0xe0])

const frame = (kind: number, second: number, ...rest: readonly Uint8Array[]) => {
  const header = Buffer.alloc(8)
  header.writeUInt32BE(kind, 0)
  header.writeUInt32BE(second, 4)
  return Buffer.concat([header, ...rest])
}

describe("pictures on the way over ComfyUI's socket", () => {
  it("are read in the old form, which does not say whose they are", () => {
    expect(parsePreviewFrame(frame(1, 1, picture))).toEqual({ promptId: null, bytes: picture })
  })

  it("are read with what is said about them", () => {
    const about = Buffer.from(JSON.stringify({ node_id: "3", prompt_id: "p-1" }))
    expect(parsePreviewFrame(frame(4, about.length, about, picture))).toEqual({
      promptId: "p-1",
      bytes: picture,
    })
  })

  it("are none when they are text, cut off or damaged", () => {
    const about = Buffer.from("{")
    for (const message of [
      frame(3, 1, Buffer.from("3 loading")),
      frame(4, 4_000_000_000, picture),
      frame(4, about.length, about, picture),
      picture,
      Buffer.alloc(0),
    ])
      expect(parsePreviewFrame(message)).toBeNull()
  })
})
