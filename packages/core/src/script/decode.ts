import { failure, success, type Result } from "../result.ts"
import { fromWindows1252 } from "./windows-1252.ts"

/** Ten times the longest feature script in UTF-16. */
export const scriptByteLimit = 5_000_000

export type ScriptEncoding = "utf-8" | "utf-16le" | "utf-16be" | "windows-1252"

export interface DecodedScript {
  /** Without byte order mark; lines end with LF. */
  readonly text: string
  readonly encoding: ScriptEncoding
}

export type ScriptDecodeFailure =
  | { readonly kind: "script-empty" }
  | { readonly kind: "script-binary"; readonly looksLike: BinaryKind }
  | { readonly kind: "script-too-large"; readonly byteLength: number; readonly limit: number }

export type BinaryKind = "pdf" | "zip" | "png" | "jpeg" | "word" | "rtf" | "unknown"

/** In every engine that runs this, but in no ES library. */
declare class TextDecoder {
  constructor(label: string, options?: { fatal?: boolean; ignoreBOM?: boolean })
  decode(bytes: Uint8Array): string
}

const signatures: readonly (readonly [BinaryKind, readonly number[]])[] = [
  ["pdf", [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ["zip", [0x50, 0x4b, 0x03, 0x04]],
  ["png", [0x89, 0x50, 0x4e, 0x47]],
  ["jpeg", [0xff, 0xd8, 0xff]],
  ["word", [0xd0, 0xcf, 0x11, 0xe0]],
  ["rtf", [0x7b, 0x5c, 0x72, 0x74, 0x66]],
]

/**
 * Text of a script file in UTF-8, UTF-16 (both orders, with or without a byte order mark) or, where it is not
 * valid UTF-8, Windows-1252. CRLF and CR become LF. A file with only white space counts as empty.
 */
export function decodeScript(bytes: Uint8Array): Result<DecodedScript, ScriptDecodeFailure> {
  if (bytes.length > scriptByteLimit) {
    return failure({
      kind: "script-too-large",
      byteLength: bytes.length,
      limit: scriptByteLimit,
    } as const)
  }
  const known = signatures.find(([, start]) => startsWith(bytes, start))
  if (known) return failure({ kind: "script-binary", looksLike: known[0] } as const)
  const decoded = decodeText(bytes)
  if (!decoded) return failure({ kind: "script-binary", looksLike: "unknown" } as const)
  const text = decoded.text.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n")
  if (text.trim() === "") return failure({ kind: "script-empty" } as const)
  return success({ text, encoding: decoded.encoding })
}

function decodeText(bytes: Uint8Array): DecodedScript | null {
  if (startsWith(bytes, [0xff, 0xfe])) return toText(bytes, "utf-16le")
  if (startsWith(bytes, [0xfe, 0xff])) return toText(bytes, "utf-16be")
  if (bytes.includes(0)) {
    const encoding = findUtf16Order(bytes)
    return encoding && toText(bytes, encoding)
  }
  return toText(bytes, "utf-8") ?? toText(bytes, "windows-1252")
}

/** Null where the bytes are not text in that encoding. */
function toText(bytes: Uint8Array, encoding: ScriptEncoding): DecodedScript | null {
  if (encoding === "windows-1252") return asReadable(fromWindows1252(bytes), encoding)
  try {
    return asReadable(new TextDecoder(encoding, { fatal: true }).decode(bytes), encoding)
  } catch {
    return null
  }
}

/** Controls that no editor writes into text; a stray one is tolerated, a file of them is not text. */
const control = /[^\P{Cc}\t\n\r\f]/gu

function asReadable(text: string, encoding: ScriptEncoding): DecodedScript | null {
  const controls = text.match(control)?.length ?? 0
  if (text.includes("\0") || controls > text.length / 100) return null
  return { text, encoding }
}

/** In UTF-16 without a mark the zero bytes of spaces, line ends and Latin letters are all on one side. */
function findUtf16Order(bytes: Uint8Array): ScriptEncoding | null {
  let even = 0
  let odd = 0
  for (const [index, byte] of bytes.entries()) {
    if (byte !== 0) continue
    if (index % 2 === 0) even += 1
    else odd += 1
  }
  const enough = bytes.length / 50
  if (odd >= enough && even === 0) return "utf-16le"
  if (even >= enough && odd === 0) return "utf-16be"
  return null
}

function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, index) => bytes[index] === byte)
}
