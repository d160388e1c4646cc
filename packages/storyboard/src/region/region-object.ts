import type { Point } from "./region-mark.ts"
import type { RegionObject } from "./region-props.ts"

const isInside = ({ x, y }: Point, outline: RegionObject["outline"]): boolean => {
  let inside = false
  for (const ring of outline)
    for (const [index, from] of ring.entries()) {
      const to = ring[(index + 1) % ring.length] ?? from
      if (from.y > y === to.y > y) continue
      if (x < from.x + ((y - from.y) * (to.x - from.x)) / (to.y - from.y)) inside = !inside
    }
  return inside
}

/** What is seen at a point: the first, which is the nearest, whose outline holds it; null: nothing that is known. */
export const findObjectAt = (objects: readonly RegionObject[], point: Point): RegionObject | null =>
  objects.find(({ outline }) => isInside(point, outline)) ?? null
