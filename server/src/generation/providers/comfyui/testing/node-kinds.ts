import sharp from "sharp"
import {
  decodeRaster,
  fillRaster,
  layOver,
  paintOver,
  type Raster,
  type RasterMask,
} from "../../testing/raster.ts"

interface Latent {
  readonly picture: Raster
  /** Whether there is something to be seen in it already. */
  readonly empty: boolean
  readonly mask: RasterMask | null
}

export interface NodeContext {
  readonly inputs: Readonly<Record<string, unknown>>
  loadFile(name: string): Uint8Array
  /** Draws in steps; rejects when it is interrupted. */
  sample(picture: Raster): Promise<void>
}

export interface NodeKind {
  readonly input: {
    readonly required: Readonly<Record<string, readonly unknown[]>>
    readonly optional?: Readonly<Record<string, readonly unknown[]>>
  }
  readonly output: readonly string[]
  readonly output_node?: boolean
  run(context: NodeContext): Promise<readonly unknown[]>
}

// What a node is given has the type that its input says: `validatePrompt` has seen to that.
const numberOf = ({ inputs }: NodeContext, name: string) => inputs[name] as number
const textOf = ({ inputs }: NodeContext, name: string) => inputs[name] as string
const pictureOf = ({ inputs }: NodeContext, name: string) => inputs[name] as Raster
const maskOf = ({ inputs }: NodeContext, name: string) => inputs[name] as RasterMask
const latentOf = ({ inputs }: NodeContext, name: string) => inputs[name] as Latent
const files = [["left-over.png"], { image_upload: true }]
const number = (least: number, most: number) => ({ default: least, min: least, max: most })

