import { listTextEdits } from "@panelwright/core"
import type * as Y from "yjs"

/** Makes a shared text say `past` word by word, so that what others type between two differences stays where it is. */
export function restoreText(text: Y.Text, past: string): void {
  const present = text.toJSON()
  if (present === past) return
  for (const { index, removed, inserted } of listTextEdits(present, past)) {
    if (removed > 0) text.delete(index, removed)
    if (inserted !== "") text.insert(index, inserted)
  }
}
