import { WebSocket } from "ws"
import { z } from "zod"
import type { WebClient } from "../web-client.ts"
import { parsePreviewFrame, type PreviewFrame } from "./preview-frame.ts"

const messageSchema = z.object({
  type: z.string(),
  data: z
    .object({
      prompt_id: z.string().optional(),
      value: z.number().optional(),
      max: z.number().optional(),
    })
    .catch({}),
})

export interface PromptListener {
  /** Of the node that works, 0–1. */
  onProgress(promptId: string, value: number): void
  onPreview(frame: PreviewFrame): void
  /** Something about it has changed: it is worth asking. */
  onChange(promptId: string): void
}

export interface PromptSocket {
  /** When it listens; also when it cannot, or could not within two seconds. */
  readonly settled: Promise<void>
  /** Nothing comes this way now; asking is all there is. */
  isOpen(): boolean
  close(): void
}

const reconnectMs = 1000
const handshakeMs = 5000
const settleWithinMs = 2000
const changes = new Set([
  "execution_start",
  "execution_success",
  "execution_error",
  "execution_interrupted",
])

/**
 * Listens to what ComfyUI tells about the prompts of one client. It tells each client of its own prompts only, but
 * everybody of those that were interrupted, so every message is looked at for whose it is. When the connection
 * breaks, another one with the same client id hears the rest. It has to be the only one: when a server closes a
 * socket it forgets its client's id, even if a newer one has taken it.
 */
export function openPromptSocket(options: {
  readonly web: WebClient
  readonly clientId: string
  readonly listener: PromptListener
}): PromptSocket {
  const { web, clientId, listener } = options
  const url = web.toUrl("ws")
  url.protocol = url.protocol === "https:" ? "wss:" : "ws:"
  url.searchParams.set("clientId", clientId)
  const state: { closed: boolean; socket: WebSocket | null; timer: NodeJS.Timeout | null } = {
    closed: false,
    socket: null,
    timer: null,
  }

  const handle = (data: Buffer, isBinary: boolean) => {
    if (isBinary) {
      const frame = parsePreviewFrame(data)
      if (frame) listener.onPreview(frame)
      return
    }
    const message = parseMessage(data.toString())
    const promptId = message?.data.prompt_id
    if (!message || promptId === undefined) return
    const { value, max = 0 } = message.data
    if (message.type === "progress" && value !== undefined && max > 0)
      listener.onProgress(promptId, Math.min(1, value / max))
    else if (changes.has(message.type)) listener.onChange(promptId)
  }

  const connect = (onSettled: () => void) => {
    const socket = new WebSocket(url, {
      headers: web.headers,
      handshakeTimeout: handshakeMs,
      maxPayload: 64 * 1024 * 1024,
    })
    state.socket = socket
    socket.on("open", () => {
      // It has to be the first message. Previews then say which prompt they are of.
      socket.send(
        JSON.stringify({ type: "feature_flags", data: { supports_preview_metadata: true } }),
      )
      onSettled()
    })
    socket.on("message", (data, isBinary) => handle(toBuffer(data), isBinary))
    // What is wrong with it shows where it is asked.
    socket.on("error", () => undefined)
    socket.on("close", () => {
      onSettled()
      if (!state.closed) state.timer = setTimeout(() => connect(onSettled), reconnectMs)
    })
  }

  const settled = new Promise<void>((resolve) => {
    const late = setTimeout(resolve, settleWithinMs)
    connect(() => {
      clearTimeout(late)
      resolve()
    })
  })
  return {
    settled,
    isOpen: () => state.socket?.readyState === WebSocket.OPEN,
    close() {
      state.closed = true
      if (state.timer !== null) clearTimeout(state.timer)
      state.socket?.terminate()
    },
  }
}

const toBuffer = (data: Buffer | ArrayBuffer | Buffer[]): Buffer => {
  if (Array.isArray(data)) return Buffer.concat(data)
  return Buffer.isBuffer(data) ? data : Buffer.from(data)
}

function parseMessage(text: string): z.infer<typeof messageSchema> | null {
  try {
    return messageSchema.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}