/** Nodes of ComfyUI's `nodes.py` and `nodes_mask.py` as `/object_info` describes them; what they do is done to pixels. */
export const nodeKinds: Readonly<Record<string, NodeKind>> = {
  CheckpointLoaderSimple: {
    input: {
      required: {
        ckpt_name: [
          [
            "dreamshaper.safetensors",
            "flux1-dev-fp8.safetensors",
            "sdxl-turbo.safetensors",
            "sdxl.safetensors",
          ],
          {},
        ],
      },
    },
    output: ["MODEL", "CLIP", "VAE"],
    run: async () => ["model", "clip", "vae"],
  },
  CLIPTextEncode: {
    input: { required: { text: ["STRING", { multiline: true }], clip: ["CLIP"] } },
    output: ["CONDITIONING"],
    run: async (context) => [textOf(context, "text")],
  },
  EmptyLatentImage: {
    input: {
      required: {
        width: ["INT", number(16, 16_384)],
        height: ["INT", number(16, 16_384)],
        batch_size: ["INT", number(1, 4096)],
      },
    },
    output: ["LATENT"],
    run: async (context) => {
      // Latents are an eighth of the size; what does not go into them is lost.
      const width = Math.floor(numberOf(context, "width") / 8) * 8
      const height = Math.floor(numberOf(context, "height") / 8) * 8
      return [{ picture: fillRaster({ width, height }, 0), empty: true, mask: null }]
    },
  },
  LoadImage: {
    input: { required: { image: files } },
    output: ["IMAGE", "MASK"],
    run: async (context) => {
      const bytes = context.loadFile(textOf(context, "image"))
      return [await decodeRaster(bytes), await decodeMask(bytes, "alpha")]
    },
  },
  LoadImageMask: {
    input: { required: { image: files, channel: [["alpha", "red", "green", "blue"], {}] } },
    output: ["MASK"],
    run: async (context) => [
      await decodeMask(context.loadFile(textOf(context, "image")), textOf(context, "channel")),
    ],
  },
  VAEEncode: {
    input: { required: { pixels: ["IMAGE"], vae: ["VAE"] } },
    output: ["LATENT"],
    run: async (context) => [{ picture: pictureOf(context, "pixels"), empty: false, mask: null }],
  },
  SetLatentNoiseMask: {
    input: { required: { samples: ["LATENT"], mask: ["MASK"] } },
    output: ["LATENT"],
    run: async (context) => [{ ...latentOf(context, "samples"), mask: maskOf(context, "mask") }],
  },
  KSampler: {
    input: {
      required: {
        model: ["MODEL"],
        seed: ["INT", number(0, Number.MAX_SAFE_INTEGER)],
        steps: ["INT", number(1, 10_000)],
        cfg: ["FLOAT", number(0, 100)],
        sampler_name: [["euler", "dpmpp_2m"], {}],
        scheduler: ["COMBO", { options: ["normal", "karras"] }],
        positive: ["CONDITIONING"],
        negative: ["CONDITIONING"],
        latent_image: ["LATENT"],
        denoise: ["FLOAT", number(0, 1)],
      },
    },
    output: ["LATENT"],
    run: async (context) => {
      const latent = latentOf(context, "latent_image")
      const picture = latent.empty
        ? fillRaster(latent.picture, numberOf(context, "seed"))
        : paintOver(latent.picture, latent.mask)
      await context.sample(picture)
      return [{ ...latent, picture, empty: false }]
    },
  },
  VAEDecode: {
    input: { required: { samples: ["LATENT"], vae: ["VAE"] } },
    output: ["IMAGE"],
    run: async (context) => [latentOf(context, "samples").picture],
  },
  ImageCompositeMasked: {
    input: {
      required: {
        destination: ["IMAGE"],
        source: ["IMAGE"],
        x: ["INT", number(0, 16_384)],
        y: ["INT", number(0, 16_384)],
        resize_source: ["BOOLEAN", { default: false }],
      },
      optional: { mask: ["MASK"] },
    },
    output: ["IMAGE"],
    run: async (context) => [
      layOver(
        pictureOf(context, "destination"),
        pictureOf(context, "source"),
        maskOf(context, "mask"),
      ),
    ],
  },
  CLIPVisionLoader: {
    input: { required: { clip_name: [["sigclip_vision.safetensors"], {}] } },
    output: ["CLIP_VISION"],
    run: async () => ["vision"],
  },
  CLIPVisionEncode: {
    input: {
      required: {
        clip_vision: ["CLIP_VISION"],
        image: ["IMAGE"],
        crop: [["center", "none"], {}],
      },
    },
    output: ["CLIP_VISION_OUTPUT"],
    run: async (context) => [pictureOf(context, "image")],
  },
  StyleModelLoader: {
    input: { required: { style_model_name: [["flux1-redux-dev.safetensors"], {}] } },
    output: ["STYLE_MODEL"],
    run: async () => ["redux"],
  },
  StyleModelApply: {
    input: {
      required: {
        conditioning: ["CONDITIONING"],
        style_model: ["STYLE_MODEL"],
        clip_vision_output: ["CLIP_VISION_OUTPUT"],
        strength: ["FLOAT", number(0, 10)],
        strength_type: [["multiply", "attn_bias"], {}],
      },
    },
    output: ["CONDITIONING"],
    run: async (context) => [textOf(context, "conditioning")],
  },
  PreviewImage: {
    input: { required: { images: ["IMAGE"] } },
    output: [],
    output_node: true,
    run: async (context) => [pictureOf(context, "images")],
  },
  SaveImage: {
    input: { required: { images: ["IMAGE"], filename_prefix: ["STRING", {}] } },
    output: [],
    output_node: true,
    run: async (context) => [pictureOf(context, "images")],
  },
}

/** As `LoadImageMask` reads it: a colour as it is, alpha the other way round; a picture without alpha has no mask. */
async function decodeMask(bytes: Uint8Array, channel: string): Promise<RasterMask> {
  const index = ["red", "green", "blue", "alpha"].indexOf(channel)
  const { data, info } = await sharp(bytes)
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  const mask = Buffer.alloc(info.width * info.height)
  for (let pixel = 0; pixel < mask.length; pixel += 1) {
    const value = data[pixel * 4 + index] ?? 0
    mask[pixel] = channel === "alpha" ? 255 - value : value
  }
  return { width: info.width, height: info.height, data: mask }
}
