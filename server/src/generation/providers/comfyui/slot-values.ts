import { createHash } from "node:crypto"
import type { GreyMask, ImageRequest, PictureSize } from "@panelwright/core"
import sharp from "sharp"
import { composeCaption } from "../caption.ts"
import {
  isPictureSlot,
  listSlots,
  type PictureSlot,
  type SlotValues,
  type Workflow,
} from "./workflow.ts"

/** A picture under a name that follows from what is in it, so that the same one is there once. */
export interface SlotPicture {
  readonly slot: PictureSlot
  readonly name: string
  readonly bytes: Uint8Array
}

const steps = { draft: 16, final: 30 } as const
/** Of models that were made to need few, as their names say. */
const fewSteps = { draft: 5, final: 8 } as const
const needsFew = /turbo|lightning|schnell|lcm|hyper/i
/** Models that were taught their guidance want none on top of it. */
const isGuided = (checkpoint: string) => needsFew.test(checkpoint) || /flux/i.test(checkpoint)

/** How much of the picture it starts from is drawn anew. */
const denoise = { sketch: 0.8, edit: 0.6, masked: 0.9 } as const

export function composeValues(
  request: ImageRequest,
  { checkpoint }: { readonly checkpoint: string | null },
): SlotValues {
  const { positive, negative } = composeCaption(request.packet)
  const { size, quality, operation, mask } = request
  return {
    prompt: positive,
    negative,
    width: size.width,
    height: size.height,
    steps: (needsFew.test(checkpoint ?? "") ? fewSteps : steps)[quality],
    cfg: isGuided(checkpoint ?? "") ? 1 : 6.5,
    denoise:
      operation === "generate" ? denoise.sketch : mask === null ? denoise.edit : denoise.masked,
    ...(checkpoint === null ? {} : { checkpoint }),
  }
}

/** The pictures that a workflow wants, as PNG and those that are drawn over in the size that is asked for. */
export async function collectPictures(
  request: ImageRequest,
  workflow: Workflow,
): Promise<SlotPicture[]> {
  const pictures: SlotPicture[] = []
  for (const slot of listSlots(workflow).filter(isPictureSlot)) {
    const bytes = await findPicture(request, slot)
    if (bytes === null) throw new Error(`no picture for {${slot}}`)
    const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 32)
    pictures.push({ slot, name: `panelwright-${hash}.png`, bytes })
  }
  return pictures
}

async function findPicture(request: ImageRequest, slot: PictureSlot): Promise<Uint8Array | null> {
  const { references, mask, size } = request
  const of = (role: string) =>
    references.find((reference) => reference.role === role)?.bytes ?? null
  if (slot === "mask") return mask === null ? null : toMaskPicture(mask)
  if (slot === "image" || slot === "sketch") {
    const bytes = slot === "image" ? (of("base") ?? of("sketch")) : of("sketch")
    return bytes === null ? null : toPng(bytes, size)
  }
  const bytes = of(slot)
  return bytes === null ? null : toPng(bytes, null)
}

async function toPng(bytes: Uint8Array, size: PictureSize | null): Promise<Uint8Array> {
  const picture = sharp(bytes).toColourspace("srgb").removeAlpha()
  const sized = size === null ? picture : picture.resize(size.width, size.height, { fit: "fill" })
  return sized.png({ compressionLevel: 3 }).toBuffer()
}

/**
 * ComfyUI reads the mask of a picture as 1 − alpha, so what may change is see-through. It is white there too, for
 * workflows that read a colour instead.
 */
export async function toMaskPicture({ data, width, height }: GreyMask): Promise<Uint8Array> {
  const rgba = new Uint8Array(data.length * 4)
  for (let pixel = 0; pixel < data.length; pixel += 1) {
    const value = data[pixel] ?? 0
    rgba.fill(value, pixel * 4, pixel * 4 + 3)
    rgba[pixel * 4 + 3] = 255 - value
  }
  return sharp(rgba, { raw: { width, height, channels: 4 } })
    .png({ compressionLevel: 9 })
    .toBuffer()
}
