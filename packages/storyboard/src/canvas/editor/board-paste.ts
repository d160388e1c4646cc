import type { Editor } from "tldraw"

/**
 * While the keyboard is the app's, the canvas does not listen for pasting; a picture pasted over the board is still
 * meant for it. Returns what ends it.
 */
export function watchBoardPaste(editor: Editor, isBoardScope: () => boolean): () => void {
  const page = editor.getContainer().ownerDocument
  const handlePaste = (event: ClipboardEvent) => {
    const files = [...(event.clipboardData?.files ?? [])]
    const target = event.target instanceof Element ? event.target : null
    const isTyping = target?.closest("input, textarea, select, [contenteditable='true']") !== null
    if (files.length === 0 || isTyping || !isBoardScope() || !editor.getIsFocused()) return
    event.preventDefault()
    void editor.putExternalContent({ type: "files", files })
  }
  page.addEventListener("paste", handlePaste)
  return () => page.removeEventListener("paste", handlePaste)
}
