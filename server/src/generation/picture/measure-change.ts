import type { Change, GreyMask } from "@panelwright/core"
import type { Pixels } from "./pixels.ts"

/** Below this, in steps of 255, nobody sees a difference; encoders make such ones. */
const visible = 8

/** Whole pixels as numbers, to see at once which are the same. */
const toWords = ({ data, width, height }: Pixels): Uint32Array =>
  data.byteOffset % 4 === 0
    ? new Uint32Array(data.buffer, data.byteOffset, width * height)
    : new Uint32Array(data.slice().buffer)

function isVisible(one: number, other: number): boolean {
  for (let shift = 0; shift < 32; shift += 8)
    if (Math.abs(((one >>> shift) & 255) - ((other >>> shift) & 255)) > visible) return true
  return false
}

/**
 * How much of a picture differs from its parent. Inside the mask, or everywhere without one, a difference counts
 * when it can be seen; outside every byte counts. Both have one size.
 */
export function measureChange(parent: Pixels, result: Pixels, mask: GreyMask | null): Change {
  const before = toWords(parent)
  const after = toWords(result)
  let inside = 0
  let insideChanged = 0
  let outsideChanged = 0
  for (let pixel = 0; pixel < before.length; pixel += 1) {
    const one = before[pixel] ?? 0
    const other = after[pixel] ?? 0
    if (mask === null || (mask.data[pixel] ?? 0) > 0) {
      inside += 1
      if (one !== other && isVisible(one, other)) insideChanged += 1
    } else if (one !== other) outsideChanged += 1
  }
  const outside = before.length - inside
  return {
    inside: inside === 0 ? 0 : insideChanged / inside,
    outside: outside === 0 ? 0 : outsideChanged / outside,
    masked: mask !== null,
  }
}
