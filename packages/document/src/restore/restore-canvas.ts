import type { PanelId } from "@panelwright/core"
import * as Y from "yjs"
import { readCanvasRecord, writeCanvasRecord, type CanvasRecord } from "../canvas/canvas-record.ts"
import { fromPanelShapeId } from "../canvas/panel-ink.ts"
import type { Json } from "../record/flat.ts"
import type { Collection } from "../roots.ts"

/** What people put on a canvas. The canvas cannot do without its other records, so they never go. */
const removable: readonly string[] = ["shape", "binding", "asset"]

function readRecords(records: Collection): Map<string, CanvasRecord> {
  const found = new Map<string, CanvasRecord>()
  for (const [id, map] of records.entries()) {
    const record = map instanceof Y.Map ? readCanvasRecord(map) : null
    if (record?.id === id) found.set(id, record)
  }
  return found
}

/** The panel that a shape lies on, by itself or in a group. */
function findPanel(record: CanvasRecord, all: ReadonlyMap<string, CanvasRecord>): PanelId | null {
  const seen = new Set<string>()
  for (let shape: CanvasRecord | undefined = record; shape && !seen.has(shape.id);) {
    seen.add(shape.id)
    const parentId: Json | undefined = shape["parentId"]
    if (typeof parentId !== "string") return null
    const panelId = fromPanelShapeId(parentId)
    if (panelId !== null) return panelId
    shape = all.get(parentId)
  }
  return null
}

function restoreRecords(
  records: Collection,
  past: Collection,
  isMeant: (record: CanvasRecord, all: ReadonlyMap<string, CanvasRecord>) => boolean,
): void {
  const present = readRecords(records)
  const wanted = readRecords(past)
  for (const [id, record] of wanted)
    if (isMeant(record, wanted)) writeCanvasRecord(records, record, present.get(id) ?? null)
  for (const [id, record] of present)
    if (!wanted.has(id) && removable.includes(record.typeName) && isMeant(record, present))
      records.delete(id)
}

/** Everything on the canvas as it was, by the properties that differ. */
export const restoreCanvas = (records: Collection, past: Collection): void =>
  restoreRecords(records, past, () => true)

/** What is drawn on some panels as it was. Notes that lie on them are no part of their picture, and stay. */
export const restorePanelInk = (
  records: Collection,
  past: Collection,
  panelIds: ReadonlySet<PanelId>,
): void =>
  restoreRecords(records, past, (record, all) => {
    if (record.typeName !== "shape" || record["type"] === "note") return false
    const panelId = findPanel(record, all)
    return panelId !== null && panelIds.has(panelId)
  })
