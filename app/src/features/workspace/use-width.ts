import { useSyncExternalStore } from "react"

const queries = {
  /** There is room for the inspector beside the view. */
  wide: "(min-width: 1024px)",
  /** A phone held upright. */
  narrow: "(max-width: 639px)",
} as const

/** Whether the window is that wide; on the server as a desk's. */
export function useWidth(name: keyof typeof queries): boolean {
  const query = queries[name]
  return useSyncExternalStore(
    (listener) => {
      const media = matchMedia(query)
      media.addEventListener("change", listener)
      return () => media.removeEventListener("change", listener)
    },
    () => matchMedia(query).matches,
    () => name === "wide",
  )
}
