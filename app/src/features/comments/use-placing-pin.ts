import { useEffect, useState } from "react"
import type { Selection } from "../selection/selection.ts"

/** Whether a pin is about to be put; another panel in hand ends it. */
export function usePlacingPin(selection: Selection): [boolean, (placing: boolean) => void] {
  const [placing, setPlacing] = useState(false)
  useEffect(() => selection.observe(() => setPlacing(false)), [selection])
  return [placing, setPlacing]
}
