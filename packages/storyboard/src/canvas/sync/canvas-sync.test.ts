import {
  createPanelId,
  createSceneId,
  createShotId,
  type AssetId,
  type Command,
} from "@panelwright/core"
import {
  applyCommands,
  createStoryboardDoc,
  createUndo,
  getRoots,
  readCanvasRecord,
  StoryboardReader,
  writeCanvasRecord,
  type CanvasRecord,
} from "@panelwright/document"
import {
  createShapeId,
  toRichText,
  type IndexKey,
  type TLPageId,
  type TLShape,
  type TLShapeId,
} from "tldraw"
import { describe, expect, it } from "vitest"
import * as Y from "yjs"
import { toShapeId } from "../panel/panel-shape.ts"
import { startCanvasSync } from "./canvas-sync.ts"
import { createCanvasStore } from "./canvas-store.ts"
import { migrateCanvas } from "./migrate-canvas.ts"
import { startPanelProjection } from "./panel-projection.ts"

const pageId = "page:page" as TLPageId
const panelId = createPanelId("one")

const setUpStory: Command[] = [
  { kind: "scene.create", id: createSceneId("s") },
  { kind: "shot.create", id: createShotId("s"), sceneId: createSceneId("s") },
  { kind: "panel.create", id: panelId, shotId: createShotId("s") },
]

/** One person's page: a doc, a canvas store and what keeps them the same. */
function openPage(update?: Uint8Array) {
  const doc = update ? new Y.Doc() : createStoryboardDoc()
  if (update) Y.applyUpdate(doc, update)
  else applyCommands(doc, setUpStory, "import")
  const origin = {}
  const store = createCanvasStore({
    assetUrl: (id: AssetId) => `/${id}`,
    uploadAsset: () => Promise.reject(new Error("not used here")),
  })
  // Tells that the migration is not run here by accident: there is nothing of an older program.
  expect(migrateCanvas(doc, store.schema, { canWrite: true })).toEqual({ kind: "current" })
  const sync = startCanvasSync({ doc, store, pageId, origin, canWrite: () => true })
  const reader = new StoryboardReader(doc)
  const projection = startPanelProjection({
    reader,
    store,
    pageId,
    sync,
    mode: "arranged",
    columns: undefined,
  })
  const get = (id: TLShapeId) => store.get(id)
  return {
    doc,
    store,
    sync,
    projection,
    reader,
    get,
    undo: createUndo(doc, origin),
    /** As a tool of the canvas does it. */
    put(shape: TLShape) {
      store.put([shape])
      sync.flush()
    },
    change(id: TLShapeId, change: (shape: TLShape) => TLShape) {
      const shape = get(id)
      if (shape === undefined) throw new Error(`${id} is not there`)
      store.put([change(shape)])
      sync.flush()
    },
    remove(id: TLShapeId) {
      store.remove([id])
      sync.flush()
    },
    records: () =>
      [...getRoots(doc).canvas.values()].map((map) =>
        map instanceof Y.Map ? readCanvasRecord(map) : null,
      ),
  }
}

type Page = ReturnType<typeof openPage>

function openPages(): readonly [Page, Page] {
  const one = openPage()
  return [one, openPage(Y.encodeStateAsUpdate(one.doc))]
}

function exchange(one: Page, other: Page): void {
  const forOther = Y.encodeStateAsUpdate(one.doc, Y.encodeStateVector(other.doc))
  const forOne = Y.encodeStateAsUpdate(other.doc, Y.encodeStateVector(one.doc))
  Y.applyUpdate(other.doc, forOther, "wire")
  Y.applyUpdate(one.doc, forOne, "wire")
}

const id = createShapeId("a")

