import type { PanelId } from "@panelwright/core"
import type { Box, Editor } from "tldraw"
import type { Arrangement } from "../arrangement/arrange-board.ts"
import { bandPadding, headerHeight } from "../arrangement/metrics.ts"
import type { BoardViewport } from "../canvas-props.ts"
import { toShapeId } from "../panel/panel-shape.ts"

const closest = 8
const farthest = 0.05
const animation = { animation: { duration: 180 } }

const clampZoom = (zoom: number) => Math.min(Math.max(zoom, farthest), closest)

/** How far a view has to move to show from `low` to `high`, or its start where it is longer. */
const shift = (low: number, high: number, from: number, to: number) =>
  low < from || high - low > to - from ? from - low : high > to ? to - high : 0

/** What the app's zoom buttons and keys do. */
export interface Camera {
  zoomToFit(): void
  zoomToWidth(options?: { readonly immediate?: boolean }): void
  zoomToPanel(panelId: PanelId): void
  zoomToSelection(): void
  zoomIn(): void
  zoomOut(): void
  setZoom(zoom: number): void
  reveal(panelId: PanelId, options?: { readonly immediate?: boolean }): void
  showViewport(viewport: BoardViewport): void
}

export function createCamera(editor: Editor, getArrangement: () => Arrangement): Camera {
  const zoomTo = (bounds: Box, margin: number, most: number, options: object = animation) => {
    const screen = editor.getViewportScreenBounds()
    const zoom = Math.min(
      clampZoom(Math.min((screen.w - 2 * margin) / bounds.w, (screen.h - 2 * margin) / bounds.h)),
      most,
    )
    editor.zoomToBounds(bounds, { targetZoom: zoom, inset: margin, ...options })
  }
  const findBounds = (panelId: PanelId): Box | null =>
    editor.getShapePageBounds(toShapeId(panelId)) ?? null

  return {
    zoomToFit() {
      const shapes = editor.getCurrentPageBounds()
      if (shapes) zoomTo(shapes, 48, 1.5)
    },
    zoomToWidth(options) {
      const { width } = getArrangement()
      const screen = editor.getViewportScreenBounds()
      const content = width + 2 * bandPadding
      const zoom = Math.min(clampZoom((screen.w - 48) / content), 1.5)
      const x = (screen.w / zoom - width) / 2
      const y = headerHeight + 24 / zoom
      editor.setCamera({ x, y, z: zoom }, options?.immediate ? { immediate: true } : animation)
    },
    zoomToPanel(panelId) {
      const bounds = findBounds(panelId)
      if (bounds) zoomTo(bounds, 64, 4)
    },
    zoomToSelection() {
      const bounds = editor.getSelectionPageBounds()
      if (bounds) zoomTo(bounds, 64, 4)
    },
    zoomIn: () => void editor.zoomIn(editor.getViewportScreenCenter(), animation),
    zoomOut: () => void editor.zoomOut(editor.getViewportScreenCenter(), animation),
    setZoom(zoom) {
      const { center } = editor.getViewportPageBounds()
      const z = clampZoom(zoom)
      const screen = editor.getViewportScreenBounds()
      editor.setCamera(
        { x: screen.w / 2 / z - center.x, y: screen.h / 2 / z - center.y, z },
        animation,
      )
    },
    reveal(panelId, options) {
      const bounds = findBounds(panelId)
      if (bounds === null) return
      const view = editor.getViewportPageBounds()
      const margin = 32 / editor.getZoomLevel()
      const wanted = bounds.clone().expandBy(margin)
      if (view.contains(wanted)) return
      const camera = editor.getCamera()
      editor.setCamera(
        {
          x: camera.x + shift(wanted.x, wanted.maxX, view.x, view.maxX),
          y: camera.y + shift(wanted.y, wanted.maxY, view.y, view.maxY),
          z: camera.z,
        },
        options?.immediate ? { immediate: true } : animation,
      )
    },
    showViewport({ x, y, width, height }) {
      const screen = editor.getViewportScreenBounds()
      const z = clampZoom(Math.min(screen.w / width, screen.h / height))
      const view = editor.getViewportPageBounds()
      const [midX, midY] = [x + width / 2, y + height / 2]
      const isFar =
        Math.abs(midX - view.midX) > view.w / 4 ||
        Math.abs(midY - view.midY) > view.h / 4 ||
        Math.abs(z / editor.getZoomLevel() - 1) > 0.25
      // Small steps come many a second and are smooth by themselves.
      editor.setCamera(
        { x: screen.w / 2 / z - midX, y: screen.h / 2 / z - midY, z },
        isFar ? animation : { immediate: true },
      )
    },
  }
}
