import type { Editor } from "tldraw"
import { toChord } from "./chord.ts"
import { findShortcut, type CanvasClipboard, type Shortcut } from "./shortcuts.ts"

const typed =
  "select, textarea:not([readonly]), input:not([readonly], [type=checkbox], [type=radio]," +
  " [type=range], [type=button], [type=file], [type=reset], [type=submit], [type=color])"

function isTyping({ isComposing, target }: KeyboardEvent): boolean {
  if (isComposing) return true
  return target instanceof HTMLElement && (target.isContentEditable || target.matches(typed))
}

const isOff = (editor: Editor) =>
  editor.menus.hasAnyOpenMenus() ||
  editor.getEditingShapeId() !== null ||
  !editor.user.getAreKeyboardShortcutsEnabled()

/** The comma key is the pointer's button for those who cannot hold one down. */
function dispatchPress(editor: Editor, name: "pointer_down" | "pointer_up") {
  const { x, y, z } = editor.inputs.getCurrentPagePoint()
  const point = editor.pageToScreen({ x, y })
  editor.dispatch({
    type: "pointer",
    name,
    target: "canvas",
    point: { x: point.x, y: point.y, z: z ?? 0 },
    pointerId: 0,
    button: 0,
    isPen: editor.getInstanceState().isPenMode,
    shiftKey: false,
    altKey: false,
    ctrlKey: false,
    metaKey: false,
    accelKey: false,
  })
}

/** Lets the keyboard work the canvas while the canvas has the focus. Returns what ends it. */
export function watchShortcuts(editor: Editor, clipboard: CanvasClipboard): () => void {
  const { body } = editor.getContainer().ownerDocument
  // A key that is held goes on with what it began, also after a modifier was let go.
  const held = new Map<string, Shortcut>()

  const handleKeyDown = (event: KeyboardEvent) => {
    if (isTyping(event) || !editor.getInstanceState().isFocused) return
    const chord = toChord(event)
    if (chord === ",") {
      if (isOff(editor) || editor.inputs.keys.has("Comma")) return
      event.preventDefault()
      editor.focus()
      editor.inputs.keys.add("Comma")
      dispatchPress(editor, "pointer_down")
      return
    }
    const shortcut = findShortcut(chord)
    if (shortcut === null) return
    if (!shortcut.isHarmless && editor.getIsReadonly()) return
    if (!event.repeat) held.set(event.code, shortcut)
    else if ((held.get(event.code) ?? shortcut) !== shortcut) return
    if (!shortcut.isAlways && isOff(editor)) return
    event.preventDefault()
    shortcut.run(editor, clipboard)
  }
  const handleKeyUp = (event: KeyboardEvent) => {
    held.delete(event.code)
    if (isTyping(event) || toChord(event) !== "," || isOff(editor)) return
    if (editor.inputs.keys.delete("Comma")) dispatchPress(editor, "pointer_up")
  }
  body.addEventListener("keydown", handleKeyDown)
  body.addEventListener("keyup", handleKeyUp)
  return () => {
    body.removeEventListener("keydown", handleKeyDown)
    body.removeEventListener("keyup", handleKeyUp)
  }
}
