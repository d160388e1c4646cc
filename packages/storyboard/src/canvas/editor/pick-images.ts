import type { Editor } from "tldraw"

/** Lets a person choose pictures of this device and puts them in the middle of the view. */
export function pickImages(editor: Editor): Promise<void> {
  const input = editor.getContainer().ownerDocument.createElement("input")
  input.type = "file"
  input.multiple = true
  input.accept = "image/png,image/jpeg,image/webp,image/gif"
  return new Promise((resolve) => {
    input.addEventListener("cancel", () => resolve())
    input.addEventListener("change", () => {
      const files = [...(input.files ?? [])]
      const point = editor.getViewportPageBounds().center
      resolve(
        files.length === 0 ? undefined : editor.putExternalContent({ type: "files", files, point }),
      )
    })
    input.click()
  })
}
