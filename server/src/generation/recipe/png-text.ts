import { crc32 } from "node:zlib"

/**
 * Text in a PNG: an `iTXt` chunk (UTF-8, not compressed) right after the header.
 * PNG specification, third edition, 11.3.3.4.
 */

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

interface Chunk {
  readonly type: string
  readonly data: Buffer
  readonly start: number
  readonly end: number
}

function* listChunks(png: Buffer): Generator<Chunk> {
  let at = signature.length
  while (at + 12 <= png.length) {
    const length = png.readUInt32BE(at)
    const end = at + 12 + length
    if (end > png.length) return
    const type = png.toString("latin1", at + 4, at + 8)
    yield { type, data: png.subarray(at + 8, at + 8 + length), start: at, end }
    at = end
  }
}

const asPng = (bytes: Uint8Array): Buffer | null => {
  const png = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return png.subarray(0, signature.length).equals(signature) ? png : null
}

function createChunk(type: string, data: Buffer): Buffer {
  const chunk = Buffer.alloc(12 + data.length)
  chunk.writeUInt32BE(data.length, 0)
  chunk.write(type, 4, "latin1")
  data.copy(chunk, 8)
  chunk.writeUInt32BE(crc32(chunk.subarray(4, 8 + data.length)), 8 + data.length)
  return chunk
}

const keywordOf = (chunk: Chunk) => {
  const end = chunk.data.indexOf(0)
  return chunk.type === "iTXt" && end > 0 ? chunk.data.toString("latin1", 0, end) : null
}

/** The same picture with `text` under `keyword`, instead of what stood there. Throws when `bytes` are not a PNG. */
export function writePngText(bytes: Uint8Array, keyword: string, text: string): Uint8Array {
  const png = asPng(bytes)
  if (png === null) throw new TypeError("not a PNG")
  const parts: Buffer[] = [signature]
  for (const chunk of listChunks(png)) {
    if (keywordOf(chunk) === keyword) continue
    parts.push(png.subarray(chunk.start, chunk.end))
    if (chunk.type === "IHDR") {
      // Keyword, NUL, not compressed (two bytes), no language tag, no translated keyword.
      const head = Buffer.from(`${keyword}\0\0\0\0\0`, "latin1")
      parts.push(createChunk("iTXt", Buffer.concat([head, Buffer.from(text, "utf8")])))
    }
  }
  return Buffer.concat(parts)
}

/** Null: no PNG, or nothing under that keyword that is not compressed. */
export function readPngText(bytes: Uint8Array, keyword: string): string | null {
  const png = asPng(bytes)
  if (png === null) return null
  for (const chunk of listChunks(png)) {
    if (keywordOf(chunk) !== keyword) continue
    const { data } = chunk
    if (data[keyword.length + 1] !== 0) return null
    const languageEnd = data.indexOf(0, keyword.length + 3)
    const translatedEnd = data.indexOf(0, languageEnd + 1)
    if (languageEnd < 0 || translatedEnd < 0) return null
    return data.toString("utf8", translatedEnd + 1)
  }
  return null
}
