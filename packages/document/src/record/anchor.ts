import type { ScriptRange } from "@panelwright/core"
import * as Y from "yjs"
import type { RecordMap } from "../roots.ts"

const fromKey = "script.from"
const toKey = "script.to"
export const anchorKeys: readonly string[] = [fromKey, toKey]

/** Ties a record to words of the script: the ends move with the words as people edit around them. */
export function writeAnchor(record: RecordMap, script: Y.Text, range: ScriptRange): void {
  const length = script.length
  const from = Math.min(range.from, length)
  const to = Math.max(from, Math.min(range.to, length))
  const encode = (index: number, association: number) =>
    Y.encodeRelativePosition(Y.createRelativePositionFromTypeIndex(script, index, association))
  record.set(fromKey, encode(from, 0))
  record.set(toKey, encode(to, -1))
}

export function clearAnchor(record: RecordMap): void {
  for (const key of [fromKey, toKey]) if (record.has(key)) record.delete(key)
}

export function copyAnchor(from: RecordMap, to: RecordMap): void {
  for (const key of [fromKey, toKey]) {
    const value = from.get(key)
    if (value instanceof Uint8Array) to.set(key, value)
  }
}

function readEnd(record: RecordMap, key: string, doc: Y.Doc): number | null {
  const encoded = record.get(key)
  if (!(encoded instanceof Uint8Array)) return null
  try {
    const position = Y.decodeRelativePosition(encoded)
    return Y.createAbsolutePositionFromRelativePosition(position, doc)?.index ?? null
  } catch {
    return null
  }
}

/** Null when there is no anchor, or when all of its words have been deleted. */
export function readAnchor(record: RecordMap, doc: Y.Doc): ScriptRange | null {
  const from = readEnd(record, fromKey, doc)
  const to = readEnd(record, toKey, doc)
  if (from === null || to === null || to <= from) return null
  return { from, to }
}