const createNote = (shapeId: TLShapeId, changes: Partial<TLShape> = {}): TLShape =>
  ({
    id: shapeId,
    typeName: "shape",
    type: "note",
    parentId: pageId,
    index: "a1" as IndexKey,
    x: 10,
    y: 20,
    rotation: 0,
    isLocked: false,
    opacity: 1,
    meta: {},
    props: {
      color: "yellow",
      richText: toRichText("Eyeline"),
      size: "m",
      font: "draw",
      align: "middle",
      verticalAlign: "middle",
      labelColor: "black",
      growY: 0,
      fontSizeAdjustment: 1,
      url: "",
      scale: 1,
      textLastEditedBy: null,
    },
    ...changes,
  }) as TLShape

const writeRaw = (doc: Y.Doc, record: CanvasRecord, key = record.id) => {
  const map = new Y.Map<unknown>()
  map.set("$", record)
  doc.transact(() => getRoots(doc).canvas.set(key, map), "wire")
}

const raw = (shape: TLShape, changes: object = {}): CanvasRecord =>
  JSON.parse(JSON.stringify({ ...shape, ...changes })) as CanvasRecord

describe("canvas sync", () => {
  it("brings what one person draws, changes and deletes to another", () => {
    const [one, other] = openPages()
    one.put(createNote(id))
    exchange(one, other)
    expect(other.get(id)).toEqual(one.get(id))
    other.change(id, (shape) => ({ ...shape, x: 99 }))
    exchange(one, other)
    expect(one.get(id)).toMatchObject({ x: 99, y: 20 })
    one.remove(id)
    exchange(one, other)
    expect(other.get(id)).toBeUndefined()
    expect(other.records()).toEqual([])
  })

  it("keeps both changes when two people change different properties at once", () => {
    const [one, other] = openPages()
    one.put(createNote(id))
    exchange(one, other)
    one.change(id, (shape) => ({ ...shape, x: 500, y: 600 }))
    other.change(id, (shape) => ({ ...shape, props: { ...shape.props, color: "red" } }) as TLShape)
    other.change(id, (shape) => ({ ...shape, rotation: 1 }))
    exchange(one, other)
    for (const page of [one, other])
      expect(page.get(id)).toMatchObject({ x: 500, y: 600, rotation: 1, props: { color: "red" } })
  })

  it("keeps a change that is not written yet when another one arrives", () => {
    const [one, other] = openPages()
    one.put(createNote(id))
    exchange(one, other)
    other.change(id, (shape) => ({ ...shape, rotation: 1 }))
    const shape = one.get(id)
    if (shape) one.store.put([{ ...shape, x: 77 }])
    exchange(one, other)
    exchange(one, other)
    for (const page of [one, other]) expect(page.get(id)).toMatchObject({ x: 77, rotation: 1 })
  })

  it("lets a deletion win over a change made at the same time", () => {
    const [one, other] = openPages()
    one.put(createNote(id))
    exchange(one, other)
    one.remove(id)
    other.change(id, (shape) => ({ ...shape, x: 1 }))
    exchange(one, other)
    expect([one.get(id), other.get(id)]).toEqual([undefined, undefined])
  })

  it("undoes a person's own drawing and leaves what others drew", () => {
    const [one, other] = openPages()
    one.put(createNote(id))
    exchange(one, other)
    other.put(createNote(createShapeId("b")))
    exchange(one, other)
    one.undo.undo()
    exchange(one, other)
    for (const page of [one, other]) {
      expect(page.get(id)).toBeUndefined()
      expect(page.get(createShapeId("b"))).toBeDefined()
    }
    one.undo.redo()
    exchange(one, other)
    expect(other.get(id)).toMatchObject({ x: 10 })
  })

  it("writes nothing where changes are not allowed, and does not show them either", async () => {
    const page = openPage()
    page.sync.stop()
    const { doc, store } = page
    const sync = startCanvasSync({ doc, store, pageId, origin: {}, canWrite: () => false })
    store.put([createNote(id)])
    sync.flush()
    await Promise.resolve()
    expect(page.records()).toEqual([])
    expect(store.get(id)).toBeUndefined()
  })
})

