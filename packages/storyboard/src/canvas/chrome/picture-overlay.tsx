import type { PanelId } from "@panelwright/core"
import { useMemo } from "react"
import { useEditor, useValue } from "tldraw"
import { useBoard } from "../board-context.ts"
import { isPanelShape, toPanelId } from "../panel/panel-shape.ts"

/** Smaller than this on the screen, nothing can be told apart on a picture. */
const leastWidth = 80

/** What the app lays over the picture of the one panel in hand. Nothing of it is there for the other panels. */
export function PictureOverlay() {
  const editor = useEditor()
  const shape = useValue(
    "the one panel in hand",
    () => {
      const only = editor.isIn("select") ? editor.getOnlySelectedShape() : null
      return only && isPanelShape(only) && !editor.isIn("select.translating") ? only : null
    },
    [editor],
  )
  const place = useValue(
    "its picture on the screen",
    () => {
      if (shape === null) return null
      const { x, y } = editor.pageToViewport(shape)
      const zoom = editor.getZoomLevel()
      return { x, y, width: shape.props.w * zoom, height: shape.props.pictureHeight * zoom }
    },
    [editor, shape],
  )
  const panelId = shape === null ? null : toPanelId(shape.id)
  if (panelId === null || place === null || place.width < leastWidth) return null
  const { x, y, width, height } = place
  return (
    <div
      className="pw-picture-overlay"
      style={{ transform: `translate(${x}px, ${y}px)`, width, height }}
    >
      <OverlayContent panelId={panelId} />
    </div>
  )
}

/** Made once for a panel, so that moving the view moves only the box around it. */
function OverlayContent({ panelId }: { readonly panelId: PanelId }) {
  const { renderOverPicture } = useBoard()
  return useMemo(() => renderOverPicture(panelId), [renderOverPicture, panelId])
}
