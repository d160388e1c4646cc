import { createPanelId } from "@panelwright/core"
import { describe, expect, it } from "vitest"
import * as Y from "yjs"
import { getRoots } from "../roots.ts"
import { readCanvasRecord, writeCanvasRecord, type CanvasRecord } from "./canvas-record.ts"
import { fromPanelShapeId, readInkRevisions, toPanelShapeId } from "./panel-ink.ts"

const panelId = createPanelId("one")

const stroke = (id: string, parentId: string, type = "draw"): CanvasRecord => ({
  id,
  typeName: "shape",
  type,
  parentId,
  x: 1,
  y: 2,
  props: { color: "black" },
})

function createCanvas(...records: CanvasRecord[]) {
  const { canvas } = getRoots(new Y.Doc())
  for (const record of records) writeCanvasRecord(canvas, record, null)
  return canvas
}

describe("the ink of panels", () => {
  it("names the shape of a panel both ways", () => {
    expect(toPanelShapeId(panelId)).toBe("shape:panel-one")
    expect(fromPanelShapeId("shape:panel-one")).toBe(panelId)
    expect(fromPanelShapeId("shape:other")).toBeNull()
  })

  it("DOC-44 counts what lies in groups, and neither notes nor what lies beside panels", () => {
    const canvas = createCanvas(
      stroke("shape:a", "shape:group"),
      stroke("shape:group", "shape:panel-one", "group"),
    )
    const revision = readInkRevisions(canvas).get(panelId)
    expect(revision).toMatch(/^[0-9a-f]{16}$/)
    writeCanvasRecord(canvas, stroke("shape:note", "shape:panel-one", "note"), null)
    writeCanvasRecord(canvas, stroke("shape:free", "page:page"), null)
    expect(readInkRevisions(canvas)).toEqual(new Map([[panelId, revision]]))
  })

  it("DOC-44 changes with any property and comes back with it", () => {
    const canvas = createCanvas(stroke("shape:a", "shape:panel-one"))
    const before = readInkRevisions(canvas).get(panelId)
    const record = readCanvasRecord(canvas.get("shape:a") as Y.Map<unknown>)
    const red = { ...stroke("shape:a", "shape:panel-one"), props: { color: "red" } }
    writeCanvasRecord(canvas, red, record)
    expect(readInkRevisions(canvas).get(panelId)).not.toBe(before)
    writeCanvasRecord(canvas, stroke("shape:a", "shape:panel-one"), red)
    expect(readInkRevisions(canvas).get(panelId)).toBe(before)
  })

  it("DOC-44 is the same whatever order the keys and the records were written in", () => {
    const one = createCanvas(
      stroke("shape:a", "shape:panel-one"),
      stroke("shape:b", "shape:panel-one"),
    )
    const { id, typeName, ...rest } = stroke("shape:a", "shape:panel-one")
    const other = createCanvas(stroke("shape:b", "shape:panel-one"), { ...rest, typeName, id })
    expect(readInkRevisions(other)).toEqual(readInkRevisions(one))
  })

  it("DOC-44 does not loop on records that are their own parents", () => {
    const canvas = createCanvas(stroke("shape:a", "shape:b"), stroke("shape:b", "shape:a"))
    expect(readInkRevisions(canvas)).toEqual(new Map())
  })
})
