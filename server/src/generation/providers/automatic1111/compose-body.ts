import type { ImageRequest } from "@panelwright/core"
import { composeCaption } from "../caption.ts"
import type { ImageToImageBody, TextToImageBody } from "./automatic1111-client.ts"
import { toMaskPicture } from "./mask-picture.ts"

const steps = { draft: 18, final: 32 } as const
/** How much of the picture it starts from is drawn anew. */
const denoising = { sketch: 0.75, edit: 0.6, masked: 0.85 } as const

const encode = (bytes: Uint8Array) => Buffer.from(bytes).toString("base64")

export async function composeBody(
  request: ImageRequest,
  taskId: string,
): Promise<TextToImageBody | ImageToImageBody> {
  const { packet, quality, size, count, seed, references, operation, mask } = request
  const { positive, negative } = composeCaption(packet)
  const body: TextToImageBody = {
    prompt: positive,
    negative_prompt: negative,
    seed: seed ?? -1,
    steps: steps[quality],
    cfg_scale: 6.5,
    // The one that every version has, under this name.
    sampler_name: "Euler a",
    width: size.width,
    height: size.height,
    n_iter: count,
    batch_size: 1,
    send_images: true,
    save_images: false,
    force_task_id: taskId,
  }
  const base = references.find(({ role }) => role === (operation === "edit" ? "base" : "sketch"))
  if (!base) return body
  const strength = operation === "generate" ? "sketch" : mask === null ? "edit" : "masked"
  const start = {
    ...body,
    init_images: [encode(base.bytes)],
    denoising_strength: denoising[strength],
    resize_mode: 0,
    include_init_images: false,
  }
  if (mask === null) return start
  return {
    ...start,
    mask: encode(await toMaskPicture(mask)),
    // The edge is softened inwards when the result is laid over the parent; here it would reach outwards.
    mask_blur: 0,
    inpainting_fill: 1,
    inpaint_full_res: false,
    inpainting_mask_invert: 0,
  }
}
