import { setImmediate } from "node:timers/promises"
import {
  failure,
  success,
  type Change,
  type PictureSize,
  type ProviderImage,
  type Result,
} from "@panelwright/core"
import { compositeOver } from "./picture/composite.ts"
import { measureComposition } from "./picture/measure-composition.ts"
import { featherMask } from "./picture/mask.ts"
import { measureChange } from "./picture/measure-change.ts"
import {
  cropPixels,
  decodePicture,
  encodePng,
  fitRatio,
  isSameSize,
  resizePixels,
  type DecodedPicture,
  type Pixels,
} from "./picture/pixels.ts"
import type { Call, Parent } from "./prepare-call.ts"

export interface FinishedPicture extends PictureSize {
  readonly image: ProviderImage
  /** PNG. */
  readonly bytes: Uint8Array
  /** What the edit did; null for a first picture. */
  readonly change: Change | null
  /** Share of the pixels outside the mask that had to be put back; null: no mask. */
  readonly restored: number | null
  /** 0–1: how much of what was drawn over the base is found in it; null: nothing was drawn. */
  readonly composition: number | null
  /** The provider's picture had another shape than asked for. */
  readonly stretched: boolean
}

/** All pictures of an answer; good ones are kept when others are damaged, with a warning. */
export async function finishPictures(
  images: readonly ProviderImage[],
  call: Call,
): Promise<Result<{ pictures: readonly FinishedPicture[]; warnings: readonly string[] }, string>> {
  const pictures: FinishedPicture[] = []
  const reasons: string[] = []
  for (const image of images) {
    const finished = await finishPicture(image, call)
    if (finished.ok) pictures.push(finished.value)
    else reasons.push(finished.failure)
  }
  if (pictures.length === 0) return failure(`The provider sent ${reasons[0] ?? "nothing"}.`)
  const warnings = reasons.map((reason) => `One picture was left out: the provider sent ${reason}.`)
  if (pictures.some((picture) => picture.stretched))
    warnings.push("The provider sent a picture of another shape than asked for.")
  return success({ pictures, warnings })
}

/**
 * Verifies what a provider sent and makes the panel's picture of it: its exact ratio, and for an edit with a mask
 * the parent's own pixels everywhere else. The failure says what is wrong with the bytes.
 */
export async function finishPicture(
  image: ProviderImage,
  call: Call,
): Promise<Result<FinishedPicture, string>> {
  const decoded = await decodePicture(image.bytes)
  if (!decoded.ok) return failure(decoded.failure)
  const { parent, ratio } = call
  const stretched = !hasShapeOf(decoded.value, call.request.size)
  const measure = (picture: Pixels) =>
    call.drawing === null ? null : measureComposition(call.drawing, picture)
  if (parent?.mask) {
    const { picture, ...finished } = await finishMasked(decoded.value, parent)
    return success({ image, stretched, ...finished, composition: await measure(picture) })
  }
  const picture = await fitToRatio(decoded.value, ratio)
  const kept = picture === decoded.value && decoded.value.plainPng
  return success({
    image,
    stretched,
    width: picture.width,
    height: picture.height,
    bytes: kept ? image.bytes : await encodePng(picture),
    change: parent
      ? measureChange(await resizePixels(parent.pixels, picture), picture, null)
      : null,
    restored: null,
    composition: await measure(picture),
  })
}

async function finishMasked(decoded: DecodedPicture, parent: Parent) {
  const mask = parent.mask
  if (mask === null) throw new Error("no mask")
  const result = await resizePixels(decoded, parent.pixels)
  // Sockets get their turn between these steps, each of which takes some milliseconds of this thread.
  const alpha = featherMask(mask)
  await setImmediate()
  const picture = compositeOver(parent.pixels, result, alpha)
  const bytes = await encodePng(picture)
  const change = measureChange(parent.pixels, picture, mask)
  await setImmediate()
  const restored = measureChange(parent.pixels, result, mask).outside
  const { width, height } = picture
  return { picture, width, height, bytes, change: { ...change, restored }, restored }
}

async function fitToRatio(picture: Pixels, ratio: number): Promise<Pixels> {
  const size = fitRatio(picture, ratio)
  return isSameSize(picture, size) ? picture : cropPixels(picture, size)
}

/** Within two percent, as steps of 16 pixels may need. */
const hasShapeOf = (one: PictureSize, other: PictureSize) =>
  Math.abs((one.width * other.height) / (one.height * other.width) - 1) < 0.02
