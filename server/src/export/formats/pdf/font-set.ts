import { readFileSync } from "node:fs"
import { createRequire } from "node:module"
import { dirname, join } from "node:path"
import { z } from "zod"

const require = createRequire(import.meta.url)

export type Weight = "regular" | "bold"

interface Subset {
  readonly name: string
  readonly regular: string
  readonly bold: string
}

const unicodeSchema = z.record(z.string(), z.string())

/** Tried in this order for each character: the text face first, then one for each script. All are under the OFL. */
const families = [
  { family: "source-sans-3", bold: 600 },
  { family: "noto-sans-arabic", bold: 600 },
  { family: "noto-sans-hebrew", bold: 600 },
  { family: "noto-sans-jp", bold: 700 },
  { family: "noto-emoji", bold: 700 },
] as const

function parseRanges(text: string): [number, number][] {
  return text.split(",").map((range) => {
    const [from = "", to = from] = range.trim().replace(/^U\+/i, "").split("-")
    return [Number.parseInt(from, 16), Number.parseInt(to, 16)]
  })
}

interface Range {
  readonly from: number
  readonly to: number
  readonly subset: Subset
}

function listRanges(): Range[][] {
  return families.map(({ family, bold }) => {
    const folder = dirname(require.resolve(`@fontsource/${family}/package.json`))
    const unicode = unicodeSchema.parse(
      JSON.parse(readFileSync(join(folder, "unicode.json"), "utf8")),
    )
    return Object.entries(unicode)
      .flatMap(([key, ranges]) => {
        const part = key.replace(/^\[(\d+)\]$/, "$1")
        const file = (weight: number) =>
          join(folder, "files", `${family}-${part}-${weight}-normal.woff`)
        const subset = { name: `${family}-${part}`, regular: file(400), bold: file(bold) }
        return parseRanges(ranges).map(([from, to]) => ({ from, to, subset }))
      })
      .toSorted((one, other) => one.from - other.from)
  })
}

let ranges: Range[][] | null = null
const cache = new Map<number, Subset | null>()

function search(list: readonly Range[], codePoint: number): Subset | null {
  for (const range of list) {
    if (range.from > codePoint) return null
    if (codePoint <= range.to) return range.subset
  }
  return null
}

/** The font that has a character; null when none of ours does. */
export function findSubset(codePoint: number): Subset | null {
  const known = cache.get(codePoint)
  if (known !== undefined) return known
  ranges ??= listRanges()
  let found: Subset | null = null
  for (const list of ranges) found ??= search(list, codePoint)
  cache.set(codePoint, found)
  return found
}
