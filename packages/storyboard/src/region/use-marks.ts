import { useCallback, useState } from "react"
import { fitBox, type RegionMark } from "./region-mark.ts"

/** What a person has marked, with their own way back. */
export interface Marks {
  readonly list: readonly RegionMark[]
  readonly add: (mark: RegionMark) => void
  readonly takeBack: () => void
  readonly clear: () => void
  /** Moves and resizes the last box, or makes one in the middle. */
  readonly nudge: (change: {
    readonly dx: number
    readonly dy: number
    readonly resizes: boolean
  }) => void
}

export function useMarks(width: number, height: number): Marks {
  const [list, setList] = useState<readonly RegionMark[]>([])
  const add = useCallback((mark: RegionMark) => setList((marks) => [...marks, mark]), [])
  const takeBack = useCallback(() => setList((marks) => marks.slice(0, -1)), [])
  const clear = useCallback(() => setList([]), [])
  const nudge = useCallback<Marks["nudge"]>(
    ({ dx, dy, resizes }) =>
      setList((marks) => {
        const last = marks.at(-1)
        if (last?.kind !== "box") {
          const bounds = {
            x: width * 0.3,
            y: height * 0.3,
            width: width * 0.4,
            height: height * 0.4,
          }
          return [...marks, { kind: "box", bounds: fitBox(bounds, width, height), removes: false }]
        }
        const { bounds } = last
        const next = resizes
          ? { ...bounds, width: bounds.width + dx, height: bounds.height + dy }
          : { ...bounds, x: bounds.x + dx, y: bounds.y + dy }
        return marks.with(marks.length - 1, { ...last, bounds: fitBox(next, width, height) })
      }),
    [width, height],
  )
  return { list, add, takeBack, clear, nudge }
}
