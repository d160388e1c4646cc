import { randomUUID } from "node:crypto"
import type { ServerResponse } from "node:http"
import { WebSocketServer, type WebSocket } from "ws"
import { z } from "zod"
import type { PictureServer, Trouble } from "../../../testing/picture-server.ts"
import { encodeRaster, type Raster } from "../../testing/raster.ts"
import { isLetIn, Refusal, sendJson, sendPage, startWebServer } from "../../testing/web-server.ts"
import { isLink, type WorkflowGraph } from "../workflow.ts"
import { nodeKinds } from "./node-kinds.ts"
import { validatePrompt } from "./validate-prompt.ts"

export interface ComfyUiServer extends PictureServer {
  readonly url: string
  readonly wrongUrl: string
  /** Graphs that were taken, in order. */
  readonly graphs: WorkflowGraph[]
  /** Messages are no longer taken or sent over sockets. */
  closeSockets(): void
  /** Ends the connections of the sockets there are; others may come. */
  dropSockets(): void
  /** Kinds of nodes that it does not have. */
  lack(...kinds: readonly string[]): void
  /** What its files of checkpoints are; none: an empty list. */
  keepCheckpoints(...names: readonly string[]): void
  /** Gives prompts ids of its own, looks at no id when it interrupts, sends previews in the old form. */
  beOld(): void
  /** The next prompt that is drawn ends with an error in a node. */
  failNext(): void
  release(): void
  /** Somebody presses "Interrupt" in its interface. */
  interruptByHand(): void
  /** Somebody empties its queue. */
  emptyQueue(): void
}

interface QueueItem {
  readonly id: string
  readonly graph: WorkflowGraph
  readonly clientId: string | null
  readonly isOther: boolean
}

interface Running {
  readonly item: QueueItem
  interrupted: boolean
  wake: (() => void) | null
}

class Interrupted extends Error {}

const promptSchema = z.strictObject({
  prompt: z.unknown(),
  client_id: z.string().optional(),
  prompt_id: z.string().optional(),
  extra_data: z
    .strictObject({
      preview_method: z.enum(["default", "none", "auto", "latent2rgb", "taesd"]).optional(),
      extra_pnginfo: z.unknown().optional(),
    })
    .optional(),
  number: z.number().optional(),
  front: z.boolean().optional(),
})

const steps = 4
const stepMs = 3

