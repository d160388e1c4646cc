import { useCallback, useSyncExternalStore } from "react"

const changed = "pw-stored-state"

function observe(listener: () => void): () => void {
  addEventListener(changed, listener)
  addEventListener("storage", listener)
  return () => {
    removeEventListener(changed, listener)
    removeEventListener("storage", listener)
  }
}

function read(key: string): string | null {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}

function write(key: string, value: string): void {
  try {
    localStorage.setItem(key, value)
  } catch {
    // A device that keeps nothing still works, it only forgets.
  }
  dispatchEvent(new Event(changed))
}

/** A small choice of this person on this device, such as the width of the inspector. */
export function useStoredState(name: string, initial: string): [string, (value: string) => void] {
  const key = `pw.${name}`
  const value = useSyncExternalStore(
    observe,
    () => read(key) ?? initial,
    () => initial,
  )
  const setValue = useCallback((next: string) => write(key, next), [key])
  return [value, setValue]
}
