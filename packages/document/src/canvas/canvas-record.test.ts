import { describe, expect, it } from "vitest"
import * as Y from "yjs"
import { getRoots } from "../roots.ts"
import { readCanvasRecord, writeCanvasRecord, type CanvasRecord } from "./canvas-record.ts"

const shape: CanvasRecord = {
  id: "shape:a",
  typeName: "shape",
  type: "geo",
  x: 1,
  y: 2,
  parentId: "page:page",
  props: { w: 10, h: 20, color: "black" },
  meta: {},
}

function read(doc: Y.Doc): CanvasRecord | null {
  const map = getRoots(doc).canvas.get("shape:a")
  return map ? readCanvasRecord(map) : null
}

const createPair = () => {
  const one = new Y.Doc()
  writeCanvasRecord(getRoots(one).canvas, shape, null)
  const two = new Y.Doc()
  Y.applyUpdate(two, Y.encodeStateAsUpdate(one))
  const exchange = () => {
    Y.applyUpdate(two, Y.encodeStateAsUpdate(one))
    Y.applyUpdate(one, Y.encodeStateAsUpdate(two))
  }
  return { one, two, exchange }
}

describe("canvas records", () => {
  it("DOC-40 reads back what was written", () => {
    const { one } = createPair()
    expect(read(one)).toEqual(shape)
    const moved = { ...shape, x: 50, y: 60, props: { w: 11, h: 20, label: "new" } }
    writeCanvasRecord(getRoots(one).canvas, moved, shape)
    expect(read(one)).toEqual(moved)
  })

  it("DOC-41 keeps both changes when two people change different properties of one shape", () => {
    const { one, two, exchange } = createPair()
    writeCanvasRecord(getRoots(one).canvas, { ...shape, x: 100, y: 5 }, shape)
    writeCanvasRecord(
      getRoots(two).canvas,
      { ...shape, props: { w: 10, h: 20, color: "red" } },
      shape,
    )
    exchange()
    expect(read(one)).toEqual(read(two))
    expect(read(one)).toMatchObject({ x: 100, y: 5, props: { color: "red", w: 10 } })
  })

  it("DOC-42 leaves a deleted shape deleted when somebody else was editing it", () => {
    const { one, two, exchange } = createPair()
    getRoots(one).canvas.delete("shape:a")
    writeCanvasRecord(getRoots(two).canvas, { ...shape, x: 9 }, shape)
    exchange()
    expect([read(one), read(two)]).toEqual([null, null])
    writeCanvasRecord(getRoots(one).canvas, { ...shape, x: 10 }, shape)
    expect(read(one)).toBeNull()
  })

  it("DOC-43 answers null for what is not shaped like a record", () => {
    const doc = new Y.Doc()
    const { canvas } = getRoots(doc)
    canvas.set("x", new Y.Map([["$", "garbage"]]))
    canvas.set("y", new Y.Map([["$", { id: 3 }]]))
    expect([...canvas.values()].map(readCanvasRecord)).toEqual([null, null])
  })
})
