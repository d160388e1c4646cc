import type { PictureSize } from "../../generation/image-request.ts"
import { toOklab } from "./oklab.ts"

/** Three bytes a pixel, red, green, blue, row by row, sRGB. */
export interface RgbPicture extends PictureSize {
  readonly data: Uint8Array
}

/** One number a pixel, row by row. */
export interface Plane extends PictureSize {
  readonly data: Float32Array
}

/** A picture in Oklab. */
export interface Planes extends PictureSize {
  readonly lightness: Plane
  readonly a: Plane
  readonly b: Plane
}

export const createPlane = ({ width, height }: PictureSize): Plane => ({
  width,
  height,
  data: new Float32Array(width * height),
})

export function toPlanes({ width, height, data }: RgbPicture): Planes {
  const size = { width, height }
  const planes = {
    ...size,
    lightness: createPlane(size),
    a: createPlane(size),
    b: createPlane(size),
  }
  // Neighbours often have the same colour, and drawings have few: most roots need not be taken again.
  let known = -1
  let colour = toOklab(0, 0, 0)
  for (let pixel = 0, at = 0; pixel < width * height; pixel += 1, at += 3) {
    const red = data[at] ?? 0
    const green = data[at + 1] ?? 0
    const blue = data[at + 2] ?? 0
    const key = (red << 16) | (green << 8) | blue
    if (key !== known) {
      known = key
      colour = toOklab(red, green, blue)
    }
    planes.lightness.data[pixel] = colour[0]
    planes.a.data[pixel] = colour[1]
    planes.b.data[pixel] = colour[2]
  }
  return planes
}

/** Half as wide and high, each pixel the mean of four; `detail` is how far the four are from it on average. */
export function halve(plane: Plane): { readonly half: Plane; readonly detail: number } {
  const { width, data } = plane
  const half = createPlane({ width: width >> 1, height: plane.height >> 1 })
  let detail = 0
  for (let y = 0; y < half.height; y += 1)
    for (let x = 0; x < half.width; x += 1) {
      const at = 2 * y * width + 2 * x
      const one = data[at] ?? 0
      const two = data[at + 1] ?? 0
      const three = data[at + width] ?? 0
      const four = data[at + width + 1] ?? 0
      const mean = (one + two + three + four) / 4
      half.data[y * half.width + x] = mean
      detail +=
        Math.abs(one - mean) + Math.abs(two - mean) + Math.abs(three - mean) + Math.abs(four - mean)
    }
  return { half, detail: detail / Math.max(1, 4 * half.data.length) }
}
