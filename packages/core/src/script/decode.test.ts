import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { decodeScript, scriptByteLimit, type ScriptEncoding } from "./decode.ts"

const text = "INT. CAFÉ – NIGHT\n\nZoë waits.\n"

/** UTF-16 code units as bytes; `bytes` of a Latin-1 string when `order` is null. */
function toBytes(words: string, order: "le" | "be" | null): Uint8Array {
  if (order === null) return Uint8Array.from(words, (character) => character.charCodeAt(0))
  return Uint8Array.from(
    Array.from({ length: words.length }, (_, index) => words.charCodeAt(index)).flatMap((unit) =>
      order === "le" ? [unit & 0xff, unit >> 8] : [unit >> 8, unit & 0xff],
    ),
  )
}

function toUtf8(words: string): Uint8Array {
  return Uint8Array.from(
    encodeURIComponent(words)
      .match(/%..|[^%]/g)
      ?.map((part) =>
        part.startsWith("%") ? Number.parseInt(part.slice(1), 16) : part.charCodeAt(0),
      ) ?? [],
  )
}

const decoded = (bytes: Uint8Array) => {
  const result = decodeScript(bytes)
  return result.ok ? result.value : result.failure
}

describe("decodeScript", () => {
  it("[SCR-1] reads UTF-8 with and without a byte order mark", () => {
    expect(decoded(toUtf8(text))).toEqual({ text, encoding: "utf-8" })
    expect(decoded(toUtf8(`\uFEFF${text}`))).toEqual({ text, encoding: "utf-8" })
  })

  it.each([
    ["little endian with a mark", `\uFEFF${text}`, "le", "utf-16le"],
    ["little endian without one", text, "le", "utf-16le"],
    ["big endian with a mark", `\uFEFF${text}`, "be", "utf-16be"],
    ["big endian without one", text, "be", "utf-16be"],
    ["Chinese with a mark", "\uFEFF内景 咖啡馆 夜\n", "le", "utf-16le"],
  ] as const)("[SCR-1] reads UTF-16, %s", (_, words, order, encoding) => {
    const expected = words.replace("\uFEFF", "")
    expect(decoded(toBytes(words, order))).toEqual({ text: expected, encoding })
  })

  it("[SCR-1] reads Windows-1252 where it is not UTF-8, with its own quotes and dashes", () => {
    const bytes = toBytes("Zo\u00EB says \u0093yes\u0094 \u0096 it\u0092s 5 \u0080.", null)
    expect(decoded(bytes)).toEqual({
      text: "Zoë says “yes” – it’s 5 €.",
      encoding: "windows-1252" satisfies ScriptEncoding,
    })
  })

  it("[SCR-2] makes LF of CRLF and CR", () => {
    expect(decoded(toBytes("A\r\nB\rC\n", null))).toEqual({ text: "A\nB\nC\n", encoding: "utf-8" })
  })

  it.each([
    ["pdf", "%PDF-1.7 …"],
    ["zip", "PK\u0003\u0004…"],
    ["png", "\u0089PNG\r\n"],
    ["jpeg", "\u00FF\u00D8\u00FF\u00E0"],
    ["rtf", "{\\rtf1 hello}"],
    ["unknown", "ELF\0\0\0\u0001\0\u0002words\0\0\0"],
    ["unknown", "\u0001\u0002\u0003\u0004\u0005\u0006abc"],
  ] as const)(
    "[SCR-3] refuses a binary file and says that it looks like %s",
    (looksLike, words) => {
      expect(decoded(toBytes(words, null))).toEqual({ kind: "script-binary", looksLike })
    },
  )

  it("[SCR-3] refuses what is empty, also when it is only a mark and white space", () => {
    expect(decoded(new Uint8Array())).toEqual({ kind: "script-empty" })
    expect(decoded(toUtf8("\uFEFF \n\t\r\n"))).toEqual({ kind: "script-empty" })
  })

  it("[SCR-3] refuses what is too large before it reads it", () => {
    const bytes = new Uint8Array(scriptByteLimit + 1)
    expect(decoded(bytes)).toEqual({
      kind: "script-too-large",
      byteLength: scriptByteLimit + 1,
      limit: scriptByteLimit,
    })
  })

  it("[SCR-1] gives back any text without controls that was written as UTF-8", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", minLength: 1 }), (words) => {
        fc.pre(words.trim() !== "" && !/\p{Cc}/u.test(words) && !words.startsWith("\uFEFF"))
        expect(decoded(toUtf8(words))).toEqual({ text: words, encoding: "utf-8" })
      }),
    )
  })

  it("[SCR-3] never throws, whatever the bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(() => decodeScript(bytes)).not.toThrow()
      }),
    )
  })
})
