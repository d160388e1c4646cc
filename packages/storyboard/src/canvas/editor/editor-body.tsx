import { useEffect, useLayoutEffect, useState } from "react"
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
  // The board is connected after the first commit. Shapes come in the next one, when it is known which are in view.
  const [isConnected, setConnected] = useState(false)
  useLayoutEffect(() => setConnected(true), [])
  return Canvas && isConnected ? <Canvas /> : null
}
