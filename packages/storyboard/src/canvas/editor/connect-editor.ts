import type { PanelId } from "@panelwright/core"
import type { Asset } from "@panelwright/core/protocol"
import type { Editor } from "tldraw"
import type { StoryboardSession } from "../../connection/session.ts"
import type { BoardEngine } from "../board-engine.ts"
import type { CanvasHandlers, CanvasTool, KeyboardScope } from "../canvas-props.ts"
import { startInkKeeper, type InkKeeper } from "../ink/ink-keeper.ts"
import { findPanel } from "../panel/panel-source.ts"
import { isPanelShape, toPanelId } from "../panel/panel-shape.ts"
import { describePanel } from "../panel/panel-words.ts"
import { setStage } from "../stage/stage.ts"
import { adaptEditor } from "./adapt-editor.ts"
import { bindBoardActions } from "./board-actions.ts"
import { watchBoardPaste } from "./board-paste.ts"
import { createCamera, type Camera } from "./camera.ts"
import { startCanvasPresence } from "./canvas-presence.ts"
import { registerExternalContent } from "./external-content.ts"
import { watchGestures } from "./gesture-steps.ts"
import { createScope, setTool } from "./keyboard-scope.ts"
import { createPanelDrag } from "./panel-drag.ts"
import { pickImages } from "./pick-images.ts"
import { linkSelection } from "./selection-link.ts"
import { watchView } from "./watch-view.ts"

export interface ConnectEditorOptions {
  readonly editor: Editor
  readonly engine: BoardEngine
  readonly session: StoryboardSession
  readonly selection: readonly PanelId[]
  readonly uploadAsset: (file: Blob) => Promise<Asset>
  readonly onSelectionChange: (selection: readonly PanelId[]) => void
  readonly getHandlers: () => CanvasHandlers
  readonly onScope: (scope: KeyboardScope) => void
}

/** A mounted editor that has become a board. */
export interface ConnectedEditor {
  readonly editor: Editor
  readonly camera: Camera
  readonly ink: InkKeeper
  select(selection: readonly PanelId[]): void
  setTool(tool: CanvasTool): void
  getScope(): KeyboardScope
  findPanelAt(point: { readonly clientX: number; readonly clientY: number }): PanelId | null
  disconnect(): void
}

export function connectEditor(options: ConnectEditorOptions): ConnectedEditor {
  const { editor, engine, session, uploadAsset, getHandlers } = options
  const { sync, projection, mode, target } = engine
  const scope = createScope(editor)
  const camera = createCamera(editor, projection.arrangement.get)
  const drag = createPanelDrag({ editor, session, projection, sync, mode, target })
  const ink = startInkKeeper({
    editor,
    session,
    sync,
    uploadAsset,
    onUploadFailed: (file, error) => getHandlers().onUploadFailed?.(file, error),
  })
  const selection = linkSelection(editor, options.selection, options.onSelectionChange)

  bindBoardActions(editor, {
    open(shapeId) {
      const panelId = toPanelId(shapeId)
      if (panelId !== null) getHandlers().onOpenPanel?.(panelId)
    },
    describe(shapeId) {
      const panelId = toPanelId(shapeId)
      const panel = panelId === null ? null : findPanel(session.reader, panelId)
      return panel === null
        ? undefined
        : describePanel(panel, session.reader.read().settings.frameRate)
    },
    startDrag: () => drag.start(),
    continueDrag: () => drag.move(),
    endDrag: () => drag.end(),
    cancelDrag: () => drag.cancel(),
  })
  registerExternalContent({ editor, uploadAsset, getHandlers })

  const isReadonly = () => !session.canEdit.get() || engine.migration.kind === "newer"
  const updateReadonly = () => void editor.updateInstanceState({ isReadonly: isReadonly() })
  const tellSetAside = () => getHandlers().onSetAside?.(sync.setAside.get())
  updateReadonly()
  if (sync.setAside.get().length > 0) tellSetAside()
  if (engine.migration.kind === "newer") getHandlers().onNewerCanvas?.()
  camera.zoomToWidth({ immediate: true })
  // Whoever comes by the address of a panel wants to see it.
  const inHand = options.selection.at(-1)
  if (inHand !== undefined) camera.reveal(inHand, { immediate: true })

  const stops = [
    setStage(editor, engine.stage),
    session.canEdit.observe(updateReadonly),
    sync.setAside.observe(tellSetAside),
    adaptEditor({
      editor,
      undo: session.undo,
      onDeletePanels: (panelIds) => getHandlers().onDeletePanels?.(panelIds),
    }),
    watchGestures(editor, sync, session.undo),
    watchBoardPaste(editor, () => scope.get() === "board"),
    startCanvasPresence(editor, session),
    watchView({ editor, engine, getHandlers, onScope: options.onScope }),
    () => selection.stop(),
    () => ink.stop(),
  ]

  return {
    editor,
    camera,
    ink,
    select: (panelIds) => selection.select(panelIds),
    setTool(tool) {
      if (tool === "image") void pickImages(editor)
      else setTool(editor, tool)
      editor.focus()
    },
    getScope: () => scope.get(),
    findPanelAt({ clientX, clientY }) {
      const point = editor.screenToPage({ x: clientX, y: clientY })
      const shape = editor.getShapeAtPoint(point, { hitInside: true, filter: isPanelShape })
      return shape === undefined ? null : toPanelId(shape.id)
    },
    disconnect() {
      for (const stop of stops) stop()
    },
  }
}
