import { createStoryboardDoc, getRoots, readCanvasRecord } from "@panelwright/document"
import type { AssetId } from "@panelwright/core"
import { describe, expect, it, vi } from "vitest"
import * as Y from "yjs"
import { createCanvasStore } from "./canvas-store.ts"
import { migrateCanvas, writeCanvasSchema } from "./migrate-canvas.ts"

const { schema } = createCanvasStore({
  assetUrl: (id: AssetId) => `/${id}`,
  uploadAsset: () => Promise.reject(new Error("not used here")),
})

const arrowSequence = "com.tldraw.shape.arrow"

/** As an older program would have left it: sequences at an older version, and records of that shape. */
function createOlderDoc(records: readonly object[]) {
  const doc = createStoryboardDoc()
  const serialized = schema.serialize()
  const { sequences } = serialized as { readonly sequences: Readonly<Record<string, number>> }
  const older = { ...serialized, sequences: { ...sequences, [arrowSequence]: 0 } }
  const { meta, canvas } = getRoots(doc)
  meta.set("canvasSchema", older)
  for (const record of records) {
    const map = new Y.Map<unknown>()
    map.set("$", record)
    canvas.set((record as { readonly id: string }).id, map)
  }
  return doc
}

const olderArrow = {
  id: "shape:arrow",
  typeName: "shape",
  type: "arrow",
  parentId: "page:page",
  index: "a1",
  x: 0,
  y: 0,
  rotation: 0,
  isLocked: false,
  opacity: 1,
  meta: {},
  props: {
    dash: "draw",
    size: "m",
    fill: "none",
    color: "black",
    bend: 0,
    start: { type: "point", x: 0, y: 0 },
    end: { type: "point", x: 50, y: 50 },
    arrowheadStart: "none",
    arrowheadEnd: "arrow",
    text: "",
    font: "draw",
  },
}

const readProps = (doc: Y.Doc, id: string) => {
  const map = getRoots(doc).canvas.get(id)
  return map instanceof Y.Map ? readCanvasRecord(map)?.["props"] : undefined
}

describe("canvas records of an older program", () => {
  it("are brought up to date in one transaction, once", () => {
    const doc = createOlderDoc([olderArrow])
    let transactions = 0
    doc.on("afterTransaction", () => (transactions += 1))
    expect(migrateCanvas(doc, schema, { canWrite: true })).toEqual({ kind: "migrated", changed: 1 })
    expect(transactions).toBe(1)
    expect(readProps(doc, "shape:arrow")).toHaveProperty("richText")
    expect(migrateCanvas(doc, schema, { canWrite: true })).toEqual({ kind: "current" })
  })

  it("do not keep each other back when one of them can't be read", () => {
    const broken = { ...olderArrow, id: "shape:broken", props: null }
    const doc = createOlderDoc([broken, olderArrow])
    const complaint = vi.spyOn(console, "error").mockImplementation(() => undefined)
    expect(migrateCanvas(doc, schema, { canWrite: true }).kind).toBe("migrated")
    expect(readProps(doc, "shape:arrow")).toHaveProperty("richText")
    expect(readProps(doc, "shape:broken")).toBeNull()
    complaint.mockRestore()
  })

  it("stay as they are for somebody who may not change the storyboard", () => {
    const doc = createOlderDoc([olderArrow])
    expect(migrateCanvas(doc, schema, { canWrite: false })).toEqual({ kind: "current" })
    expect(readProps(doc, "shape:arrow")).not.toHaveProperty("richText")
  })

  it("may also come from a newer program, which is said and changes nothing", () => {
    const doc = createStoryboardDoc()
    const serialized = schema.serialize()
    const { sequences } = serialized as { readonly sequences: Readonly<Record<string, number>> }
    getRoots(doc).meta.set("canvasSchema", {
      ...serialized,
      sequences: { ...sequences, [arrowSequence]: 999 },
    })
    const before = Y.encodeStateAsUpdate(doc)
    expect(migrateCanvas(doc, schema, { canWrite: true })).toEqual({ kind: "newer" })
    expect(Y.encodeStateAsUpdate(doc)).toEqual(before)
  })

  it("say what wrote them, from the first one on", () => {
    const doc = createStoryboardDoc()
    writeCanvasSchema(doc, schema)
    expect(getRoots(doc).meta.get("canvasSchema")).toEqual(schema.serialize())
    expect(migrateCanvas(doc, schema, { canWrite: true })).toEqual({ kind: "current" })
  })
})
