import { useCallback, useMemo, useState } from "react"
import type { DrawingMark } from "./drawing-mark.ts"
import { fitBox, type RegionMark } from "./region-mark.ts"

export type Mark = RegionMark | DrawingMark

/** What a person has left on the picture, with their own way back. */
export interface Marks {
  readonly isEmpty: boolean
  readonly region: readonly RegionMark[]
  readonly drawing: readonly DrawingMark[]
  readonly add: (mark: Mark) => void
  /** Marks a thing, or takes the mark away where it is the last one. */
  readonly toggleObject: (mark: Extract<RegionMark, { kind: "object" }>) => void
  readonly takeBack: () => void
  readonly clear: () => void
  /** Moves and resizes the last box, or makes one in the middle. */
  readonly nudge: (change: {
    readonly dx: number
    readonly dy: number
    readonly resizes: boolean
  }) => void
}

export const isDrawing = (mark: Mark): mark is DrawingMark =>
  mark.kind === "ink" || mark.kind === "arrow" || mark.kind === "note"

export function useMarks(width: number, height: number): Marks {
  const [list, setList] = useState<readonly Mark[]>([])
  const add = useCallback((mark: Mark) => setList((marks) => [...marks, mark]), [])
  const takeBack = useCallback(() => setList((marks) => marks.slice(0, -1)), [])
  const clear = useCallback(() => setList([]), [])
  const toggleObject = useCallback<Marks["toggleObject"]>(
    (mark) =>
      setList((marks) => {
        const isSame = (other: Mark) =>
          other.kind === "object" &&
          other.object.id === mark.object.id &&
          other.removes === mark.removes
        return marks.some(isSame) ? marks.filter((other) => !isSame(other)) : [...marks, mark]
      }),
    [],
  )
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
  const region = useMemo(() => list.filter((mark): mark is RegionMark => !isDrawing(mark)), [list])
  const drawing = useMemo(() => list.filter(isDrawing), [list])
  return { isEmpty: list.length === 0, region, drawing, add, toggleObject, takeBack, clear, nudge }
}