/** ComfyUI as its `server.py`, `execution.py` and `nodes.py` describe it: one worker, a queue, sockets by client. */
export async function startComfyUiServer(): Promise<ComfyUiServer> {
  const files = new Map<string, Uint8Array>()
  const history = new Map<string, object>()
  const pending: QueueItem[] = []
  const sockets = new Map<string, WebSocket>()
  const flags = new Map<WebSocket, boolean>()
  const graphs: WorkflowGraph[] = []
  const troubles: Trouble[] = []
  const lacking = new Set<string>()
  const state = {
    wishes: 0,
    held: false,
    old: false,
    failNext: false,
    number: 0,
    results: 0,
    running: null as Running | null,
    noSockets: false,
    checkpoints: null as readonly string[] | null,
  }
  const finished = new Set<string>()
  const sent = new Map<string, Uint8Array>()

  const tell = (clientId: string | null, type: string, data: object) => {
    const message = JSON.stringify({ type, data })
    if (clientId === null) for (const socket of sockets.values()) socket.send(message)
    else sockets.get(clientId)?.send(message)
  }
  const tellStatus = () => {
    const remaining = pending.length + (state.running === null ? 0 : 1)
    tell(null, "status", { status: { exec_info: { queue_remaining: remaining } } })
  }

  const sendPreview = async (item: QueueItem, picture: Raster) => {
    const socket = item.clientId === null ? undefined : sockets.get(item.clientId)
    if (!socket) return
    const image = await encodeRaster(picture, "jpeg")
    const header = Buffer.alloc(8)
    if (!flags.get(socket) || state.old) {
      header.writeUInt32BE(1, 0)
      header.writeUInt32BE(1, 4)
      socket.send(Buffer.concat([header, image]))
      return
    }
    const metadata = Buffer.from(JSON.stringify({ node_id: "sampler", prompt_id: item.id }))
    header.writeUInt32BE(4, 0)
    header.writeUInt32BE(metadata.length, 4)
    socket.send(Buffer.concat([header, metadata, image]))
  }

  const pause = (running: Running, ms: number | null) =>
    new Promise<void>((resolve) => {
      running.wake = resolve
      if (ms !== null) setTimeout(resolve, ms)
    })

  const sample = async (running: Running, picture: Raster) => {
    const { item } = running
    for (let step = 1; step <= steps; step += 1) {
      await pause(running, stepMs)
      const isFree = () => finished.has(item.id) || !(state.held || item.isOther)
      while (!running.interrupted && !isFree()) await pause(running, null)
      if (running.interrupted) throw new Interrupted()
      tell(item.clientId, "progress", {
        value: step,
        max: steps,
        prompt_id: item.id,
        node: "sampler",
      })
      if (step === 2) await sendPreview(item, picture)
    }
  }

  const execute = async (running: Running) => {
    const { item } = running
    const outputs: Record<string, object> = {}
    const results = new Map<string, Promise<readonly unknown[]>>()
    const run = (id: string): Promise<readonly unknown[]> => {
      const known = results.get(id)
      if (known) return known
      const made = (async () => {
        const node = item.graph[id]
        const kind = nodeKinds[node?.class_type ?? ""]
        if (!node || !kind) throw new Error(`no node ${id}`)
        const inputs: Record<string, unknown> = {}
        for (const [name, value] of Object.entries(node.inputs))
          inputs[name] = isLink(value) ? (await run(value[0]))[value[1]] : value
        tell(item.clientId, "executing", { node: id, display_node: id, prompt_id: item.id })
        return kind.run({
          inputs,
          loadFile: (name) => files.get(name) ?? new Uint8Array(),
          sample: (picture) => sample(running, picture),
        })
      })()
      results.set(id, made)
      return made
    }
    for (const [id, node] of Object.entries(item.graph)) {
      if (!nodeKinds[node.class_type]?.output_node) continue
      const [picture] = await run(id)
      const trouble = troubles[0]?.kind === "send" ? troubles.shift() : null
      const bytes =
        trouble?.kind === "send" ? trouble.picture : await encodeRaster(picture as Raster)
      state.results += 1
      const type = node.class_type === "SaveImage" ? "output" : "temp"
      const filename = `ComfyUI_${String(state.results).padStart(5, "0")}_.png`
      sent.set(`${type}/${filename}`, bytes)
      outputs[id] = { images: [{ filename, subfolder: "", type }] }
      tell(item.clientId, "executed", { node: id, output: outputs[id], prompt_id: item.id })
    }
    return outputs
  }

  const work = async () => {
    while (state.running === null) {
      const item = pending.shift()
      if (!item) return
      const running: Running = { item, interrupted: false, wake: null }
      state.running = running
      tellStatus()
      const messages: [string, object][] = []
      const add = (event: string, data: object, everybody = false) => {
        messages.push([event, { ...data, prompt_id: item.id, timestamp: 1 }])
        tell(everybody ? null : item.clientId, event, { ...data, prompt_id: item.id })
      }
      add("execution_start", {})
      let outputs: object = {}
      let status = "error"
      try {
        if (state.failNext) {
          state.failNext = false
          throw new Error("CUDA out of memory.")
        }
        outputs = await execute(running)
        add("execution_success", {})
        status = "success"
      } catch (error) {
        const about = { node_id: "sampler", node_type: "KSampler", executed: [] }
        if (error instanceof Interrupted) add("execution_interrupted", about, true)
        else
          add("execution_error", {
            ...about,
            exception_message: error instanceof Error ? error.message : "failed",
            exception_type: "torch.OutOfMemoryError",
            traceback: [],
          })
      }
      history.set(item.id, {
        prompt: [0, item.id, item.graph, {}, []],
        outputs,
        status: { status_str: status, completed: status === "success", messages },
        meta: {},
      })
      state.running = null
      tell(item.clientId, "executing", { node: null, prompt_id: item.id })
      tellStatus()
    }
  }

  const enqueue = (item: QueueItem) => {
    pending.push(item)
    tellStatus()
    void work()
  }

  const interrupt = (id: string | null) => {
    const { running } = state
    if (!running || (id !== null && running.item.id !== id)) return
    running.interrupted = true
    running.wake?.()
  }

  const postPrompt = async (request: Request, response: ServerResponse) => {
    state.wishes += 1
    const trouble = troubles[0]?.kind === "send" ? undefined : troubles.shift()
    if (trouble?.kind === "hang") return
    if (trouble?.kind === "page") return sendPage(response)
    if (trouble?.kind === "throttle")
      throw new Refusal(429, {}, { "retry-after": String(trouble.retryAfterSeconds) })
    const body = promptSchema.safeParse(await request.json())
    if (!body.success) throw new Refusal(400, { error: { message: body.error.message } })
    const wish = body.data
    if (trouble?.kind === "refuse") wish.prompt = { "1": { class_type: "Gone", inputs: {} } }
    const graph = validatePrompt(wish.prompt, (name) => files.has(name))
    const id = state.old ? randomUUID() : (wish.prompt_id ?? randomUUID())
    graphs.push(graph)
    enqueue({ id, graph, clientId: wish.client_id ?? null, isOther: false })
    state.number += 1
    if (trouble?.kind === "cut-off") response.socket?.destroy()
    else sendJson(response, 200, { prompt_id: id, number: state.number, node_errors: {} })
  }

  const upload = async (request: Request, response: ServerResponse) => {
    const form = await request.formData()
    for (const name of form.keys())
      if (!["image", "type", "subfolder", "overwrite"].includes(name)) throw new Refusal(400, {})
    const image = form.get("image")
    const type = form.get("type") ?? "input"
    if (!(image instanceof File) || typeof type !== "string") throw new Refusal(400, {})
    if (!["input", "temp", "output"].includes(type)) throw new Refusal(400, {})
    const bytes = new Uint8Array(await image.arrayBuffer())
    files.set(type === "input" ? image.name : `${image.name} [${type}]`, bytes)
    sendJson(response, 200, { name: image.name, subfolder: "", type })
  }

  const web = await startWebServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url)
    const route = `${request.method} ${pathname}`
    if (route === "POST /prompt") return postPrompt(request, response)
    if (route === "POST /upload/image") return upload(request, response)
    if (route === "GET /queue") {
      const toItem = ({ id, graph }: QueueItem) => [0, id, graph, {}, []]
      return sendJson(response, 200, {
        queue_running: state.running === null ? [] : [toItem(state.running.item)],
        queue_pending: pending.map(toItem),
      })
    }
    if (route === "POST /queue") {
      const { delete: ids } = z
        .strictObject({ delete: z.array(z.string()) })
        .parse(await request.json())
      for (const id of ids) {
        const at = pending.findIndex((item) => item.id === id)
        if (at >= 0) pending.splice(at, 1)
      }
      response.end()
      return undefined
    }
    if (route === "POST /interrupt") {
      const { prompt_id } = z.strictObject({ prompt_id: z.string() }).parse(await request.json())
      interrupt(state.old ? null : prompt_id)
      response.end()
      return undefined
    }
    if (route === "GET /object_info") {
      const kinds = Object.entries(nodeKinds).filter(([name]) => !lacking.has(name))
      const info = Object.fromEntries(
        kinds.map(([name, { input, output, output_node = false }]) => [
          name,
          name === "CheckpointLoaderSimple" && state.checkpoints !== null
            ? { input: { required: { ckpt_name: [state.checkpoints, {}] } }, output, output_node }
            : { input, output, output_node },
        ]),
      )
      return sendJson(response, 200, info)
    }
    if (pathname.startsWith("/history/")) {
      const id = decodeURIComponent(pathname.slice("/history/".length))
      const entry = history.get(id)
      return sendJson(response, 200, entry ? { [id]: entry } : {})
    }
    if (route === "GET /view") {
      const bytes = sent.get(`${searchParams.get("type")}/${searchParams.get("filename")}`)
      if (!bytes) throw new Refusal(404, {})
      response.writeHead(200, { "content-type": "image/png" })
      response.end(bytes)
      return undefined
    }
    throw new Refusal(404, {})
  })

  const socketServer = new WebSocketServer({ noServer: true })
  web.http.on("upgrade", (request, socket, head) => {
    const url = new URL(request.url ?? "/", "http://local")
    if (state.noSockets || url.pathname !== "/ws" || !isLetIn(request.headers)) {
      socket.destroy()
      return
    }
    socketServer.handleUpgrade(request, socket, head, (connection) => {
      const clientId = url.searchParams.get("clientId") ?? randomUUID()
      sockets.set(clientId, connection)
      connection.once("message", (data: Buffer) => {
        const message = z
          .object({
            type: z.literal("feature_flags"),
            data: z.object({ supports_preview_metadata: z.boolean() }),
          })
          .safeParse(JSON.parse(data.toString()))
        flags.set(connection, message.data?.data.supports_preview_metadata ?? false)
        if (!state.old)
          connection.send(JSON.stringify({ type: "feature_flags", data: { max_upload_size: 1 } }))
      })
      // Whichever it is by now.
      connection.on("close", () => sockets.delete(clientId))
      tell(clientId, "status", { status: { exec_info: { queue_remaining: 0 } }, sid: clientId })
    })
  })

  const isOurs = (item: QueueItem) => !item.isOther
  return {
    url: web.url,
    wrongUrl: web.wrongUrl,
    graphs,
    trouble: (...some) => void troubles.push(...some),
    countWishes: () => state.wishes,
    hold: () => void (state.held = true),
    release() {
      state.held = false
      state.running?.wake?.()
    },
    isDrawing: () => state.running !== null && isOurs(state.running.item),
    isWaiting: () => pending.some(isOurs),
    addOther: async () => {
      const id = randomUUID()
      const graph = validatePrompt(
        {
          latent: {
            class_type: "EmptyLatentImage",
            inputs: { width: 64, height: 64, batch_size: 1 },
          },
          checkpoint: {
            class_type: "CheckpointLoaderSimple",
            inputs: { ckpt_name: "sdxl.safetensors" },
          },
          words: { class_type: "CLIPTextEncode", inputs: { text: "a", clip: ["checkpoint", 1] } },
          sampler: {
            class_type: "KSampler",
            inputs: {
              model: ["checkpoint", 0],
              seed: 1,
              steps: 1,
              cfg: 1,
              sampler_name: "euler",
              scheduler: "normal",
              positive: ["words", 0],
              negative: ["words", 0],
              latent_image: ["latent", 0],
              denoise: 1,
            },
          },
          decoded: {
            class_type: "VAEDecode",
            inputs: { samples: ["sampler", 0], vae: ["checkpoint", 2] },
          },
          shown: { class_type: "PreviewImage", inputs: { images: ["decoded", 0] } },
        },
        () => false,
      )
      enqueue({ id, graph, clientId: null, isOther: true })
      return {
        isAlive: () =>
          (state.running?.item.id === id && !state.running.interrupted) ||
          pending.some((item) => item.id === id),
        finish: () => {
          finished.add(id)
          if (state.running?.item.id === id) state.running.wake?.()
        },
      }
    },
    closeSockets() {
      state.noSockets = true
      for (const socket of sockets.values()) socket.terminate()
    },
    dropSockets() {
      for (const socket of sockets.values()) socket.terminate()
    },
    lack: (...kinds) => {
      for (const kind of kinds) lacking.add(kind)
    },
    keepCheckpoints: (...names) => void (state.checkpoints = names),
    beOld: () => void (state.old = true),
    failNext: () => void (state.failNext = true),
    interruptByHand: () => interrupt(null),
    emptyQueue: () => void pending.splice(0),
    async close() {
      interrupt(null)
      for (const socket of sockets.values()) socket.terminate()
      socketServer.close()
      await web.close()
    },
  }
}
