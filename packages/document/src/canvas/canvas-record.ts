import * as Y from "yjs"
import { isEqual, type Json } from "../record/flat.ts"
import type { Collection, RecordMap } from "../roots.ts"

/** A record of the canvas library, as JSON. Its own schema is not known here: readers validate it. */
export interface CanvasRecord {
  readonly id: string
  readonly typeName: string
  readonly [key: string]: Json
}

/** Objects of a canvas record whose keys are changed one by one. */
const split = ["props", "meta"] as const

const initialKey = "$"
/** x and y travel together: half of a move is not a place. */
const placeKey = "xy"

interface JsonObject {
  [key: string]: Json
}

const isObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value)

function toEntries(record: CanvasRecord): Map<string, Json> {
  const entries = new Map<string, Json>()
  for (const [key, value] of Object.entries(record)) {
    if (key === "x" || key === "y" || value === undefined) continue
    if (split.some((name) => name === key) && isObject(value)) {
      for (const [inner, part] of Object.entries(value))
        if (part !== undefined) entries.set(`${key}.${inner}`, part)
    } else entries.set(key, value)
  }
  if (typeof record["x"] === "number" && typeof record["y"] === "number")
    entries.set(placeKey, [record["x"], record["y"]])
  return entries
}

/** The record as last written by anybody; null when it is not even shaped like one. */
export function readCanvasRecord(map: RecordMap): CanvasRecord | null {
  const initial = map.get(initialKey)
  if (!isObject(initial)) return null
  const record = copyObject(initial)
  for (const [key, value] of map.entries()) {
    if (key === initialKey) continue
    const json = value as Json
    if (key === placeKey) {
      if (Array.isArray(json) && typeof json[0] === "number" && typeof json[1] === "number") {
        record["x"] = json[0]
        record["y"] = json[1]
      }
      continue
    }
    const dot = key.indexOf(".")
    if (dot < 0) {
      record[key] = json
      continue
    }
    const outer = key.slice(0, dot)
    const inner = key.slice(dot + 1)
    const { [inner]: _replaced, ...others } = isObject(record[outer]) ? record[outer] : {}
    record[outer] = json === removed ? others : { ...others, [inner]: json }
  }
  const { id, typeName } = record
  return typeof id === "string" && typeof typeName === "string" ? { ...record, id, typeName } : null
}

/** Stands for a key of `props` or `meta` that was taken away: deleting the entry would bring the first value back. */
const removed = " removed"

function copyJson(value: Json): Json {
  if (Array.isArray(value)) return value.map(copyJson)
  return isObject(value) ? copyObject(value) : value
}

const copyObject = (value: Readonly<Record<string, Json>>): JsonObject =>
  Object.fromEntries(Object.entries(value).map(([key, item]) => [key, copyJson(item)]))

/**
 * Makes the doc say `next`, writing only the keys that differ from what it says now. `previous` is what the writer
 * last saw: a key that the writer did not touch is left as somebody else may just have changed it. Null: new.
 */
export function writeCanvasRecord(
  records: Collection,
  next: CanvasRecord,
  previous: CanvasRecord | null,
): void {
  const present = records.get(next.id)
  if (!(present instanceof Y.Map)) {
    if (previous !== null) return
    const map = new Y.Map<unknown>()
    map.set(initialKey, copyObject(next))
    records.set(next.id, map)
    return
  }
  const before = previous === null ? new Map<string, Json>() : toEntries(previous)
  const entries = toEntries(next)
  for (const [key, value] of entries) if (!isEqual(before.get(key), value)) present.set(key, value)
  for (const key of before.keys())
    if (!entries.has(key) && key.includes(".")) present.set(key, removed)
}
