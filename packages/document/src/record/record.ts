import * as Y from "yjs"
import type { z } from "zod"
import type { RecordMap } from "../roots.ts"
import { fromFlat, isEqual, toFlat } from "./flat.ts"

/** How one kind of domain record lies in the doc. */
export interface RecordLayout<Fields> {
  readonly schema: z.ZodType<Fields>
  /** Objects whose keys are changed one by one. */
  readonly split: readonly string[]
  /** Fields that are shared texts; made with the record, because two people making one at once would lose words. */
  readonly texts: readonly string[]
}

/** The record as it was made, in one value: most fields never change, and this is a third of the size. */
const initialKey = "$"

export function createRecord<Fields extends object>(
  layout: RecordLayout<Fields>,
  fields: Fields,
  words: Readonly<Record<string, string>> = {},
): RecordMap {
  const record = new Y.Map<unknown>()
  record.set(initialKey, Object.fromEntries(toFlat(Object.entries(fields), layout.split)))
  for (const name of layout.texts) record.set(name, new Y.Text(words[name] ?? ""))
  return record
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null

function readFlat(
  record: RecordMap,
  initial: Readonly<Record<string, unknown>>,
  texts: readonly string[],
): Map<string, unknown> {
  const flat = new Map<string, unknown>(Object.entries(initial))
  for (const [key, value] of record.entries())
    if (key !== initialKey && !texts.includes(key)) flat.set(key, value)
  return flat
}

function readInitial(record: RecordMap): Readonly<Record<string, unknown>> | null {
  const initial = record.get(initialKey)
  return isObject(initial) ? initial : null
}

/** A changed value that does not fit gives way to the initial one, so one bad write costs one field and not the record. */
function readFields<Fields>(
  record: RecordMap,
  layout: RecordLayout<Fields>,
  initial: Readonly<Record<string, unknown>>,
): Fields | null {
  const flat = readFlat(record, initial, layout.texts)
  // Of an object that has no keys nothing is written.
  const empty = Object.fromEntries(layout.split.map((name) => [name, {}]))
  const compose = () => ({ ...empty, ...fromFlat(flat) })
  const parsed = layout.schema.safeParse(compose())
  if (parsed.success) return parsed.data
  for (const { path } of parsed.error.issues) {
    const [first, second] = path.map(String)
    for (const key of [first, `${first}.${second}`]) {
      if (key === undefined || !flat.has(key)) continue
      if (key in initial) flat.set(key, initial[key])
      else flat.delete(key)
    }
  }
  const again = layout.schema.safeParse(compose())
  return again.success ? again.data : null
}

/** The record as the domain knows it; null when it can't be one. */
export function readRecord<Fields>(record: RecordMap, layout: RecordLayout<Fields>): Fields | null {
  const initial = readInitial(record)
  return initial === null ? null : readFields(record, layout, initial)
}

/** A record that there is one of: what the doc does not say, or says wrongly, is the default. */
export function readSingle<Fields extends object>(
  record: RecordMap,
  layout: RecordLayout<Fields>,
  defaults: Fields,
): Fields {
  const initial = Object.fromEntries(toFlat(Object.entries(defaults), layout.split))
  return readFields(record, layout, initial) ?? defaults
}

/** One value of a record as it was last written, not yet checked. */
export function readValue(record: unknown, key: string): unknown {
  if (!(record instanceof Y.Map)) return undefined
  return record.has(key) ? record.get(key) : readInitial(record)?.[key]
}

/** Writes what differs, key by key; what is left out stays. */
export function writeRecord<Fields>(
  record: RecordMap,
  layout: RecordLayout<Fields>,
  changes: Readonly<Record<string, unknown>>,
): void {
  const present = readFlat(record, readInitial(record) ?? {}, layout.texts)
  for (const [key, value] of toFlat(Object.entries(changes), layout.split))
    if (!isEqual(present.get(key), value)) record.set(key, value)
}

/** A shared text of the record; one is made when a foreign writer left it out. */
export function getText(record: RecordMap, name: string): Y.Text {
  const text = record.get(name)
  if (text instanceof Y.Text) return text
  const made = new Y.Text()
  record.set(name, made)
  return made
}

export function readText(record: RecordMap, name: string): string {
  const text = record.get(name)
  return text instanceof Y.Text ? text.toJSON() : ""
}
