import type { GreyPicture } from "./grey-png.ts"

/** The mean of every so many neighbours along one axis; what is beyond the picture counts as its edge. */
function blur(
  pixels: Uint8Array,
  axis: {
    readonly length: number
    readonly step: number
    readonly lines: number
    readonly line: number
  },
  radius: number,
): Uint8Array {
  const out = new Uint8Array(pixels.length)
  const span = radius * 2 + 1
  for (let line = 0; line < axis.lines; line += 1) {
    const start = line * axis.line
    const value = (at: number) =>
      pixels[start + Math.min(axis.length - 1, Math.max(0, at)) * axis.step] ?? 0
    let sum = 0
    for (let at = -radius; at <= radius; at += 1) sum += value(at)
    for (let at = 0; at < axis.length; at += 1) {
      out[start + at * axis.step] = Math.round(sum / span)
      sum += value(at + radius + 1) - value(at - radius)
    }
  }
  return out
}

/**
 * Lets the edge of a mask fade over so many pixels, inwards only: what was black stays black, so that a soft edge
 * never lets more change than was marked.
 */
export function softenMask({ width, height, pixels }: GreyPicture, radius: number): Uint8Array {
  if (radius < 1) return pixels
  const across = { length: width, step: 1, lines: height, line: width }
  const down = { length: height, step: width, lines: width, line: 1 }
  let soft = pixels
  for (let pass = 0; pass < 2; pass += 1) soft = blur(blur(soft, across, radius), down, radius)
  return soft.map((value, at) =>
    pixels[at] === 0 ? 0 : Math.max(1, Math.min(255, (value - 127) * 2)),
  )
}
