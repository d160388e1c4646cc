/** Red, green, blue, alpha, four bytes a pixel. */
type Rgba = Uint8ClampedArray | Uint8Array

/** Below this, in steps of 255, nobody sees a difference; the server's measure leaves it out, too. */
const visible = 8

export interface PictureDifference {
  /** Where the pictures differ, over nothing: the stronger, the more they do. */
  readonly pixels: Uint8ClampedArray<ArrayBuffer>
  /** Share of pixels that differ visibly. */
  readonly share: number
}

/** Paints where two pictures of one size differ: amber for little, red for much. */
export function paintDifference(one: Rgba, other: Rgba): PictureDifference {
  if (one.length !== other.length) throw new RangeError("the pictures have one size")
  const pixels = new Uint8ClampedArray(one.length)
  let changed = 0
  for (let at = 0; at < one.length; at += 4) {
    const by = Math.max(
      Math.abs((one[at] ?? 0) - (other[at] ?? 0)),
      Math.abs((one[at + 1] ?? 0) - (other[at + 1] ?? 0)),
      Math.abs((one[at + 2] ?? 0) - (other[at + 2] ?? 0)),
    )
    if (by <= visible) continue
    changed += 1
    const strength = Math.min(1, by / 160)
    pixels[at] = 255
    pixels[at + 1] = Math.round(176 * (1 - strength))
    pixels[at + 2] = Math.round(40 * strength)
    pixels[at + 3] = Math.round(80 + 120 * strength)
  }
  return { pixels, share: one.length === 0 ? 0 : changed / (one.length / 4) }
}
