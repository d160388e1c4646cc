import type { AssetId } from "@panelwright/core"
import type { Asset } from "@panelwright/core/protocol"
import { atom, Box, PageRecordType, type Atom, type TLPageId, type TLStore } from "tldraw"
import { createObservable, type MutableObservable } from "../connection/observable.ts"
import type { StoryboardSession } from "../connection/session.ts"
import type { ReorderTarget } from "./arrangement/reorder.ts"
import type { CanvasMode } from "./canvas-props.ts"
import { createPictureWidth, type PictureWidth } from "./panel/picture-width.ts"
import { startCanvasSync, type CanvasSync } from "./sync/canvas-sync.ts"
import { createCanvasStore } from "./sync/canvas-store.ts"
import { migrateCanvas, type CanvasMigration } from "./sync/migrate-canvas.ts"
import { startPanelProjection, type PanelProjection } from "./sync/panel-projection.ts"

export interface BoardEngineOptions {
  readonly session: StoryboardSession
  readonly mode: CanvasMode
  readonly columns: number | undefined
  readonly assetUrl: (assetId: AssetId, width: number | null) => string
  readonly uploadAsset: (file: Blob) => Promise<Asset>
}

/** A board's content, kept the same as the doc: everything but what is on the screen. */
export interface BoardEngine {
  readonly store: TLStore
  readonly sync: CanvasSync
  readonly projection: PanelProjection
  readonly migration: CanvasMigration
  readonly mode: MutableObservable<CanvasMode>
  readonly target: MutableObservable<ReorderTarget | null>
  readonly isConnected: Atom<boolean>
  readonly pictureWidth: PictureWidth
  readonly isFar: Atom<boolean>
  readonly stage: Atom<Box>
  stop(): void
}

/** There is one page, the same for everybody, and it is not stored. */
const pageId: TLPageId = PageRecordType.createId("page")

export function startBoardEngine(options: BoardEngineOptions): BoardEngine {
  const { session, mode, columns } = options
  const store = createCanvasStore(options)
  const migration = migrateCanvas(session.doc, store.schema, { canWrite: session.canEdit.get() })
  const sync = startCanvasSync({
    doc: session.doc,
    store,
    pageId,
    origin: session.origin,
    canWrite: () => session.canEdit.get() && migration.kind !== "newer",
  })
  const projection = startPanelProjection({
    reader: session.reader,
    store,
    pageId,
    sync,
    mode,
    columns,
  })
  return {
    store,
    sync,
    projection,
    migration,
    mode: createObservable(mode),
    target: createObservable<ReorderTarget | null>(null),
    isConnected: atom("is connected", false),
    pictureWidth: createPictureWidth(),
    isFar: atom("is far", false),
    stage: atom("stage", new Box()),
    stop() {
      projection.stop()
      sync.stop()
      store.dispose()
    },
  }
}
