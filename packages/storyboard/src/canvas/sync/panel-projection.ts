import type { Panel, PanelId, Storyboard } from "@panelwright/core"
import type { StoryboardReader } from "@panelwright/document"
import {
  getIndexAbove,
  getIndicesBelow,
  isShape as isShapeRecord,
  type IndexKey,
  type TLPageId,
  type TLStore,
} from "tldraw"
import { isEqual } from "../../connection/is-equal.ts"
import { createObservable, type Observable } from "../../connection/observable.ts"
import { arrangeBoard, type Arrangement, type Place } from "../arrangement/arrange-board.ts"
import { createMetrics } from "../arrangement/metrics.ts"
import type { CanvasMode } from "../canvas-props.ts"
import {
  isPanelShape,
  panelType,
  toPanelId,
  toShapeId,
  type PanelShape,
} from "../panel/panel-shape.ts"
import type { CanvasSync } from "./canvas-sync.ts"

export interface PanelProjectionOptions {
  readonly reader: StoryboardReader
  readonly store: TLStore
  readonly pageId: TLPageId
  readonly sync: Pick<CanvasSync, "flush" | "settle">
  readonly mode: CanvasMode
  readonly columns: number | undefined
}

/** Shows each panel of the storyboard as one shape. The shapes are made from the panels and never stored. */
export interface PanelProjection {
  readonly arrangement: Observable<Arrangement>
  /** The panels that are in somebody's hand on this page. */
  readonly held: Observable<ReadonlySet<PanelId>>
  configure(options: { readonly mode: CanvasMode; readonly columns: number | undefined }): void
  /** Leaves these where the hand has them, until they are let go. */
  hold(panelIds: readonly PanelId[]): void
  release(): void
  stop(): void
}

const ground = "a0" as IndexKey
const nobody: ReadonlySet<PanelId> = new Set()

export function startPanelProjection(options: PanelProjectionOptions): PanelProjection {
  const { reader, store, pageId, sync } = options
  let { mode, columns } = options
  const held = createObservable<ReadonlySet<PanelId>>(nobody)
  let indices: readonly IndexKey[] = []
  /** Above everything, for what is in the hand. */
  let top: IndexKey = ground

  const arrange = (storyboard: Storyboard) =>
    arrangeBoard(storyboard, createMetrics(storyboard.settings.aspectRatio, columns))
  const arrangement = createObservable(arrange(reader.read()))

  const findPlace = (panel: Panel): Place => {
    const arranged = arrangement.get().places.get(panel.id) ?? { x: 0, y: 0 }
    return mode === "free" ? (panel.position ?? arranged) : arranged
  }

  const createShape = (panel: Panel, index: IndexKey): PanelShape => {
    const { panelWidth: w, panelHeight: h, pictureHeight } = arrangement.get().metrics
    const isHeld = held.get().has(panel.id)
    const known = isHeld ? store.get(toShapeId(panel.id)) : undefined
    const { x, y } = known ?? findPlace(panel)
    return {
      id: toShapeId(panel.id),
      typeName: "shape",
      type: panelType,
      parentId: pageId,
      index: isHeld ? top : index,
      x,
      y,
      rotation: 0,
      isLocked: false,
      opacity: 1,
      meta: {},
      props: { w, h, pictureHeight },
    }
  }

  const project = () => {
    const storyboard = reader.read()
    const next = arrange(storyboard)
    if (
      !isEqual(next.bands, arrangement.get().bands) ||
      !isEqual(next.metrics, arrangement.get().metrics)
    )
      arrangement.set(next)
    // Panels lie below everything that people draw, whenever that was made.
    if (indices.length !== storyboard.panels.length)
      indices = getIndicesBelow(ground, storyboard.panels.length)
    const shapes = storyboard.panels.map((panel, order) =>
      createShape(panel, indices[order] ?? ground),
    )
    const wanted = new Set<string>(shapes.map((shape) => shape.id))
    const puts = shapes.filter((shape) => !isEqual(store.get(shape.id), shape))
    const removes = store
      .allRecords()
      .filter((record) => isShapeRecord(record) && isPanelShape(record) && !wanted.has(record.id))
      .map((record) => record.id)
    if (puts.length === 0 && removes.length === 0) return
    sync.flush()
    store.mergeRemoteChanges(() => {
      store.put(puts)
      store.remove(removes)
      sync.settle()
    })
  }

  const isOurs = (id: string) => {
    const panelId = toPanelId(id)
    return panelId === null ? isStrayPanel(id) : !held.get().has(panelId)
  }

  /** The panels are the authority: what the canvas library did to their shapes by itself is put right. */
  const stopListening = store.listen(
    ({ changes }) => {
      const touched = [
        ...Object.keys(changes.added),
        ...Object.keys(changes.updated),
        ...Object.keys(changes.removed),
      ]
      if (touched.some(isOurs)) queueMicrotask(project)
    },
    { source: "user", scope: "document" },
  )
  const isStrayPanel = (id: string) => {
    const record = store.get(id as PanelShape["id"])
    return record !== undefined && isShapeRecord(record) && isPanelShape(record)
  }

  project()
  const stopReading = reader.observe(project)

  return {
    arrangement,
    configure(next) {
      if (next.mode === mode && next.columns === columns) return
      mode = next.mode
      columns = next.columns
      project()
    },
    held,
    hold(panelIds) {
      held.set(new Set(panelIds))
      top = getIndexAbove(findHighestIndex(store))
      project()
    },
    release() {
      held.set(nobody)
      project()
    },
    stop() {
      stopReading()
      stopListening()
    },
  }
}

function findHighestIndex(store: TLStore): IndexKey {
  let highest = ground
  for (const record of store.allRecords())
    if (isShapeRecord(record) && record.index > highest) highest = record.index
  return highest
}
