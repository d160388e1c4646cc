import { failure, success, type GreyMask, type PictureSize, type Result } from "@panelwright/core"
import sharp from "sharp"
import { isSameSize, maxPicturePixels } from "./pixels.ts"

/** Reads a picture as a mask: white may change, black and see-through must stay. The failure says why not. */
export async function decodeMask(bytes: Uint8Array): Promise<Result<GreyMask, string>> {
  try {
    const { data, info } = await sharp(bytes, {
      failOn: "truncated",
      limitInputPixels: maxPicturePixels,
    })
      .flatten({ background: "#000000" })
      .toColourspace("b-w")
      .raw({ depth: "uchar" })
      .toBuffer({ resolveWithObject: true })
    if (info.channels !== 1) return failure("it is not a grey picture")
    return success({ width: info.width, height: info.height, data })
  } catch {
    return failure("it cannot be decoded")
  }
}

export const mayChangeAnything = (mask: GreyMask) => mask.data.some((value) => value > 0)

export async function resizeMask(mask: GreyMask, size: PictureSize): Promise<GreyMask> {
  if (isSameSize(mask, size)) return mask
  const { width, height } = size
  const data = await sharp(mask.data, {
    raw: { width: mask.width, height: mask.height, channels: 1 },
  })
    .resize(width, height, { fit: "fill", kernel: "nearest" })
    .toColourspace("b-w")
    .raw()
    .toBuffer()
  return { width, height, data }
}

const featherShare = 0.014

/**
 * How much of the new picture shows at each pixel, 0–255: nothing where the mask is black, and from there inwards
 * rising softly, so that no seam is seen and not one pixel outside is touched. A region thinner than the feather
 * still reaches what its mask allows in the middle.
 */
export function featherMask(mask: GreyMask): Uint8Array {
  const { width, height, data } = mask
  const alpha = new Uint8Array(data.length)
  const box = findBox(mask)
  if (box === null) return alpha
  const distances = measureDistances(mask, box)
  let deepest = 0
  for (const distance of distances) deepest = Math.max(deepest, distance)
  const wanted = Math.max(2, Math.min(width, height) * featherShare) * orthogonal
  const feather = Math.max(1, Math.min(wanted, deepest / 2))
  const boxWidth = box.right - box.left
  for (let y = box.top; y < box.bottom; y += 1) {
    for (let x = box.left; x < box.right; x += 1) {
      const at = y * width + x
      const distance = distances[(y - box.top) * boxWidth + x - box.left] ?? 0
      const share = Math.min(1, distance / feather)
      alpha[at] = Math.round((data[at] ?? 0) * share * share * (3 - 2 * share))
    }
  }
  return alpha
}

const orthogonal = 3
const diagonal = 4
const far = 0xffff

interface Box {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** Everything that is not black, with a pixel around it where there is one; null: all is black. */
function findBox({ width, height, data }: GreyMask): Box | null {
  let [left, top, right, bottom] = [width, height, 0, 0]
  for (let y = 0; y < height; y += 1) {
    const row = data.subarray(y * width, (y + 1) * width)
    const first = row.findIndex((value) => value > 0)
    if (first === -1) continue
    top = Math.min(top, y)
    bottom = y + 1
    left = Math.min(left, first)
    right = Math.max(right, row.findLastIndex((value) => value > 0) + 1)
  }
  if (bottom === 0) return null
  return {
    left: Math.max(0, left - 1),
    top: Math.max(0, top - 1),
    right: Math.min(width, right + 1),
    bottom: Math.min(height, bottom + 1),
  }
}

/** Chamfer distances in thirds of a pixel to the nearest black one. The picture's edge is no border of the mask. */
function measureDistances(mask: GreyMask, box: Box): Uint16Array {
  const width = box.right - box.left
  const height = box.bottom - box.top
  const distances = new Uint16Array(width * height)
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1)
      distances[y * width + x] =
        mask.data[(y + box.top) * mask.width + x + box.left] === 0 ? 0 : far
  const relax = (x: number, y: number, direction: 1 | -1) => {
    const at = y * width + x
    let least = distances[at] ?? 0
    if (least === 0) return
    const before = x - direction
    const above = y - direction
    const hasBefore = before >= 0 && before < width
    const after = x + direction
    const hasAfter = after >= 0 && after < width
    if (hasBefore) least = Math.min(least, (distances[at - direction] ?? far) + orthogonal)
    if (above >= 0 && above < height) {
      const row = above * width
      least = Math.min(least, (distances[row + x] ?? far) + orthogonal)
      if (hasBefore) least = Math.min(least, (distances[row + before] ?? far) + diagonal)
      if (hasAfter) least = Math.min(least, (distances[row + after] ?? far) + diagonal)
    }
    distances[at] = Math.min(far, least)
  }
  for (let y = 0; y < height; y += 1) for (let x = 0; x < width; x += 1) relax(x, y, 1)
  for (let y = height - 1; y >= 0; y -= 1) for (let x = width - 1; x >= 0; x -= 1) relax(x, y, -1)
  return distances
}
