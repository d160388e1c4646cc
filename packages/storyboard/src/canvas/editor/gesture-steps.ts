import type { PersonalUndo } from "@panelwright/document"
import type { Editor } from "tldraw"
import type { CanvasSync } from "../sync/canvas-sync.ts"

/** Makes everything between pressing and letting go one step of undo, and each shortcut another. Returns what ends it. */
export function watchGestures(
  editor: Editor,
  sync: Pick<CanvasSync, "flush">,
  undo: PersonalUndo,
): () => void {
  const container = editor.getContainer()
  const page = container.ownerDocument
  let pressed = false

  const handleDown = () => {
    if (pressed) return
    pressed = true
    sync.flush()
    undo.startStep()
  }
  const finish = () => {
    sync.flush()
    undo.finishStep()
    // The canvas's own history serves gestures that are given up; nothing else may use it.
    if (editor.isIn("select.idle")) editor.clearHistory()
  }
  const handleUp = () => {
    if (!pressed) return
    pressed = false
    // The canvas handles the release after this, and a drop is carried out after that.
    editor.timers.requestAnimationFrame(finish)
  }
  /** A shortcut is a step however fast the next one follows; what is typed into a shape goes by the moment. */
  const handleKey = (event: KeyboardEvent) => {
    if (pressed || event.repeat || editor.getEditingShapeId() !== null) return
    sync.flush()
    undo.finishStep()
  }
  page.addEventListener("keydown", handleKey, { capture: true })
  container.addEventListener("pointerdown", handleDown, { capture: true })
  page.addEventListener("pointerup", handleUp)
  page.addEventListener("pointercancel", handleUp)
  return () => {
    page.removeEventListener("keydown", handleKey, { capture: true })
    container.removeEventListener("pointerdown", handleDown, { capture: true })
    page.removeEventListener("pointerup", handleUp)
    page.removeEventListener("pointercancel", handleUp)
  }
}
