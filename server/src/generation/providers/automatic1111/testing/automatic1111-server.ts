import type { ServerResponse } from "node:http"
import sharp from "sharp"
import { z } from "zod"
import type { PictureServer, Trouble } from "../../../testing/picture-server.ts"
import {
  decodeRaster,
  encodeRaster,
  fillRaster,
  layOver,
  paintOver,
  type Raster,
  type RasterMask,
} from "../../testing/raster.ts"
import { Refusal, sendJson, sendPage, startWebServer } from "../../testing/web-server.ts"

export interface Automatic1111Server extends PictureServer {
  readonly url: string
  readonly wrongUrl: string
  /** Bodies that were taken, in order. */
  readonly bodies: Readonly<Record<string, unknown>>[]
  /** As with `--nowebui`. */
  hideInterface(): void
  /** As without `--api`. */
  hideApi(): void
  keepNoModels(): void
  /** Somebody presses "Interrupt" in its interface. */
  interruptByHand(): void
  /** Adds a grid before and a mask after the pictures, as it can be set to. */
  addExtras(): void
  /** How often it was interrupted through its API. */
  countInterrupts(): number
}

interface Task {
  readonly id: string
  readonly isOther: boolean
  interrupted: boolean
  wake: (() => void) | null
}

const shared = {
  prompt: z.string(),
  negative_prompt: z.string().default(""),
  seed: z.number().int().default(-1),
  steps: z.number().int().min(1).max(150).default(50),
  cfg_scale: z.number().default(7),
  sampler_name: z.string().optional(),
  scheduler: z.string().optional(),
  width: z.number().int().min(64).max(4096).default(512),
  height: z.number().int().min(64).max(4096).default(512),
  n_iter: z.number().int().min(1).default(1),
  batch_size: z.number().int().min(1).default(1),
  send_images: z.boolean().default(true),
  save_images: z.boolean().default(false),
  force_task_id: z.string().optional(),
}

/** It takes keys that it does not know and forgets them; here they are a mistake that has to show. */
const textToImage = z.strictObject(shared)
const imageToImage = z.strictObject({
  ...shared,
  init_images: z.array(z.string()).min(1),
  denoising_strength: z.number().min(0).max(1).default(0.75),
  resize_mode: z.number().int().min(0).max(3).default(0),
  include_init_images: z.boolean().default(false),
  mask: z.string().optional(),
  mask_blur: z.number().int().min(0).optional(),
  inpainting_fill: z.number().int().min(0).max(3).default(0),
  inpaint_full_res: z.boolean().default(true),
  inpainting_mask_invert: z.number().int().min(0).max(1).default(0),
})
type Wish = z.infer<typeof textToImage> & Partial<z.infer<typeof imageToImage>>

const stepsShown = 4
const stepMs = 15

