import type { PanelId } from "@panelwright/core"
import { react, type Editor } from "tldraw"
import { isEqual } from "../../connection/is-equal.ts"
import { isPanelShape, toPanelId, toShapeId } from "../panel/panel-shape.ts"

export interface SelectionLink {
  /** The app's selection changed; what the canvas itself has just said is not taken for a change. */
  select(panelIds: readonly PanelId[]): void
  stop(): void
}

/** The panels in hand: selected ones, and those whose ink is selected. */
function listPanels(editor: Editor): PanelId[] {
  const ids = editor.getSelectedShapes().flatMap((shape) => {
    const panel = isPanelShape(shape) ? shape : editor.findShapeAncestor(shape, isPanelShape)
    return panel === undefined ? [] : (toPanelId(panel.id) ?? [])
  })
  return [...new Set(ids)]
}

/** Keeps the canvas's selection and the app's the same. */
export function linkSelection(
  editor: Editor,
  initial: readonly PanelId[],
  onChange: (panelIds: readonly PanelId[]) => void,
): SelectionLink {
  let agreed: readonly PanelId[] = []

  const select = (panelIds: readonly PanelId[]) => {
    if (isEqual(panelIds, agreed)) return
    agreed = panelIds
    const shown = panelIds.map(toShapeId).filter((id) => editor.getShape(id) !== undefined)
    editor.setSelectedShapes(shown)
  }
  select(initial)
  const stop = react("tell selection", () => {
    const panelIds = listPanels(editor)
    if (isEqual(panelIds, agreed)) return
    agreed = panelIds
    onChange(panelIds)
  })
  return { select, stop }
}
