import type { CanvasRecord } from "@panelwright/document"
import { getRoots, readCanvasRecord, writeCanvasRecord } from "@panelwright/document"
import {
  isShapeId,
  type RecordsDiff,
  type TLBinding,
  type TLPageId,
  type TLRecord,
  type TLShape,
  type TLStore,
} from "tldraw"
import * as Y from "yjs"
import { isEqual } from "../../connection/is-equal.ts"
import { createObservable, type Observable } from "../../connection/observable.ts"
import type { SetAside } from "../canvas-props.ts"
import { isPanelShape } from "../panel/panel-shape.ts"
import { guardRecord } from "./guard-record.ts"
import { writeCanvasSchema } from "./migrate-canvas.ts"

export interface CanvasSyncOptions {
  readonly doc: Y.Doc
  readonly store: TLStore
  readonly pageId: TLPageId
  /** Of the transactions that carry this person's drawing: what their undo takes back. */
  readonly origin: object
  readonly canWrite: () => boolean
}

/** Keeps a canvas store and the doc's canvas records the same, both ways. */
export interface CanvasSync {
  /** What is in the doc and is not shown, because it would break the canvas. */
  readonly setAside: Observable<readonly SetAside[]>
  /**
   * Looks again at what waits for a shape that is not there: the ink of panels that the store shows only now, or no
   * longer. To be called after panels came or went, in the same `mergeRemoteChanges`.
   */
  settle(): void
  /** Writes what this person did to the doc now, not in the next frame. */
  flush(): void
  stop(): void
}

type Stored = TLRecord & { readonly typeName: "shape" | "binding" | "asset" }

const isStored = (record: TLRecord): record is Stored =>
  record.typeName === "binding" ||
  record.typeName === "asset" ||
  (record.typeName === "shape" && !isPanelShape(record))

/** Records are plain JSON by tldraw's own validators. */
const toJson = (record: Stored) => record as unknown as CanvasRecord

const isShape = (record: Stored): record is Stored & TLShape => record.typeName === "shape"
const isBinding = (record: Stored): record is Stored & TLBinding => record.typeName === "binding"

