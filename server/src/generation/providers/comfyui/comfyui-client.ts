import { FormData } from "undici"
import { z } from "zod"
import type { WebClient } from "../web-client.ts"
import { objectInfoSchema, type ObjectInfo } from "./object-info.ts"
import type { WorkflowGraph } from "./workflow.ts"

/** Where ComfyUI keeps a picture. */
const fileSchema = z.object({
  filename: z.string(),
  subfolder: z.string().default(""),
  type: z.string().default("output"),
})
export type ComfyUiFile = z.infer<typeof fileSchema>

/** `[event, data]`: what was sent over the socket while it was drawn. */
const messageSchema = z.tuple([
  z.string(),
  z
    .object({
      node_type: z.string().optional(),
      exception_message: z.string().optional(),
      exception_type: z.string().optional(),
    })
    .catch({}),
])

const entrySchema = z.object({
  outputs: z
    .record(z.string(), z.object({ images: z.array(fileSchema).optional().catch(undefined) }))
    .default({}),
  status: z
    .object({
      status_str: z.string(),
      messages: z.array(messageSchema).catch([]),
    })
    .nullish(),
})
export type HistoryEntry = z.infer<typeof entrySchema>

/** `[number, id, graph, …]`; later versions append to it. */
const queueItems = z
  .array(z.tuple([z.unknown(), z.string()], z.unknown()))
  .transform((items) => items.map(([, id]) => id))
const queueSchema = z.object({ queue_running: queueItems, queue_pending: queueItems })

export interface ComfyUiQueue {
  readonly running: readonly string[]
  /** Everybody's, the next one first as far as ComfyUI keeps them sorted. */
  readonly pending: readonly string[]
}

const enqueuedSchema = z.object({ prompt_id: z.string() })
const uploadedSchema = z.object({ name: z.string(), subfolder: z.string(), type: z.string() })

/** The routes of ComfyUI's `server.py` that are needed here. */
export interface ComfyUiClient {
  loadObjectInfo(signal: AbortSignal): Promise<ObjectInfo>
  /** The name under which a `LoadImage` finds it. */
  upload(
    picture: { readonly name: string; readonly bytes: Uint8Array },
    signal: AbortSignal,
  ): Promise<string>
  /** Answers with the id that counts: versions before July 2025 give one of their own. */
  enqueue(
    wish: { readonly graph: WorkflowGraph; readonly id: string; readonly clientId: string },
    signal: AbortSignal,
  ): Promise<string>
  readQueue(signal: AbortSignal): Promise<ComfyUiQueue>
  /** Null while it is not ended, and when there is no such prompt. */
  findEnded(id: string, signal: AbortSignal): Promise<HistoryEntry | null>
  loadFile(file: ComfyUiFile, signal: AbortSignal): Promise<Uint8Array>
  deleteWaiting(ids: readonly string[], signal: AbortSignal): Promise<void>
  /**
   * Only of a prompt that runs: versions before September 2025 do not look at the id and end whatever runs
   * (Comfy-Org/ComfyUI#9607).
   */
  interrupt(id: string, signal: AbortSignal): Promise<void>
}

/** It answers at once whatever it is asked; only the kinds of nodes, with all their files, take it some time. */
const timeoutMs = 10_000
const submitTimeoutMs = 30_000
const longTimeoutMs = 60_000

export function createComfyUiClient(web: WebClient): ComfyUiClient {
  return {
    loadObjectInfo: (signal) =>
      web.callJson("object_info", objectInfoSchema, { signal, timeoutMs: longTimeoutMs }),

    async upload({ name, bytes }, signal) {
      const form = new FormData()
      form.append("image", new File([new Uint8Array(bytes)], name, { type: "image/png" }))
      form.append("type", "temp")
      // Without it a file of the same name and other content would get another name.
      form.append("overwrite", "true")
      const file = await web.callJson("upload/image", uploadedSchema, {
        form,
        signal,
        timeoutMs: longTimeoutMs,
      })
      const path = file.subfolder === "" ? file.name : `${file.subfolder}/${file.name}`
      return file.type === "input" ? path : `${path} [${file.type}]`
    },

    async enqueue({ graph, id, clientId }, signal) {
      const json = {
        prompt: graph,
        prompt_id: id,
        client_id: clientId,
        // Previews are off where the server was not started with them, unless a prompt asks for them.
        extra_data: { preview_method: "auto" },
      }
      const enqueued = await web.callJson("prompt", enqueuedSchema, {
        json,
        signal,
        timeoutMs: submitTimeoutMs,
        draws: true,
      })
      return enqueued.prompt_id
    },

    async readQueue(signal) {
      const queue = await web.callJson("queue", queueSchema, { signal, timeoutMs })
      return { running: queue.queue_running, pending: queue.queue_pending }
    },

    async findEnded(id, signal) {
      const path = `history/${encodeURIComponent(id)}`
      const entries = await web.callJson(path, z.record(z.string(), entrySchema), {
        signal,
        timeoutMs,
      })
      return entries[id] ?? null
    },

    loadFile: (file, signal) =>
      web.callBytes(`view?${new URLSearchParams(file).toString()}`, {
        signal,
        timeoutMs: longTimeoutMs,
      }),

    async deleteWaiting(ids, signal) {
      await web.callBytes("queue", { json: { delete: ids }, signal, timeoutMs })
    },

    async interrupt(id, signal) {
      await web.callBytes("interrupt", { json: { prompt_id: id }, signal, timeoutMs })
    },
  }
}
