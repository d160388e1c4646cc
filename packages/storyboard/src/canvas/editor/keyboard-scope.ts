import { computed, type Editor, type Signal } from "tldraw"
import type { CanvasTool, KeyboardScope } from "../canvas-props.ts"
import { GeoShapeGeoStyle } from "tldraw"
import { isPanelShape } from "../panel/panel-shape.ts"

/** Who the keyboard belongs to: keys are the app's while panels or nothing are in hand. */
export const createScope = (editor: Editor): Signal<KeyboardScope> =>
  computed("keyboard scope", () => {
    if (!editor.isInAny("select", "hand", "zoom") || editor.getEditingShapeId() !== null)
      return "draw"
    return editor.getSelectedShapes().every(isPanelShape) ? "board" : "draw"
  })

/** The tool in hand as our toolbar knows it; null for one that it does not have. */
export const createToolSignal = (editor: Editor): Signal<CanvasTool | null> =>
  computed("canvas tool", () => {
    const id = editor.getCurrentToolId()
    if (id === "geo") {
      const kind = editor.getSharedStyles().getAsKnownValue(GeoShapeGeoStyle)
      return kind === "ellipse" ? "ellipse" : kind === "rectangle" ? "rectangle" : null
    }
    switch (id) {
      case "select":
      case "hand":
      case "draw":
      case "eraser":
      case "arrow":
      case "note":
      case "text":
        return id
      default:
        return null
    }
  })

export function setTool(editor: Editor, tool: Exclude<CanvasTool, "image">): void {
  if (tool !== "rectangle" && tool !== "ellipse") {
    editor.setCurrentTool(tool)
    return
  }
  editor.run(() => {
    editor.setStyleForNextShapes(GeoShapeGeoStyle, tool)
    editor.setCurrentTool("geo")
  })
}