/** The web UI as its `modules/api/api.py`, `modules/progress.py` and `modules/processing.py` describe it. */
export async function startAutomatic1111Server(): Promise<Automatic1111Server> {
  const troubles: Trouble[] = []
  const bodies: Readonly<Record<string, unknown>>[] = []
  const waiting: Task[] = []
  const finished = new Set<string>()
  const freed = new Set<string>()
  const state = {
    wishes: 0,
    interrupts: 0,
    held: false,
    hasInterface: true,
    hasApi: true,
    hasModels: true,
    extras: false,
    current: null as Task | null,
    begun: 0,
    wasInterrupted: false,
    progress: 0,
    preview: null as Buffer | null,
    previewId: 0,
  }
  const turn = { last: Promise.resolve() }

  const pause = (task: Task, ms: number | null) =>
    new Promise<void>((resolve) => {
      task.wake = resolve
      if (ms !== null) setTimeout(resolve, ms)
    })

  const sample = async (task: Task, picture: Raster) => {
    for (let step = 1; step <= stepsShown && !task.interrupted; step += 1) {
      await pause(task, stepMs)
      while (!task.interrupted && !freed.has(task.id) && (state.held || task.isOther))
        await pause(task, null)
      state.progress = step / stepsShown
      if (step !== 2) continue
      state.preview = await encodeRaster(picture, "jpeg")
      state.previewId += 1
    }
  }

  /** One at a time, in the order in which they came: the lock around everything that draws. */
  const takeTurn = async <Value>(task: Task, work: () => Promise<Value>): Promise<Value> => {
    const before = turn.last
    const mine = { done: () => {} }
    turn.last = new Promise<void>((resolve) => {
      mine.done = resolve
    })
    waiting.push(task)
    await before
    waiting.splice(waiting.indexOf(task), 1)
    state.current = task
    state.begun += 1
    state.wasInterrupted = false
    state.progress = 0
    state.preview = null
    try {
      return await work()
    } finally {
      state.current = null
      finished.add(task.id)
      mine.done()
    }
  }

  const interrupt = () => {
    state.wasInterrupted = true
    if (!state.current) return
    state.current.interrupted = true
    state.current.wake?.()
  }

  const draw = async (task: Task, wish: Wish): Promise<Raster[]> => {
    const size = {
      width: Math.floor(wish.width / 8) * 8,
      height: Math.floor(wish.height / 8) * 8,
    }
    const pictures: Raster[] = []
    for (let index = 0; index < wish.n_iter && !task.interrupted; index += 1) {
      const [base64] = wish.init_images ?? []
      const start = base64 === undefined ? null : await decodeSized(base64, size)
      const mask = wish.mask === undefined ? null : await readMask(wish, size)
      const painted = start ? paintOver(start, mask) : fillRaster(size, Math.max(0, wish.seed))
      await sample(task, painted)
      pictures.push(start && mask ? layOver(start, painted, mask) : painted)
    }
    return pictures
  }

  const postPicture = async (request: Request, response: ServerResponse) => {
    state.wishes += 1
    const trouble = troubles.shift()
    if (trouble?.kind === "hang") return undefined
    if (trouble?.kind === "page") return sendPage(response)
    if (trouble?.kind === "throttle")
      throw new Refusal(429, {}, { "retry-after": String(trouble.retryAfterSeconds) })
    const isText = new URL(request.url).pathname.endsWith("txt2img")
    const parsed = (isText ? textToImage : imageToImage).safeParse(await request.json())
    if (!parsed.success || trouble?.kind === "refuse") {
      const detail = parsed.error?.issues.map(({ path, message, code }) => ({
        loc: ["body", ...path.map(String)],
        msg: message,
        type: code,
      }))
      throw new Refusal(422, {
        detail: detail ?? [{ loc: ["body", "prompt"], msg: "field refused", type: "value_error" }],
      })
    }
    const wish: Wish = parsed.data
    bodies.push(parsed.data)
    if (wish.sampler_name !== undefined && !["Euler", "Euler a"].includes(wish.sampler_name))
      throw new Refusal(404, { detail: "Sampler not found" })
    const task: Task = {
      id: wish.force_task_id ?? `task(${state.wishes})`,
      isOther: false,
      interrupted: false,
      wake: null,
    }
    const answer = await takeTurn(task, async () => {
      const pictures = await draw(task, wish)
      const encoded = await Promise.all(pictures.map((picture) => encodeRaster(picture)))
      const images =
        trouble?.kind === "send" ? encoded.map(() => Buffer.from(trouble.picture)) : encoded
      const extra = state.extras ? [await encodeRaster(fillRaster({ width: 8, height: 8 }, 1))] : []
      const seeds = images.map((_, index) => Math.max(0, wish.seed) + index)
      return {
        images: [...extra, ...images, ...extra].map((bytes) => bytes.toString("base64")),
        parameters: {},
        info: JSON.stringify({
          seed: seeds[0],
          all_seeds: seeds,
          index_of_first_image: extra.length,
          job_timestamp: String(state.begun),
          sd_model_name: "sdxl",
        }),
      }
    })
    if (trouble?.kind === "cut-off") {
      response.writeHead(200, { "content-type": "application/json" })
      response.write(JSON.stringify(answer).slice(0, 1000))
      response.socket?.destroySoon()
      return undefined
    }
    return sendJson(response, 200, answer)
  }

  const readTask = async (request: Request, response: ServerResponse) => {
    const asked = z
      .strictObject({ id_task: z.string(), id_live_preview: z.number(), live_preview: z.boolean() })
      .parse(await request.json())
    const active = state.current?.id === asked.id_task
    const at = waiting.findIndex(({ id }) => id === asked.id_task)
    const task = { active, queued: at >= 0, completed: finished.has(asked.id_task) }
    if (!active) {
      const textinfo = at >= 0 ? `In queue: ${at + 1}/${waiting.length}` : "Waiting..."
      return sendJson(response, 200, { ...task, id_live_preview: -1, textinfo })
    }
    const isNew = state.preview !== null && asked.id_live_preview !== state.previewId
    return sendJson(response, 200, {
      ...task,
      progress: state.progress,
      eta: 1,
      live_preview: isNew ? `data:image/jpeg;base64,${state.preview?.toString("base64")}` : null,
      id_live_preview: isNew ? state.previewId : asked.id_live_preview,
      textinfo: null,
    })
  }

  const web = await startWebServer(async (request, response) => {
    const { pathname } = new URL(request.url)
    const route = `${request.method} ${pathname}`
    const notFound = new Refusal(404, { detail: "Not Found" })
    if (route === "POST /internal/progress" && state.hasInterface)
      return readTask(request, response)
    if (!state.hasApi) throw notFound
    if (route === "POST /sdapi/v1/txt2img" || route === "POST /sdapi/v1/img2img")
      return postPicture(request, response)
    if (route === "POST /sdapi/v1/interrupt") {
      state.interrupts += 1
      interrupt()
      return sendJson(response, 200, {})
    }
    if (route === "GET /sdapi/v1/progress")
      return sendJson(response, 200, {
        progress: 0,
        eta_relative: 0,
        state: {
          skipped: false,
          interrupted: state.wasInterrupted,
          job: state.current === null ? "" : "scripts_txt2img",
          job_count: state.current === null ? 0 : 1,
          job_timestamp: String(state.begun),
        },
        current_image: null,
        textinfo: null,
      })
    if (route === "GET /sdapi/v1/options")
      return sendJson(response, 200, {
        samples_format: "png",
        sd_model_checkpoint: state.hasModels ? "sdxl.safetensors [31e35c80fc]" : null,
      })
    if (route === "GET /sdapi/v1/sd-models") {
      const models = [{ title: "sdxl.safetensors [31e35c80fc]", model_name: "sdxl" }]
      return sendJson(response, 200, state.hasModels ? models : [])
    }
    throw notFound
  })

  return {
    url: web.url,
    wrongUrl: web.wrongUrl,
    bodies,
    trouble: (...some) => void troubles.push(...some),
    countWishes: () => state.wishes,
    countInterrupts: () => state.interrupts,
    hold: () => void (state.held = true),
    isDrawing: () => state.current !== null && !state.current.isOther,
    isWaiting: () => waiting.some(({ isOther }) => !isOther),
    addOther: async () => {
      const task: Task = {
        id: `task(other-${crypto.randomUUID()})`,
        isOther: true,
        interrupted: false,
        wake: null,
      }
      takeTurn(task, () => sample(task, fillRaster({ width: 64, height: 64 }, 3))).catch(
        () => undefined,
      )
      await new Promise((resolve) => setImmediate(resolve))
      return {
        isAlive: () => !task.interrupted && !finished.has(task.id),
        finish: () => {
          freed.add(task.id)
          task.wake?.()
        },
      }
    },
    hideInterface: () => void (state.hasInterface = false),
    hideApi: () => void (state.hasApi = false),
    keepNoModels: () => void (state.hasModels = false),
    interruptByHand: interrupt,
    addExtras: () => void (state.extras = true),
    async close() {
      for (const task of [state.current, ...waiting]) {
        if (!task) continue
        task.interrupted = true
        task.wake?.()
      }
      await web.close()
    },
  }
}

