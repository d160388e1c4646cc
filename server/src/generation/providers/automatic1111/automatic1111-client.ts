import { z } from "zod"
import type { WebClient } from "../web-client.ts"

/** What `modules/api/models.py` calls StableDiffusionProcessingTxt2Img, as far as it is used here. */
export interface TextToImageBody {
  readonly prompt: string
  readonly negative_prompt: string
  /** −1: any. */
  readonly seed: number
  readonly steps: number
  readonly cfg_scale: number
  readonly sampler_name: string
  readonly width: number
  readonly height: number
  readonly n_iter: number
  readonly batch_size: number
  readonly send_images: boolean
  readonly save_images: boolean
  /** By this the work is known to `/internal/progress`. */
  readonly force_task_id: string
}

export interface ImageToImageBody extends TextToImageBody {
  /** Base64, as all pictures. */
  readonly init_images: readonly string[]
  readonly denoising_strength: number
  /** 0: stretched to the size. */
  readonly resize_mode: number
  readonly include_init_images: boolean
  readonly mask?: string
  readonly mask_blur?: number
  /** 1: what is there is where it begins. */
  readonly inpainting_fill?: number
  /** False: the whole picture is looked at, not the region alone. */
  readonly inpaint_full_res?: boolean
  readonly inpainting_mask_invert?: number
}

const answerSchema = z.object({
  images: z.array(z.string()).nullish(),
  /** JSON. */
  info: z.string(),
})

const infoSchema = z.object({
  all_seeds: z.array(z.number()).catch([]),
  index_of_first_image: z.number().int().nonnegative().catch(0),
  job_timestamp: z.string().nullish().catch(null),
  sd_model_name: z.string().nullish().catch(null),
})

export interface DrawnPictures {
  /** Those asked for, without grids and masks that the server may be set to add. */
  readonly pictures: readonly Uint8Array[]
  readonly seeds: readonly number[]
  readonly model: string | null
  readonly jobTimestamp: string | null
}

const taskSchema = z.object({
  active: z.boolean(),
  queued: z.boolean(),
  completed: z.boolean(),
  progress: z.number().nullish(),
  /** A data URL. */
  live_preview: z.string().nullish(),
  id_live_preview: z.number().nullish(),
  textinfo: z.string().nullish(),
})
export type TaskProgress = z.infer<typeof taskSchema>

const stateSchema = z.object({
  state: z.object({
    interrupted: z.boolean().catch(false),
    job_timestamp: z.string().catch(""),
  }),
})

const optionsSchema = z.object({ sd_model_checkpoint: z.string().nullish() })
const modelsSchema = z.array(z.object({ title: z.string() }))

export interface Automatic1111Client {
  /** Answers when all pictures are drawn; also when somebody has interrupted them, with what there is then. */
  draw(body: TextToImageBody | ImageToImageBody, signal: AbortSignal): Promise<DrawnPictures>
  /** `preview` is the last one seen, which is not sent again. Only this knows one's own work from other's. */
  readTask(
    task: { readonly id: string; readonly preview: number },
    signal: AbortSignal,
  ): Promise<TaskProgress>
  /** Ends whatever is drawn. */
  interrupt(signal: AbortSignal): Promise<void>
  /** When the last work began, and whether it was interrupted. */
  readState(signal: AbortSignal): Promise<z.infer<typeof stateSchema>["state"]>
  /** The checkpoint that is loaded first, then the others. */
  listModels(signal: AbortSignal): Promise<string[]>
}

const timeoutMs = 10_000

const decode = (base64: string) => new Uint8Array(Buffer.from(base64, "base64"))

export function createAutomatic1111Client(web: WebClient): Automatic1111Client {
  return {
    async draw(body, signal) {
      const path = "init_images" in body ? "sdapi/v1/img2img" : "sdapi/v1/txt2img"
      const answer = await web.callJson(path, answerSchema, { json: body, signal, draws: true })
      const info = parseInfo(answer.info)
      const first = info.index_of_first_image
      return {
        pictures: (answer.images ?? []).slice(first, first + body.n_iter).map(decode),
        seeds: info.all_seeds,
        model: info.sd_model_name ?? null,
        jobTimestamp: info.job_timestamp ?? null,
      }
    },

    readTask: ({ id, preview }, signal) =>
      web.callJson("internal/progress", taskSchema, {
        json: { id_task: id, id_live_preview: preview, live_preview: true },
        signal,
        timeoutMs,
      }),

    async interrupt(signal) {
      await web.callBytes("sdapi/v1/interrupt", { method: "POST", signal, timeoutMs })
    },

    async readState(signal) {
      const path = "sdapi/v1/progress?skip_current_image=true"
      return (await web.callJson(path, stateSchema, { signal, timeoutMs })).state
    },

    async listModels(signal) {
      const call = { signal, timeoutMs }
      const { sd_model_checkpoint: loaded } = await web.callJson(
        "sdapi/v1/options",
        optionsSchema,
        call,
      )
      const models = await web.callJson("sdapi/v1/sd-models", modelsSchema, call)
      const titles = models.map(({ title }) => title)
      return [...new Set(loaded ? [loaded, ...titles] : titles)]
    },
  }
}

function parseInfo(text: string): z.infer<typeof infoSchema> {
  try {
    return infoSchema.parse(JSON.parse(text))
  } catch {
    return infoSchema.parse({})
  }
}
