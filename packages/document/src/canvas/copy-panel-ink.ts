import type { PanelId } from "@panelwright/core"
import * as Y from "yjs"
import type { Collection } from "../roots.ts"
import { readCanvasRecord, writeCanvasRecord, type CanvasRecord } from "./canvas-record.ts"
import { toPanelShapeId } from "./panel-ink.ts"

/** Copies what is drawn on one panel, groups with what is in them, to another; ids follow from the new panel's. */
export function copyPanelInk(records: Collection, from: PanelId, to: PanelId): void {
  const children = new Map<string, CanvasRecord[]>()
  for (const map of records.values()) {
    const record = map instanceof Y.Map ? readCanvasRecord(map) : null
    const parentId = record?.["parentId"]
    if (record?.typeName !== "shape" || typeof parentId !== "string") continue
    children.set(parentId, [...(children.get(parentId) ?? []), record])
  }
  const token = to.slice("panel:".length)
  const seen = new Set<string>()
  const copyChildren = (parentId: string, newParentId: string) => {
    for (const record of children.get(parentId) ?? []) {
      if (seen.has(record.id)) continue
      seen.add(record.id)
      const id = `shape:${token}-${seen.size}`
      writeCanvasRecord(records, { ...record, id, parentId: newParentId }, null)
      copyChildren(record.id, id)
    }
  }
  copyChildren(toPanelShapeId(from), toPanelShapeId(to))
}