async function decodePicture(base64: string): Promise<Buffer> {
  const bytes = Buffer.from(base64, "base64")
  const isPicture = await sharp(bytes)
    .metadata()
    .then(() => true)
    .catch(() => false)
  if (!isPicture)
    throw new Refusal(500, { error: "HTTPException", detail: "Invalid encoded image" })
  return bytes
}

async function decodeSized(
  base64: string,
  { width, height }: { readonly width: number; readonly height: number },
): Promise<Raster> {
  const bytes = await decodePicture(base64)
  return decodeRaster(await sharp(bytes).resize(width, height, { fit: "fill" }).png().toBuffer())
}

/** `create_binary_mask`: alpha where there is any that is not opaque everywhere, else grey; white changes. */
async function readMask(
  wish: Wish,
  { width, height }: { readonly width: number; readonly height: number },
): Promise<RasterMask> {
  const bytes = await decodePicture(wish.mask ?? "")
  const { channels } = await sharp(bytes).metadata()
  const { isOpaque } = await sharp(bytes).stats()
  const picture = sharp(bytes).resize(width, height, { fit: "fill", kernel: "nearest" })
  const byAlpha = channels === 4 && !isOpaque
  const channel = byAlpha ? picture.extractChannel(3) : picture.removeAlpha().toColourspace("b-w")
  const data = await channel.raw().toBuffer()
  if (wish.inpainting_mask_invert === 1)
    for (let at = 0; at < data.length; at += 1) data[at] = 255 - (data[at] ?? 0)
  return { width, height, data }
}
