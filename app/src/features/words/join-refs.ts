import type { RefCallback } from "react"

/** One ref of several; each is ended as it asked to be, the last first. */
export const joinRefs =
  <Value>(...refs: readonly RefCallback<Value>[]): RefCallback<Value> =>
  (value) => {
    const ends = refs.map((ref) => ref(value))
    return () => {
      for (const end of ends.toReversed()) end?.()
    }
  }
