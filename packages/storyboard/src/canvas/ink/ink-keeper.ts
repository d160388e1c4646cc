import type { PanelId } from "@panelwright/core"
import type { Asset } from "@panelwright/core/protocol"
import { applyCommands, getRoots, readInkRevisions } from "@panelwright/document"
import type { Editor } from "tldraw"
import type * as Y from "yjs"
import type { StoryboardSession } from "../../connection/session.ts"
import { findPanel } from "../panel/panel-source.ts"
import { toShapeId } from "../panel/panel-shape.ts"
import type { CanvasSync } from "../sync/canvas-sync.ts"

export interface InkKeeperOptions {
  readonly editor: Editor
  readonly session: StoryboardSession
  readonly sync: Pick<CanvasSync, "flush">
  readonly uploadAsset: (file: Blob) => Promise<Asset>
  readonly onUploadFailed: (file: Blob, error: unknown) => void
}

export interface InkKeeper {
  /** Renders and stores now what waits; resolves when it is done. */
  flush(): Promise<void>
  stop(): void
}

/** A pause in drawing of this length has the ink rendered. */
const pauseMs = 1500
/** Width of an ink picture, in pixels. */
const inkWidth = 1600

/** Not this person's origin: undo takes the drawing back, and the picture follows by itself. */
const origin = "ink"

/** Whoever draws on a panel also keeps the picture of its ink, which exports use. */
export function startInkKeeper(options: InkKeeperOptions): InkKeeper {
  const { editor, session, sync, uploadAsset, onUploadFailed } = options
  const { canvas } = getRoots(session.doc)
  let baseline = readInkRevisions(canvas)
  let timer: ReturnType<typeof setTimeout> | null = null
  let running: Promise<void> = Promise.resolve()

  const render = async (panelId: PanelId): Promise<Blob | null> => {
    const shape = editor.getShape(toShapeId(panelId))
    const bounds = shape && editor.getShapePageBounds(shape)
    if (shape?.type !== "panel" || bounds === undefined) return null
    const ids = editor
      .getSortedChildIdsForParent(shape.id)
      .filter((id) => editor.getShape(id)?.type !== "note")
    if (ids.length === 0) return null
    const picture = bounds.clone()
    picture.h = shape.props.pictureHeight
    const { blob } = await editor.toImage(ids, {
      format: "png",
      background: false,
      darkMode: false,
      bounds: picture,
      padding: 0,
      scale: inkWidth / shape.props.w,
      pixelRatio: 1,
    })
    return blob
  }

  const store = async (panelId: PanelId, revision: string | null) => {
    const panel = findPanel(session.reader, panelId)
    if (panel === null || (panel.ink?.revision ?? null) === revision) return
    const blob = revision === null ? null : await render(panelId)
    if (revision !== null && blob === null) return
    let ink = null
    if (blob !== null && revision !== null)
      try {
        ink = { asset: (await uploadAsset(blob)).id, revision }
      } catch (error) {
        onUploadFailed(blob, error)
        return
      }
    if (session.canEdit.get())
      applyCommands(session.doc, [{ kind: "panel.set-ink", id: panelId, ink }], origin)
  }

  const storeChanged = async () => {
    sync.flush()
    const revisions = readInkRevisions(canvas)
    const before = baseline
    baseline = revisions
    for (const panelId of new Set([...before.keys(), ...revisions.keys()]))
      if (before.get(panelId) !== revisions.get(panelId))
        await store(panelId, revisions.get(panelId) ?? null)
  }

  const run = () => {
    if (timer !== null) clearTimeout(timer)
    timer = null
    running = running.then(storeChanged)
    return running
  }

  const handleEvents = (_events: unknown, transaction: Y.Transaction) => {
    if (!transaction.local || !session.canEdit.get()) return
    if (timer !== null) clearTimeout(timer)
    timer = setTimeout(() => void run(), pauseMs)
  }
  canvas.observeDeep(handleEvents)

  return {
    flush: run,
    stop() {
      canvas.unobserveDeep(handleEvents)
      if (timer !== null) clearTimeout(timer)
    },
  }
}
