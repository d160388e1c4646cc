import type { SharedTextName } from "@panelwright/core/protocol"
import { encodeTextPosition } from "@panelwright/document"
import { useCallback, type RefCallback } from "react"
import { useWorkspace } from "../workspace/workspace-context.tsx"
import type { SharedText } from "./use-shared-text.ts"

/**
 * A ref that tells the others where this person writes. What stands after the caret names its place, so that typing
 * says nothing new: the caret goes along with the letters.
 */
export function useOwnCaret(
  text: SharedText | null,
  name: SharedTextName,
  readOnly: boolean,
): RefCallback<HTMLTextAreaElement> {
  const { session } = useWorkspace()
  return useCallback(
    (element) => {
      if (element === null || text === null || readOnly) return
      let told = false
      let composing = false

      const tell = () => {
        // What an input method has not finished is not in the shared text yet.
        if (composing || document.activeElement !== element) return
        const { selectionStart, selectionEnd, selectionDirection } = element
        const [start, end] = [selectionStart, selectionEnd].map((index) =>
          encodeTextPosition(text, index),
        ) as [string, string]
        const backward = selectionDirection === "backward"
        told = true
        session.setPresence({
          caret: { text: name, anchor: backward ? end : start, head: backward ? start : end },
        })
      }
      const leave = () => {
        if (told) session.setPresence({ caret: null })
        told = false
      }
      const handleCompositionStart = () => {
        composing = true
      }
      const handleCompositionEnd = () => {
        composing = false
        tell()
      }
      document.addEventListener("selectionchange", tell)
      element.addEventListener("focus", tell)
      element.addEventListener("input", tell)
      element.addEventListener("blur", leave)
      element.addEventListener("compositionstart", handleCompositionStart)
      element.addEventListener("compositionend", handleCompositionEnd)
      text.observe(tell)
      return () => {
        document.removeEventListener("selectionchange", tell)
        element.removeEventListener("focus", tell)
        element.removeEventListener("input", tell)
        element.removeEventListener("blur", leave)
        element.removeEventListener("compositionstart", handleCompositionStart)
        element.removeEventListener("compositionend", handleCompositionEnd)
        text.unobserve(tell)
        leave()
      }
    },
    [session, text, name, readOnly],
  )
}
