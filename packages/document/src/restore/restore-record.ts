import * as Y from "yjs"
import { isEqual } from "../record/flat.ts"
import type { Collection, RecordMap } from "../roots.ts"
import { restoreText } from "./restore-text.ts"

const initialKey = "$"

/** Every value of a record as it was last written, whoever wrote it: also what the domain does not know. */
function readValues(record: RecordMap): Map<string, unknown> {
  const initial = record.get(initialKey)
  const values = new Map<string, unknown>(
    typeof initial === "object" && initial !== null && !(initial instanceof Y.AbstractType)
      ? Object.entries(initial)
      : [],
  )
  for (const [key, value] of record.entries()) if (key !== initialKey) values.set(key, value)
  return values
}

export const findRecord = (collection: Collection, id: string): RecordMap | null => {
  const record: unknown = collection.get(id)
  return record instanceof Y.Map ? record : null
}

/** A record with everything that another one says, for a doc that does not have it any more. */
function copyRecord(past: RecordMap, except: readonly string[]): RecordMap {
  const record = new Y.Map<unknown>()
  const initial: Record<string, unknown> = {}
  for (const [key, value] of readValues(past)) {
    if (except.includes(key)) continue
    if (value instanceof Y.Text) record.set(key, new Y.Text(value.toJSON()))
    else if (value instanceof Y.AbstractType) record.set(key, value.clone())
    else if (value instanceof Uint8Array) record.set(key, value)
    else initial[key] = value
  }
  record.set(initialKey, initial)
  return record
}

/** Sets back what differs, value by value; equal ones are not written. */
function writeValues(record: RecordMap, past: RecordMap, except: readonly string[]): void {
  const present = readValues(record)
  const wanted = readValues(past)
  for (const [key, value] of wanted) {
    if (except.includes(key)) continue
    const now = present.get(key)
    if (value instanceof Y.Text) {
      if (now instanceof Y.Text) restoreText(now, value.toJSON())
      else record.set(key, new Y.Text(value.toJSON()))
    } else if (value instanceof Y.AbstractType) {
      if (!(now instanceof Y.AbstractType) || !isEqual(now.toJSON(), value.toJSON()))
        record.set(key, value.clone())
    } else if (!isEqual(now, value)) record.set(key, value)
  }
  for (const key of present.keys())
    if (!wanted.has(key) && !except.includes(key) && record.has(key)) record.delete(key)
}

/** Makes the record of that id as it was; one that is gone is made again. Those that were not there stay. */
export function restoreRecord(
  collection: Collection,
  past: Collection,
  id: string,
  except: readonly string[] = [],
): void {
  const wanted = findRecord(past, id)
  if (wanted === null) return
  const present = findRecord(collection, id)
  if (present === null) collection.set(id, copyRecord(wanted, except))
  else writeValues(present, wanted, except)
}

/** For what there is only one of: plain values, key by key. */
export function restoreSingle(record: RecordMap, past: RecordMap): void {
  for (const [key, value] of past.entries())
    if (!isEqual(record.get(key), value)) record.set(key, value)
  for (const key of record.keys()) if (!past.has(key)) record.delete(key)
}
