import {
  getRoots,
  readCanvasRecord,
  writeCanvasRecord,
  type CanvasRecord,
} from "@panelwright/document"
import type { SerializedSchema, TLStore } from "tldraw"
import * as Y from "yjs"
import { isEqual } from "../../connection/is-equal.ts"

/** In the doc's meta: what wrote its canvas records, in the form of tldraw's `schema.serialize()`. */
const schemaKey = "canvasSchema"

export type CanvasMigration =
  | { readonly kind: "current" }
  | { readonly kind: "migrated"; readonly changed: number }
  /** Written by a newer program: show it, change nothing, and say that the page wants reloading. */
  | { readonly kind: "newer" }

const isSchema = (value: unknown): value is SerializedSchema =>
  typeof value === "object" && value !== null && "schemaVersion" in value

function readRecords(doc: Y.Doc): Map<string, CanvasRecord> {
  const records = new Map<string, CanvasRecord>()
  for (const [id, map] of getRoots(doc).canvas.entries()) {
    const record = map instanceof Y.Map ? readCanvasRecord(map) : null
    if (record !== null) records.set(id, record)
  }
  return records
}

type Records = ReadonlyMap<string, CanvasRecord>

function migrateTogether(
  schema: TLStore["schema"],
  records: Records,
  from: SerializedSchema,
): Records | null {
  try {
    const store = Object.fromEntries(records) as never
    const outcome = schema.migrateStoreSnapshot({ store, schema: from })
    if (outcome.type !== "success") return null
    return new Map(Object.entries(outcome.value as unknown as Record<string, CanvasRecord>))
  } catch {
    return null
  }
}

/** One record that can't be migrated must not keep the others back. */
function migrateOneByOne(
  schema: TLStore["schema"],
  records: Records,
  from: SerializedSchema,
): Records {
  const migrated = new Map<string, CanvasRecord>()
  for (const [id, record] of records) {
    const outcome = migrateTogether(schema, new Map([[id, record]]), from)
    for (const [newId, next] of outcome ?? [[id, record] as const]) migrated.set(newId, next)
  }
  return migrated
}

/**
 * Brings the canvas records of an older program up to date, writing what differs in one transaction. A record that
 * can't be migrated stays as it is, to be set aside. Twice is the same as once.
 */
export function migrateCanvas(
  doc: Y.Doc,
  schema: TLStore["schema"],
  options: { readonly canWrite: boolean },
): CanvasMigration {
  const { meta, canvas } = getRoots(doc)
  const found = meta.get(schemaKey)
  const known = schema.serialize()
  if (!isSchema(found) || isEqual(found, known)) return { kind: "current" }
  if (!schema.getMigrationsSince(found).ok) return { kind: "newer" }
  if (!options.canWrite) return { kind: "current" }
  const before = readRecords(doc)
  const after = migrateTogether(schema, before, found) ?? migrateOneByOne(schema, before, found)
  let changed = 0
  doc.transact(() => {
    for (const [id, next] of after) {
      const previous = before.get(id) ?? null
      if (isEqual(previous, next)) continue
      writeCanvasRecord(canvas, next, previous)
      changed += 1
    }
    for (const id of before.keys()) if (!after.has(id)) canvas.delete(id)
    meta.set(schemaKey, known)
  }, "migration")
  return { kind: "migrated", changed }
}

/** Says which program's records these are, once there are any. */
export function writeCanvasSchema(doc: Y.Doc, schema: TLStore["schema"]): void {
  const { meta } = getRoots(doc)
  if (meta.get(schemaKey) === undefined) meta.set(schemaKey, schema.serialize())
}
