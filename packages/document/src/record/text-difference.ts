import type * as Y from "yjs"

const isLowSurrogate = (text: string, index: number) => {
  const code = text.charCodeAt(index)
  return code >= 0xdc00 && code <= 0xdfff
}

/**
 * Makes a shared text say `next` by replacing only the middle that differs, so that anchors, carets and what others
 * type elsewhere in it stay. Never splits a surrogate pair.
 */
export function writeText(text: Y.Text, next: string): void {
  const present = text.toJSON()
  if (present === next) return
  const shorter = Math.min(present.length, next.length)
  let start = 0
  while (start < shorter && present.charCodeAt(start) === next.charCodeAt(start)) start += 1
  if (start > 0 && (isLowSurrogate(present, start) || isLowSurrogate(next, start))) start -= 1
  let end = 0
  while (
    end < shorter - start &&
    present.charCodeAt(present.length - 1 - end) === next.charCodeAt(next.length - 1 - end)
  )
    end += 1
  if (end > 0 && isLowSurrogate(present, present.length - end)) end -= 1
  const removed = present.length - start - end
  if (removed > 0) text.delete(start, removed)
  const inserted = next.slice(start, next.length - end)
  if (inserted !== "") text.insert(start, inserted)
}