describe("panels on the canvas", () => {
  it("are shapes made from the storyboard and are never stored", () => {
    const page = openPage()
    expect(page.get(toShapeId(panelId))).toMatchObject({ type: "panel", x: 0, y: 0 })
    expect(page.records()).toEqual([])
    const next = createPanelId("two")
    const { reader } = page
    applyCommands(
      page.doc,
      [{ kind: "panel.create", id: next, shotId: createShotId("s"), after: null }],
      "agent",
    )
    expect(page.get(toShapeId(next))).toMatchObject({ x: 0, y: 0 })
    expect(page.get(toShapeId(panelId))?.x).toBeGreaterThan(300)
    expect(reader.read().panels).toHaveLength(2)
    expect(page.records()).toEqual([])
  })

  it("come back when the canvas itself moved, deleted or copied them", async () => {
    const page = openPage()
    const shapeId = toShapeId(panelId)
    page.change(shapeId, (shape) => ({ ...shape, x: 5000 }))
    await Promise.resolve()
    expect(page.get(shapeId)?.x).toBe(0)
    const shape = page.get(shapeId)
    page.remove(shapeId)
    await Promise.resolve()
    expect(page.get(shapeId)).toEqual(shape)
    const copyId = createShapeId("copy")
    if (shape) page.put({ ...shape, id: copyId })
    await Promise.resolve()
    expect(page.get(copyId)).toBeUndefined()
    expect(page.records()).toEqual([])
  })

  it("stay where the hand has them while they are held", () => {
    const page = openPage()
    const shapeId = toShapeId(panelId)
    page.projection.hold([panelId])
    page.change(shapeId, (shape) => ({ ...shape, x: 5000 }))
    applyCommands(page.doc, [{ kind: "panel.update", id: panelId, changes: { frames: 99 } }], "x")
    expect(page.get(shapeId)?.x).toBe(5000)
    page.projection.release()
    expect(page.get(shapeId)?.x).toBe(0)
  })

  it("lie below what people draw, whoever came first", () => {
    const page = openPage()
    page.put(createNote(id))
    applyCommands(
      page.doc,
      [{ kind: "panel.create", id: createPanelId("two"), shotId: createShotId("s") }],
      "agent",
    )
    const note = page.get(id)?.index ?? ""
    for (const panel of page.reader.read().panels)
      expect((page.get(toShapeId(panel.id))?.index ?? "z") < note).toBe(true)
  })

  it("take their ink with them when they are deleted, and bring it back", () => {
    const page = openPage()
    const ink = createNote(id, { parentId: toShapeId(panelId) })
    page.put(ink)
    applyCommands(page.doc, [{ kind: "panel.delete", id: panelId }], { not: "this person" })
    expect(page.get(id)).toBeUndefined()
    expect(page.get(toShapeId(panelId))).toBeUndefined()
    expect(page.sync.setAside.get()).toEqual([])
    applyCommands(
      page.doc,
      [{ kind: "panel.create", id: panelId, shotId: createShotId("s") }],
      "undo",
    )
    expect(page.get(id)).toEqual(ink)
  })

  it("follow their own position in free mode", () => {
    const page = openPage()
    applyCommands(
      page.doc,
      [{ kind: "panel.update", id: panelId, changes: { position: { x: 40, y: -70 } } }],
      "x",
    )
    expect(page.get(toShapeId(panelId))).toMatchObject({ x: 0, y: 0 })
    page.projection.configure({ mode: "free", columns: undefined })
    expect(page.get(toShapeId(panelId))).toMatchObject({ x: 40, y: -70 })
  })
})

