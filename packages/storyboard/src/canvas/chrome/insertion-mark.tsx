import { useObservable } from "../../connection/use-observable.ts"
import { useBoard } from "../board-context.ts"

/** Where what is dragged would go. */
export function InsertionMark() {
  const { target } = useBoard()
  const place = useObservable(target)
  if (place === null) return null
  const { x, y, height } = place.mark
  return (
    <div
      className="pw-insertion"
      style={{ transform: `translate(${x}px, ${y - 6}px)`, height: Math.max(height + 12, 40) }}
    />
  )
}
