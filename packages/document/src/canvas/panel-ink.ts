import type { PanelId } from "@panelwright/core"
import * as Y from "yjs"
import type { Json } from "../record/flat.ts"
import type { Collection } from "../roots.ts"
import { readCanvasRecord, type CanvasRecord } from "./canvas-record.ts"

const panelPrefix = "panel:"
const shapePrefix = "shape:panel-"

/** The id under which the canvas shows a panel. The doc has no such record: it is made from the panel. */
export const toPanelShapeId = (panelId: PanelId): `shape:panel-${string}` =>
  `${shapePrefix}${panelId.slice(panelPrefix.length)}`

/** The panel that a canvas id stands for; null when it is another shape's. */
export const fromPanelShapeId = (shapeId: string): PanelId | null =>
  shapeId.startsWith(shapePrefix)
    ? (`${panelPrefix}${shapeId.slice(shapePrefix.length)}` as PanelId)
    : null

/** Sticky notes lie on a panel without being part of its picture. */
const isInk = (record: CanvasRecord) => record.typeName === "shape" && record["type"] !== "note"

/** Keys in one order, so that equal records read alike whoever wrote them. */
function toCanonicalText(value: Json | undefined): string {
  if (Array.isArray(value)) return `[${value.map(toCanonicalText).join(",")}]`
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null"
  const entries = Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1))
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${toCanonicalText(item)}`).join(",")}}`
}

/** 64 bits as text, from two multiplicative hashes with different seeds; tells changes apart, keeps no secret. */
function hash(text: string): string {
  let high = 0x9e3779b9
  let low = 0x85ebca6b
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    high = Math.imul(high ^ code, 0x01000193)
    low = Math.imul((low ^ code) + (high >>> 15), 0x5bd1e995)
  }
  return [high, low].map((part) => (part >>> 0).toString(16).padStart(8, "0")).join("")
}

/**
 * What each panel's ink says now, for every panel that has any: compare it with `panel.ink.revision` to know whether the
 * stored ink picture is older than the canvas. Panels that are gone may be among them.
 */
export function readInkRevisions(records: Collection): ReadonlyMap<PanelId, string> {
  const shapes = new Map<string, CanvasRecord>()
  for (const map of records.values()) {
    const record = map instanceof Y.Map ? readCanvasRecord(map) : null
    if (record?.typeName === "shape") shapes.set(record.id, record)
  }
  const findPanel = (record: CanvasRecord): PanelId | null => {
    const seen = new Set<string>()
    for (let shape: CanvasRecord | undefined = record; shape !== undefined;) {
      const { parentId } = shape as { readonly parentId?: Json }
      if (typeof parentId !== "string" || seen.has(shape.id)) return null
      seen.add(shape.id)
      const panelId = fromPanelShapeId(parentId)
      if (panelId !== null) return panelId
      shape = shapes.get(parentId)
    }
    return null
  }
  const texts = new Map<PanelId, string[]>()
  for (const record of [...shapes.values()].toSorted((one, other) =>
    one.id < other.id ? -1 : 1,
  )) {
    const panelId = isInk(record) ? findPanel(record) : null
    if (panelId === null) continue
    const own = texts.get(panelId)
    if (own) own.push(toCanonicalText(record))
    else texts.set(panelId, [toCanonicalText(record)])
  }
  return new Map([...texts].map(([panelId, own]) => [panelId, hash(own.join("\n"))]))
}
