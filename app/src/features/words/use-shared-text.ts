import { writeText, type getText } from "@panelwright/document"
import { useCallback, useEffect, useRef, type RefCallback, type RefObject } from "react"
import { findEdit } from "./find-edit.ts"
import { moveCaret, type TextChange } from "./move-caret.ts"

export type SharedText = ReturnType<typeof getText>

export interface SharedTextOptions {
  /** The origin of this person's changes, so that their undo takes them back. */
  readonly origin: object
  readonly readOnly: boolean
  /** After each change, whoever made it. */
  readonly onChange?: (text: string) => void
}

/**
 * A ref that ties a text area to a shared text: what is written goes in as the smallest change, what others write comes in
 * without moving this person's caret from its words. Words being composed by an input method are left alone until done.
 */
export function useSharedText(
  text: SharedText | null,
  { origin, readOnly, onChange }: SharedTextOptions,
): RefCallback<HTMLTextAreaElement> {
  const changed = useRef(onChange)
  useEffect(() => {
    changed.current = onChange
  })
  return useCallback(
    (element) =>
      element && text ? bindText(element, text, { origin, readOnly, changed }) : undefined,
    [text, origin, readOnly],
  )
}

interface Binding {
  readonly origin: object
  readonly readOnly: boolean
  readonly changed: RefObject<SharedTextOptions["onChange"]>
}

/** Returns what ends it. */
function bindText(
  element: HTMLTextAreaElement,
  text: SharedText,
  { origin, readOnly, changed }: Binding,
): () => void {
  element.value = text.toJSON()
  changed.current?.(element.value)

  /** Set while an input method composes: the words from before it, and what others wrote since. */
  let composing: { readonly before: string; readonly changes: TextChange[][] } | null = null

  const send = () => {
    if (readOnly) return
    const next = element.value
    text.doc?.transact(() => writeText(text, next), origin)
    changed.current?.(next)
  }
  const handleInput = () => {
    if (composing === null) send()
  }
  const handleCompositionStart = () => {
    composing = { before: text.toJSON(), changes: [] }
  }
  const handleCompositionEnd = () => {
    const ended = composing
    composing = null
    if (ended === null || ended.changes.length === 0) {
      send()
      return
    }
    const edit = findEdit(ended.before, element.value)
    const follow = (position: number) =>
      ended.changes.reduce((moved, changes) => moveCaret(moved, changes), position)
    const at = follow(edit.at)
    const end = follow(edit.at + edit.removed)
    if (!readOnly)
      text.doc?.transact(() => {
        if (end > at) text.delete(at, end - at)
        if (edit.inserted !== "") text.insert(at, edit.inserted)
      }, origin)
    element.value = text.toJSON()
    const caret = at + edit.inserted.length
    element.setSelectionRange(caret, caret)
    changed.current?.(element.value)
  }
  const receive: Parameters<SharedText["observe"]>[0] = (event) => {
    if (composing !== null) {
      composing.changes.push(event.delta)
      return
    }
    const next = text.toJSON()
    if (element.value !== next) {
      const { selectionStart, selectionEnd, selectionDirection, scrollTop } = element
      element.value = next
      if (document.activeElement === element)
        element.setSelectionRange(
          moveCaret(selectionStart, event.delta),
          moveCaret(selectionEnd, event.delta),
          selectionDirection,
        )
      element.scrollTop = scrollTop
    }
    changed.current?.(next)
  }
  element.addEventListener("input", handleInput)
  element.addEventListener("compositionstart", handleCompositionStart)
  element.addEventListener("compositionend", handleCompositionEnd)
  text.observe(receive)
  return () => {
    element.removeEventListener("input", handleInput)
    element.removeEventListener("compositionstart", handleCompositionStart)
    element.removeEventListener("compositionend", handleCompositionEnd)
    text.unobserve(receive)
  }
}
