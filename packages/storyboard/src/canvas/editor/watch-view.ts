import { react, type Editor } from "tldraw"
import type { CanvasHandlers, CanvasTool, KeyboardScope } from "../canvas-props.ts"
import { panelWidth } from "../arrangement/metrics.ts"
import type { BoardEngine } from "../board-engine.ts"
import { createScope, createToolSignal } from "./keyboard-scope.ts"

/** How much of a panel can be read at a zoom; each step has its own sizes of type in the style sheet. */
const detailSteps = [
  { from: 1.6, name: "close" },
  { from: 1.1, name: "read" },
  { from: 0.78, name: "plain" },
  { from: 0.52, name: "near" },
  { from: 0.34, name: "mid" },
  { from: 0.18, name: "far" },
  { from: 0, name: "speck" },
] as const

export const findDetail = (zoom: number): (typeof detailSteps)[number]["name"] =>
  detailSteps.find((step) => zoom >= step.from)?.name ?? "speck"

export interface WatchViewOptions {
  readonly editor: Editor
  readonly engine: Pick<BoardEngine, "pictureWidth" | "isFar">
  readonly getHandlers: () => CanvasHandlers
  readonly onScope: (scope: KeyboardScope) => void
}

/** Tells the page what the view is like: zoom, detail, tool and keyboard scope. Returns what ends it. */
export function watchView({ editor, engine, getHandlers, onScope }: WatchViewOptions): () => void {
  const container = editor.getContainer()
  const scope = createScope(editor)
  const tool = createToolSignal(editor)
  let lastTool: CanvasTool | null | undefined
  const stops = [
    react("detail", () => {
      const zoom = editor.getZoomLevel()
      const detail = findDetail(zoom)
      if (container.dataset["detail"] === detail) return
      container.dataset["detail"] = detail
      engine.isFar.set(detail === "far" || detail === "speck")
    }),
    react("zoom", () => {
      getHandlers().onZoomChange?.(editor.getZoomLevel())
    }),
    react("rendition", () => {
      const { devicePixelRatio, cameraState } = editor.getInstanceState()
      const pixels = panelWidth * editor.getZoomLevel() * devicePixelRatio
      engine.pictureWidth.follow(pixels, cameraState === "idle")
    }),
    react("scope", () => {
      onScope(scope.get())
    }),
    react("tool", () => {
      const next = tool.get()
      if (next === lastTool) return
      lastTool = next
      getHandlers().onToolChange?.(next)
    }),
  ]
  return () => {
    for (const stop of stops) stop()
  }
}
