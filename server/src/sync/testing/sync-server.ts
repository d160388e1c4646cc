import type { Log } from "../../log.ts"
import { once } from "node:events"
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import type { Role } from "@panelwright/core"
import { WebSocket, WebSocketServer } from "ws"
import { WebsocketProvider } from "y-websocket"
import * as Y from "yjs"
import { createMemoryBus } from "../../bus/backends/memory.ts"
import type { Bus } from "../../bus/bus.ts"
import type { Database } from "../../database/database.ts"
import { createSync } from "../create-sync.ts"
import { type Sync, webSocketOptions } from "../sync.ts"

export interface SyncServer {
  readonly sync: Sync
  readonly port: number
  close(): Promise<void>
}

/**
 * The sync server behind a real HTTP server that believes what the URL says:
 * `/sync/{id}?actor=&role=&ack=1&events=1`.
 */
export async function startSyncServer(options: {
  database: Database
  dataDir: string
  log: Log
  bus?: Bus
  patienceMs?: number
  port?: number
}): Promise<SyncServer> {
  const sync = createSync({
    ...options,
    bus: options.bus ?? createMemoryBus(),
    clock: () => Date.now(),
  })
  await sync.ready
  const sockets = new WebSocketServer(webSocketOptions)
  const server = createServer()
  server.on("upgrade", (request, socket, head) => {
    const url = new URL(request.url ?? "/", "http://localhost")
    const id = url.searchParams.get("actor") ?? "person:test"
    const role = (url.searchParams.get("role") ?? "editor") as Role
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      sync.connect(webSocket, {
        storyboardId: decodeURIComponent(url.pathname.slice("/sync/".length)),
        actor: { id, name: `Name of ${id}`, colour: "#336699", role },
        canWrite: role === "owner" || role === "editor",
        wantsAcknowledgements: url.searchParams.has("ack"),
        wantsEvents: url.searchParams.has("events"),
      })
    })
  })
  server.listen(options.port ?? 0, "127.0.0.1")
  await once(server, "listening")
  const { port } = server.address() as AddressInfo
  return {
    sync,
    port,
    close: async () => {
      server.close()
      await sync.close()
      server.closeAllConnections()
    },
  }
}

export interface TestClient {
  readonly doc: Y.Doc
  readonly provider: WebsocketProvider
  readonly text: Y.Text
  /** The durable counts of the last acknowledgement. */
  readonly acknowledged: { updates: number; answers: number }
  readonly events: unknown[]
  /** The codes of all closes so far. */
  readonly closes: number[]
  close(): void
}

/** A standard y-websocket client of one storyboard. */
export function openClient(
  port: number,
  storyboardId: string,
  parameters: Record<string, string> = {},
  doc = new Y.Doc(),
): TestClient {
  const acknowledged = { updates: 0, answers: 0 }
  const events: unknown[] = []
  const closes: number[] = []
  const provider = new WebsocketProvider(
    `ws://127.0.0.1:${port}/sync`,
    encodeURIComponent(storyboardId),
    doc,
    {
      params: parameters,
      // Its type is the browser's, of which y-websocket uses what `ws` has.
      WebSocketPolyfill: WebSocket as unknown as typeof globalThis.WebSocket,
      disableBc: true,
      maxBackoffTime: 200,
    },
  )
  provider.messageHandlers[100] = (_encoder, decoder) => {
    acknowledged.updates = readVarUint(decoder)
    acknowledged.answers = readVarUint(decoder)
  }
  provider.messageHandlers[101] = (_encoder, decoder) => {
    const length = readVarUint(decoder)
    const bytes = decoder.arr.subarray(decoder.pos, decoder.pos + length)
    events.push(JSON.parse(Buffer.from(bytes).toString("utf8")))
  }
  provider.on("connection-close", (event) => {
    if (event) closes.push(event.code)
  })
  return {
    doc,
    provider,
    text: doc.getText("text"),
    acknowledged,
    events,
    closes,
    close: () => {
      provider.destroy()
      doc.destroy()
    },
  }
}

/** A bare socket for sending what no client would. */
export async function openSocket(
  port: number,
  storyboardId: string,
  query = "",
): Promise<WebSocket & { closed: Promise<number> }> {
  const socket = new WebSocket(
    `ws://127.0.0.1:${port}/sync/${encodeURIComponent(storyboardId)}${query}`,
    { perMessageDeflate: false },
  )
  socket.on("error", () => {})
  const closed = new Promise<number>((resolve) => socket.once("close", resolve))
  await once(socket, "open")
  return Object.assign(socket, { closed })
}

/** Waits for a condition; rejects with `what` after the deadline. */
export async function until(
  what: string,
  condition: () => unknown,
  deadlineMs = 10_000,
): Promise<void> {
  const deadline = performance.now() + deadlineMs
  while (!condition()) {
    if (performance.now() > deadline) throw new Error(`not reached: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

function readVarUint(decoder: { arr: Uint8Array; pos: number }): number {
  let value = 0
  for (let unit = 1; ; unit *= 128) {
    const byte = decoder.arr[decoder.pos] ?? 0
    decoder.pos += 1
    value += (byte & 0x7f) * unit
    if (byte < 0x80) return value
  }
}
