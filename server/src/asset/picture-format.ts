/** Kinds of pictures that are taken in, by their first bytes: never by a name or a header that somebody sent. */
export type PictureFormat = "png" | "jpeg" | "webp" | "gif"

export const mediaTypes = {
  png: "image/png",
  jpeg: "image/jpeg",
  webp: "image/webp",
  gif: "image/gif",
} as const satisfies Record<PictureFormat, string>

const ascii = (bytes: Uint8Array, from: number, to: number) =>
  String.fromCharCode(...bytes.subarray(from, to))

/** Null: none of the four. */
export function findPictureFormat(bytes: Uint8Array): PictureFormat | null {
  if (ascii(bytes, 0, 8) === "\x89PNG\r\n\x1a\n") return "png"
  if (ascii(bytes, 0, 3) === "\xff\xd8\xff") return "jpeg"
  if (ascii(bytes, 0, 4) === "RIFF" && ascii(bytes, 8, 12) === "WEBP") return "webp"
  if (/^GIF8[79]a$/.test(ascii(bytes, 0, 6))) return "gif"
  return null
}

/** What refused bytes seem to be, for the sentence that says so. */
export function guessContent(bytes: Uint8Array): string {
  const start = new TextDecoder("utf-8").decode(bytes.subarray(0, 2048)).replace(/^\uFEFF/, "")
  const text = start.trimStart().toLowerCase()
  if (/<svg[\s>/]/.test(text)) return "svg"
  if (/^<(!doctype html|html|head|body|script|!--)/.test(text)) return "html"
  if (text.startsWith("<?xml")) return "xml"
  if (text.startsWith("%pdf-")) return "pdf"
  if (ascii(bytes, 0, 4) === "8BPS") return "psd"
  if (["II*\0", "MM\0*"].includes(ascii(bytes, 0, 4))) return "tiff"
  if (ascii(bytes, 4, 8) === "ftyp") return "heif"
  return "unknown"
}
