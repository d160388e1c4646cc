import type { Page } from "playwright-core"

export interface DroppedFile {
  readonly name: string
  readonly mediaType: string
  readonly bytes: Uint8Array
  /** On the screen. */
  readonly at: { readonly x: number; readonly y: number }
}

/** Drops a file on whatever is at a point of the page, with the events that a browser sends for one. */
export async function dropFile(page: Page, file: DroppedFile): Promise<void> {
  const { name, mediaType, at } = file
  const base64 = Buffer.from(file.bytes).toString("base64")
  await page.evaluate(
    (dropped) => {
      const bytes = Uint8Array.from(atob(dropped.base64), (letter) => letter.charCodeAt(0))
      const transfer = new DataTransfer()
      transfer.items.add(new File([bytes], dropped.name, { type: dropped.mediaType }))
      const target = document.elementFromPoint(dropped.at.x, dropped.at.y)
      for (const type of ["dragenter", "dragover", "drop"])
        target?.dispatchEvent(
          new DragEvent(type, {
            bubbles: true,
            cancelable: true,
            clientX: dropped.at.x,
            clientY: dropped.at.y,
            dataTransfer: transfer,
          }),
        )
    },
    { name, mediaType, base64, at },
  )
}
