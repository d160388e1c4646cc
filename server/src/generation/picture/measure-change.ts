import type { Change, GreyMask } from "@panelwright/core"
import type { Pixels } from "./pixels.ts"

/** Below this, in steps of 255, nobody sees a difference; encoders make such ones. */
const visible = 8

function greatestDifference(one: Uint8Array, other: Uint8Array, pixel: number): number {
  let greatest = 0
  for (let at = pixel * 4; at < pixel * 4 + 4; at += 1)
    greatest = Math.max(greatest, Math.abs((one[at] ?? 0) - (other[at] ?? 0)))
  return greatest
}

/**
 * How much of a picture differs from its parent. Inside the mask, or everywhere without one, a difference counts
 * when it can be seen; outside every byte counts. Both have one size.
 */
export function measureChange(parent: Pixels, result: Pixels, mask: GreyMask | null): Change {
  let inside = 0
  let outside = 0
  let insideChanged = 0
  let outsideChanged = 0
  for (let pixel = 0; pixel < parent.width * parent.height; pixel += 1) {
    const difference = greatestDifference(parent.data, result.data, pixel)
    if (mask === null || (mask.data[pixel] ?? 0) > 0) {
      inside += 1
      if (difference > visible) insideChanged += 1
    } else {
      outside += 1
      if (difference > 0) outsideChanged += 1
    }
  }
  return {
    inside: inside === 0 ? 0 : insideChanged / inside,
    outside: outside === 0 ? 0 : outsideChanged / outside,
    masked: mask !== null,
  }
}