describe("records that would break the canvas", () => {
  const sound = createNote(id)
  const bad = createShapeId("bad")
  const base = createNote(bad)
  const cases: readonly [string, CanvasRecord, string][] = [
    ["a wrong type of value", raw(base, { opacity: "much" }), "invalid"],
    ["a property it does not have", raw(base, { props: { ...base.props, w: 1 } }), "invalid"],
    ["a shape of an unknown kind", raw(base, { type: "volcano" }), "unknown-type"],
    ["a shape that would load another site", raw(base, { type: "embed" }), "unknown-type"],
    [
      "a script as a link",
      raw(base, { props: { ...base.props, url: "javascript:alert(1)" } }),
      "invalid",
    ],
    ["a broken index", raw(base, { index: "not an index" }), "invalid"],
    ["a size beyond reason", raw(base, { props: { ...base.props, growY: 1e300 } }), "invalid"],
    [
      "garbage for text",
      raw(base, {
        props: { ...base.props, richText: { type: "doc", content: [{ type: "nonsense" }] } },
      }),
      "rich-text",
    ],
    ["a stored panel", raw(base, { type: "panel" }), "not-stored-here"],
    [
      "a page",
      { id: "page:x", typeName: "page", name: "x", index: "a1", meta: {} },
      "not-stored-here",
    ],
    [
      "another's camera",
      { id: "camera:page:page", typeName: "camera", x: 777, y: 0, z: 1, meta: {} },
      "not-stored-here",
    ],
    ["its own parent", raw(base, { parentId: bad }), "parent-cycle"],
    [
      "a picture from elsewhere",
      {
        id: "asset:x",
        typeName: "asset",
        type: "image",
        props: {
          name: "x",
          src: "https://example.com/x.png",
          w: 1,
          h: 1,
          mimeType: "image/png",
          isAnimated: false,
        },
        meta: {},
      },
      "invalid",
    ],
  ]

  it.each(cases)("are set aside beside sound ones: %s", (_name, record, kind) => {
    const page = openPage()
    writeRaw(page.doc, record)
    writeRaw(page.doc, raw(sound))
    expect(page.get(id)).toBeDefined()
    expect(page.store.get(record.id as TLShapeId)).not.toEqual(record)
    expect(page.sync.setAside.get().map((entry) => [entry.id, entry.reason.kind])).toEqual([
      [record.id, kind],
    ])
    // They stay in the doc: somebody with another program may read them.
    expect(page.records()).toHaveLength(2)
  })

  it("are shown again once somebody has put them right", () => {
    const page = openPage()
    writeRaw(page.doc, raw(base, { opacity: 7 }))
    expect(page.get(bad)).toBeUndefined()
    const record = page.records()[0] ?? null
    page.doc.transact(
      () => writeCanvasRecord(getRoots(page.doc).canvas, raw(base, { opacity: 0.5 }), record),
      "wire",
    )
    expect(page.get(bad)).toMatchObject({ opacity: 0.5 })
    expect(page.sync.setAside.get()).toEqual([])
  })

  it("may be no record at all, or one under a wrong name", () => {
    const page = openPage()
    getRoots(page.doc).canvas.set("shape:text", "garbage" as never)
    writeRaw(page.doc, raw(base), "shape:other")
    expect(page.sync.setAside.get().map((entry) => entry.reason.kind)).toEqual([
      "not-a-record",
      "not-a-record",
    ])
  })

  it("do not keep a group's orphans away: they lie on the page", () => {
    const page = openPage()
    writeRaw(page.doc, raw(base, { parentId: "shape:gone" }))
    expect(page.get(bad)).toMatchObject({ parentId: pageId })
    expect(page.records()[0]).toMatchObject({ parentId: "shape:gone" })
  })

  it("in a longer circle are all set aside, and what is far out is brought near", () => {
    const page = openPage()
    const [b, c] = [createShapeId("b"), createShapeId("c")]
    writeRaw(page.doc, raw(createNote(b, { parentId: c })))
    writeRaw(page.doc, raw(createNote(c, { parentId: b })))
    writeRaw(page.doc, raw(createNote(id, { x: 4e9 })))
    expect(page.sync.setAside.get().map((entry) => entry.reason.kind)).toEqual([
      "parent-cycle",
      "parent-cycle",
    ])
    expect(page.get(id)).toMatchObject({ x: 1_000_000 })
  })
})
