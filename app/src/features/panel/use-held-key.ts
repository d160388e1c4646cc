import { useEffect, useState } from "react"

const fields = "input, textarea, select, [contenteditable='true'], [role='dialog']"

/** True as long as the key is held, unless a person writes. */
export function useHeldKey(key: string): boolean {
  const [held, setHeld] = useState(false)
  useEffect(() => {
    const handleDown = (event: KeyboardEvent) => {
      const isWriting = event.target instanceof Element && event.target.closest(fields) !== null
      const plain = !event.ctrlKey && !event.metaKey && !event.altKey
      if (event.key.toLowerCase() === key && plain && !isWriting) setHeld(true)
    }
    const handleUp = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() === key) setHeld(false)
    }
    const release = () => setHeld(false)
    addEventListener("keydown", handleDown)
    addEventListener("keyup", handleUp)
    addEventListener("blur", release)
    return () => {
      removeEventListener("keydown", handleDown)
      removeEventListener("keyup", handleUp)
      removeEventListener("blur", release)
    }
  }, [key])
  return held
}
