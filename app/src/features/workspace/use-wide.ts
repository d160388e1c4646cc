import { useSyncExternalStore } from "react"

const query = "(min-width: 1024px)"

function observe(listener: () => void): () => void {
  const media = matchMedia(query)
  media.addEventListener("change", listener)
  return () => media.removeEventListener("change", listener)
}

/** Whether there is room for the inspector beside the view. */
export const useWide = (): boolean =>
  useSyncExternalStore(
    observe,
    () => matchMedia(query).matches,
    () => true,
  )
