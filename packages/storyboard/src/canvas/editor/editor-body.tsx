import { useEffect } from "react"
import {
  useEditor,
  useEditorComponents,
  useMenuClipboardEvents,
  useNativeClipboardEvents,
} from "tldraw"
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
  return Canvas ? <Canvas /> : null
}
