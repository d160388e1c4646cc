import { useEffect, useRef } from "react"
import { announce } from "../../ui/toaster.tsx"
import type { Action } from "./action.ts"
import { toBinding } from "./binding.ts"

const fields = "input, textarea, select, [contenteditable='true'], [role='textbox']"
const overlays = "[role='dialog'], [role='menu'], [role='listbox']"

/** Whether keys belong to what has the focus: a field, an open dialog, a menu. */
const isTaken = (target: EventTarget | null) =>
  target instanceof Element && target.closest(`${fields}, ${overlays}`) !== null

/** Runs actions by their keys. `isHeld` says that the canvas has the keyboard, for drawing or typing. */
export function useActionKeys(actions: readonly Action[], isHeld: () => boolean): void {
  const latest = useRef({ actions, isHeld })
  useEffect(() => {
    latest.current = { actions, isHeld }
  })
  useEffect(() => {
    const handleKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return
      const binding = toBinding(event)
      const action = latest.current.actions.find(({ bindings }) => bindings.includes(binding))
      if (!action) return
      const taken = isTaken(event.target) || latest.current.isHeld()
      const inWords =
        action.inWords === true &&
        event.target instanceof Element &&
        event.target.closest("[data-shared-text]") !== null
      if (taken && !action.everywhere && !inWords) return
      if (document.querySelector("[role='dialog'][data-state='open']") && action.id !== "commands")
        return
      event.preventDefault()
      if (action.refused === null) action.run()
      else announce("information", action.refused)
    }
    addEventListener("keydown", handleKey)
    return () => removeEventListener("keydown", handleKey)
  }, [])
}
