import type { PanelId } from "@panelwright/core"
import type { PersonalUndo } from "@panelwright/document"
import type { Editor, TLShape, TLShapeId } from "tldraw"
import { toPanelId } from "../panel/panel-shape.ts"

export interface AdaptEditorOptions {
  readonly editor: Editor
  readonly undo: PersonalUndo
  readonly onDeletePanels: (panelIds: readonly PanelId[]) => void
}

const toId = (item: TLShapeId | TLShape): TLShapeId => (typeof item === "string" ? item : item.id)

const isFree = (id: TLShapeId) => toPanelId(id) === null

/**
 * Panels belong to the storyboard: what the canvas's own tools would do to them is turned into a question to the app or
 * left out, and undo is this person's own. Returns what takes it back.
 */
export function adaptEditor({ editor, undo, onDeletePanels }: AdaptEditorOptions): () => void {
  const deleteShapes = editor.deleteShapes.bind(editor)
  const duplicateShapes = editor.duplicateShapes.bind(editor)
  const setErasingShapes = editor.setErasingShapes.bind(editor)

  editor.deleteShapes = (items: readonly (TLShapeId | TLShape)[]) => {
    const ids = items.map(toId)
    const panelIds = ids.flatMap((id) => toPanelId(id) ?? [])
    if (panelIds.length > 0) onDeletePanels(panelIds)
    deleteShapes(ids.filter(isFree))
    return editor
  }
  editor.duplicateShapes = (items, offset) => {
    duplicateShapes(items.map(toId).filter(isFree), offset)
    return editor
  }
  editor.setErasingShapes = (items) => {
    setErasingShapes(items.map(toId).filter(isFree))
    return editor
  }
  editor.undo = () => {
    undo.undo()
    return editor
  }
  editor.redo = () => {
    undo.redo()
    return editor
  }

  // What stands on a prototype shows again once the own property is gone.
  return () => {
    for (const name of ["deleteShapes", "duplicateShapes", "setErasingShapes", "undo", "redo"])
      Reflect.deleteProperty(editor, name)
  }
}
