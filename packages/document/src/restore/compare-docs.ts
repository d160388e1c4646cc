import { compareStoryboards, type Difference, type Storyboard } from "@panelwright/core"
import * as Y from "yjs"
import { readCanvasRecord } from "../canvas/canvas-record.ts"
import { fromPanelShapeId, readInkRevisions } from "../canvas/panel-ink.ts"
import { isEqual } from "../record/flat.ts"
import { getRoots, type Collection } from "../roots.ts"

/** A doc with what was read of it. */
export interface ReadDoc {
  readonly doc: Y.Doc
  readonly storyboard: Storyboard
}

/** `compareStoryboards`, and what is drawn: on panels, and anywhere else on the canvas. */
export function compareDocs(before: ReadDoc, after: ReadDoc): Difference[] {
  const differences = compareStoryboards(before.storyboard, after.storyboard)
  const records = getRoots(before.doc).canvas
  const newRecords = getRoots(after.doc).canvas
  const drawn = findDrawn(records, newRecords)
  const withDrawing = differences.map((difference) =>
    difference.subject === "panel" &&
    difference.change === "changed" &&
    drawn.delete(difference.id ?? "")
      ? { ...difference, fields: [...difference.fields, "drawing"] }
      : difference,
  )
  const known = new Set(before.storyboard.panels.map(({ id }) => id))
  for (const { id, number } of after.storyboard.panels)
    if (known.has(id) && drawn.has(id))
      withDrawing.push({
        subject: "panel",
        id,
        label: number,
        change: "changed",
        fields: ["drawing"],
      })
  if (!isEqual(listFree(records), listFree(newRecords)))
    withDrawing.push({ subject: "canvas", id: null, label: "", change: "changed", fields: [] })
  return withDrawing
}

/** The panels whose ink is another. */
function findDrawn(before: Collection, after: Collection): Set<string> {
  const revisions = readInkRevisions(before)
  const newRevisions = readInkRevisions(after)
  return new Set(
    [...revisions.keys(), ...newRevisions.keys()].filter(
      (id) => revisions.get(id) !== newRevisions.get(id),
    ),
  )
}

/** What lies on the canvas itself. */
function listFree(records: Collection): Record<string, unknown> {
  const free: Record<string, unknown> = {}
  for (const [id, map] of records.entries()) {
    const record = map instanceof Y.Map ? readCanvasRecord(map) : null
    if (record?.typeName !== "shape" && record?.typeName !== "binding") continue
    const parentId = record["parentId"]
    if (typeof parentId === "string" && fromPanelShapeId(parentId) !== null) continue
    free[id] = record
  }
  return free
}