export function startCanvasSync(options: CanvasSyncOptions): CanvasSync {
  const { doc, store, pageId, origin } = options
  const { canvas } = getRoots(doc)
  const setAside = createObservable<readonly SetAside[]>([])
  /** Every sound record of the doc, shown or waiting for a parent or an end. */
  const sound = new Map<string, Stored>()
  const unsound = new Map<string, SetAside>()
  /** What the store was given last, so that what did not change is not compared again. */
  const applied = new Map<string, Stored>()
  const adopted = new WeakMap<Stored, Stored>()
  let writing = false
  let stopped = false

  const read = (id: string) => {
    const map = canvas.get(id)
    sound.delete(id)
    unsound.delete(id)
    if (map === undefined) return
    const record = map instanceof Y.Map ? readCanvasRecord(map) : null
    const outcome = guardRecord(store.schema, id, record)
    if (outcome.ok && isStored(outcome.record)) sound.set(id, outcome.record)
    else if (!outcome.ok)
      unsound.set(id, { id, typeName: record?.typeName ?? "unknown", reason: outcome.reason })
  }

  /** The shape as it can be shown now; null while a panel that it lies on is not there. */
  const place = (shape: TLShape): TLShape | "cycle" | null => {
    const seen = new Set<string>([shape.id])
    for (let parentId: string = shape.parentId; isShapeId(parentId);) {
      if (seen.has(parentId)) return "cycle"
      seen.add(parentId)
      const parent = sound.get(parentId)
      if (parent !== undefined && isShape(parent)) {
        parentId = parent.parentId
        continue
      }
      const shown = store.get(parentId)
      if (shown !== undefined && isPanelShape(shown)) return shape
      // Its group was taken away by somebody at the same time: rather on the page than lost.
      const isOrphan = parentId === shape.parentId && !parentId.startsWith("shape:panel-")
      return isOrphan ? adopt(shape) : null
    }
    return shape.parentId === pageId || isShapeId(shape.parentId) ? shape : adopt(shape)
  }

  const adopt = (shape: TLShape): TLShape => {
    const known = adopted.get(shape)
    if (known !== undefined && isShape(known)) return known
    const onPage: TLShape = { ...shape, parentId: pageId }
    adopted.set(shape, onPage)
    return onPage
  }

  /** What the store should hold, and what has to be kept out because of others. */
  const compose = () => {
    const shown = new Map<string, Stored>()
    const cyclic: SetAside[] = []
    for (const record of sound.values()) {
      if (isBinding(record)) continue
      const placed = isShape(record) ? place(record) : record
      if (placed === "cycle")
        cyclic.push({ id: record.id, typeName: "shape", reason: { kind: "parent-cycle" } })
      else if (placed !== null) shown.set(record.id, placed)
    }
    const exists = (id: string) => shown.has(id) || isShownPanel(id)
    for (const record of sound.values())
      if (isBinding(record) && exists(record.fromId) && exists(record.toId))
        shown.set(record.id, record)
    return { shown, cyclic }
  }

  const isShownPanel = (id: string) => {
    const record = isShapeId(id) ? store.get(id) : undefined
    return record !== undefined && isPanelShape(record)
  }

  const apply = () => {
    const { shown, cyclic } = compose()
    const puts: Stored[] = []
    for (const [id, record] of shown) {
      if (applied.get(id) === record) continue
      applied.set(id, record)
      if (!isEqual(store.get(record.id), record)) puts.push(record)
    }
    for (const id of applied.keys()) if (!shown.has(id)) applied.delete(id)
    const removes = store
      .allRecords()
      .filter((record) => isStored(record) && !shown.has(record.id))
      .map((record) => record.id)
    if (puts.length > 0 || removes.length > 0)
      store.mergeRemoteChanges(() => {
        store.remove(removes)
        putSafely(puts)
      })
    const list = [...unsound.values(), ...cyclic]
    if (!isEqual(list, setAside.get())) setAside.set(list)
  }

  /** The guard should have seen everything; where it did not, one record is lost to the view and not all. */
  const putSafely = (records: readonly Stored[]) => {
    try {
      store.put([...records])
    } catch {
      for (const record of records)
        try {
          store.put([record])
        } catch (error) {
          const message = error instanceof Error ? error.message.slice(0, 300) : "invalid"
          const { id, typeName } = record
          sound.delete(id)
          applied.delete(id)
          unsound.set(id, { id, typeName, reason: { kind: "invalid", message } })
        }
    }
  }

  const isSound = (record: TLRecord): record is Stored =>
    isStored(record) && guardRecord(store.schema, record.id, toJson(record)).ok

  const write = ({ added, updated, removed }: RecordsDiff<TLRecord>) => {
    const ids = [...Object.keys(added), ...Object.keys(updated), ...Object.keys(removed)]
    if (options.canWrite()) {
      writing = true
      try {
        doc.transact(() => {
          for (const record of Object.values(added)) if (isSound(record)) create(record)
          for (const [from, to] of Object.values(updated))
            if (isStored(from) && isSound(to)) writeCanvasRecord(canvas, toJson(to), toJson(from))
          for (const record of Object.values(removed))
            if (isStored(record)) canvas.delete(record.id)
        }, origin)
      } finally {
        writing = false
      }
    }
    for (const id of ids) {
      read(id)
      applied.delete(id)
    }
    // What could not be written must not look as if it had been.
    queueMicrotask(() => {
      if (!stopped) apply()
    })
  }

  const create = (record: Stored) => {
    writeCanvasSchema(doc, store.schema)
    writeCanvasRecord(canvas, toJson(record), null)
  }

  const stopListening = store.listen(({ changes }) => write(changes), {
    source: "user",
    scope: "document",
  })

  /** A new listener makes the store tell the others first. */
  const flush = () => store.listen(() => undefined)()

  const handleEvents = (events: readonly Y.YEvent<Y.AbstractType<unknown>>[]) => {
    if (writing) return
    flush()
    for (const event of events) {
      const [id] = event.path
      if (typeof id === "string") read(id)
      else for (const key of event.keys.keys()) read(key)
    }
    apply()
  }

  for (const id of canvas.keys()) read(id)
  apply()
  canvas.observeDeep(handleEvents)

  return {
    setAside,
    settle: apply,
    flush,
    stop() {
      flush()
      stopped = true
      stopListening()
      canvas.unobserveDeep(handleEvents)
    },
  }
}
