import { hasHeadingPrefix } from "./heading.ts"
import type { Line } from "./line.ts"
import type { TitlePageEntry } from "./script.ts"

export interface TitlePage {
  readonly entries: readonly TitlePageEntry[]
  /** Index of its first line, and of the first line after it. */
  readonly start: number
  readonly end: number
}

const entry = /^([^\s:][^:]{0,59}):(.*)$/

/** Keys of which one must be there: any other `Words:` at the top is a part of the film, like `FADE IN:`. */
const knownKeys = new Set([
  "title",
  "credit",
  "author",
  "authors",
  "written by",
  "source",
  "based on",
  "draft date",
  "draft",
  "date",
  "contact",
  "copyright",
  "notes",
  "revision",
  "episode",
  "series",
  "format",
])

/** `Key: value` lines before the first blank one, with further values in lines of their own; null without one. */
export function findTitlePage(lines: readonly Line[]): TitlePage | null {
  const start = lines.findIndex((line) => line.content !== "blank" && line.content !== "open")
  const first = lines[start]
  if (!first || !entry.test(first.text) || hasHeadingPrefix(first.text)) return null
  const entries: { key: string; values: string[] }[] = []
  let end = start
  for (let line = lines[end]; line && line.content !== "blank"; line = lines[++end]) {
    if (hasHeadingPrefix(line.text)) break
    const match = entry.exec(line.text)
    const value = (match?.[2] ?? line.text).trim()
    if (match?.[1]) entries.push({ key: match[1].trim(), values: [] })
    if (value !== "") entries.at(-1)?.values.push(value)
  }
  const known = entries.some(({ key }) => knownKeys.has(key.toLowerCase()))
  return known ? { entries, start, end } : null
}
