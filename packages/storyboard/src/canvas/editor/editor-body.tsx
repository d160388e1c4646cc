import { useEffect } from "react"
import {
  useEditor,
  useEditorComponents,
  useMenuClipboardEvents,
  useNativeClipboardEvents,
  useValue,
} from "tldraw"
import { useBoard } from "../board-context.ts"
import { watchShortcuts } from "./watch-shortcuts.ts"

/** The canvas with its keyboard and clipboard, without any of the library's own interface. */
export function EditorBody() {
  const editor = useEditor()
  const { Canvas } = useEditorComponents()
  const { paste } = useMenuClipboardEvents()
  useNativeClipboardEvents()
  useEffect(
    () =>
      watchShortcuts(editor, {
        paste: (items, point) => void paste(items, "kbd", point),
      }),
    [editor, paste],
  )
  // Shapes come once the board is connected, because only then it is known which are in view.
  const isConnected = useValue(useBoard().isConnected)
  return Canvas && isConnected ? <Canvas /> : null
}
