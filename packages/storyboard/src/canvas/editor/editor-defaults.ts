import {
  allDefaultFontFaces,
  atom,
  defaultHandleExternalFileAsset,
  defaultHandleExternalTextContent,
  registerDefaultSideEffects,
  type Editor,
  type TLDefaultExternalContentHandlerOpts,
} from "tldraw"

/** The library would say what went wrong in its own interface, which is not here. */
const silent: TLDefaultExternalContentHandlerOpts = {
  toasts: {
    toasts: atom("toasts", []),
    addToast: () => "",
    removeToast: () => "",
    clearToasts: () => undefined,
  },
  msg: (id) => id ?? "",
}

/** What the library's tools count on in any editor. Returns what takes it back. */
export function registerEditorDefaults(editor: Editor): () => void {
  // So that no face is missing when somebody makes words bold; pictures come first.
  editor.timers.setTimeout(() => editor.fonts.requestFonts(allDefaultFontFaces), 3000)
  editor.registerExternalContentHandler("text", (content) => {
    void defaultHandleExternalTextContent(editor, content)
  })
  // A picture that is copied travels as a file and is stored again where it is pasted.
  editor.registerExternalAssetHandler("file", (file) =>
    defaultHandleExternalFileAsset(editor, file, silent),
  )
  return registerDefaultSideEffects(editor)
}
