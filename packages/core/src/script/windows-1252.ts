/**
 * 0x80–0x9F as the WHATWG Encoding Standard maps them; elsewhere the byte is the code point. By hand because
 * engines have shipped a `windows-1252` decoder that reads this range as Latin-1.
 */
const upperControls =
  "\u20AC\u0081\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\u008D\u017D\u008F" +
  "\u0090\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\u009D\u017E\u0178"

const chunkLength = 8192

/** Never fails: every byte is a character. */
export function fromWindows1252(bytes: Uint8Array): string {
  let text = ""
  for (let start = 0; start < bytes.length; start += chunkLength) {
    const units = Array.from(bytes.subarray(start, start + chunkLength), (byte) =>
      byte >= 0x80 && byte <= 0x9f ? upperControls.charCodeAt(byte - 0x80) : byte,
    )
    text += String.fromCharCode(...units)
  }
  return text
}
