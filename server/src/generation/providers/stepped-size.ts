import type { PictureSize } from "@panelwright/core"

const largestEdge = 2048

/** A size in steps, of nearly the ratio asked for and nearly as many pixels as are best, that a rule allows. */
export function fitSteppedSize(
  ratio: number,
  rule: {
    readonly step: number
    readonly pixels: number
    readonly isAllowed?: (size: PictureSize) => boolean
  },
): PictureSize {
  const { step, pixels, isAllowed = () => true } = rule
  const edge = Math.round(Math.sqrt(pixels) / step) * step
  let best: PictureSize = { width: edge, height: edge }
  let least = Infinity
  for (let width = step; width <= largestEdge; width += step) {
    const height = Math.round(width / ratio / step) * step
    const size = { width, height }
    if (height < step || height > largestEdge || !isAllowed(size)) continue
    const distance = Math.abs(Math.log((width * height) / pixels))
    const badness = Math.abs(width / height / ratio - 1) * 400 + distance
    if (badness < least) {
      least = badness
      best = size
    }
  }
  return best
}
