import type { Pixels } from "./pixels.ts"

/**
 * Lays a new picture over its parent by `alpha` (one byte a pixel, 0 = the parent). Where it is 0 the result is the
 * parent, byte for byte. All three have one size.
 */
export function compositeOver(parent: Pixels, result: Pixels, alpha: Uint8Array): Pixels {
  const data = new Uint8Array(parent.data)
  const { data: over } = result
  for (let pixel = 0; pixel < alpha.length; pixel += 1) {
    const share = alpha[pixel] ?? 0
    if (share === 0) continue
    for (let at = pixel * 4; at < pixel * 4 + 4; at += 1) {
      const from = data[at] ?? 0
      data[at] = from + Math.round((((over[at] ?? 0) - from) * share) / 255)
    }
  }
  return { width: parent.width, height: parent.height, data }
}
