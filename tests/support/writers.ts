import { readVarUint } from "lib0/decoding"
import { afterEach } from "vitest"
import { WebSocket } from "ws"
import { WebsocketProvider } from "y-websocket"
import * as Y from "yjs"
import { ownerToken } from "./api.ts"
import { startPostgres, type PostgresServer } from "./postgres.ts"
import { startServer, type RunningServer } from "./server.ts"

/** A standard client that also listens for what is durable, and for why it is sent away. It does not come back. */
export interface Writer {
  readonly values: Y.Map<number>
  readonly closeCodes: readonly number[]
  /** How many of its messages the server has called durable. */
  acknowledged(): number
  close(): void
}

export const databaseKinds = ["embedded", "PostgreSQL"] as const

/** The real server on one kind of database, and those who write to it; all of it ends with each test. */
export interface WrittenServer {
  /** Once in a test. */
  start(): Promise<RunningServer>
  /** Resolves when it has the doc. */
  openWriter(storyboardId: string): Promise<Writer>
  closeWriters(): void
}

export function useWrittenServer(kind: (typeof databaseKinds)[number]): WrittenServer {
  let server: RunningServer | null = null
  let postgres: PostgresServer | null = null
  const open: Writer[] = []
  const closeWriters = () => {
    for (const writer of open.splice(0)) writer.close()
  }
  afterEach(async () => {
    closeWriters()
    await server?.discard()
    await postgres?.stop()
    server = null
    postgres = null
  })
  return {
    async start() {
      if (kind === "PostgreSQL") postgres = await startPostgres()
      server = await startServer({
        environment: {
          PANELWRIGHT_TOKEN: ownerToken,
          ...(postgres && { DATABASE_URL: postgres.databaseUrl }),
        },
      })
      return server
    },
    async openWriter(storyboardId) {
      if (server === null) throw new Error("no server was started")
      const writer = await connect(server.url, storyboardId)
      open.push(writer)
      return writer
    },
    closeWriters,
  }
}

async function connect(url: string, storyboardId: string): Promise<Writer> {
  const doc = new Y.Doc()
  const provider = new WebsocketProvider(`${url.replace(/^http/u, "ws")}/sync`, storyboardId, doc, {
    params: { token: ownerToken, ack: "1" },
    WebSocketPolyfill: WebSocket as unknown as typeof globalThis.WebSocket,
    disableBc: true,
  })
  let acknowledged = 0
  const closeCodes: number[] = []
  provider.messageHandlers[100] = (_encoder, decoder) => {
    acknowledged = readVarUint(decoder)
  }
  provider.on("connection-close", (event: { readonly code: number } | null) => {
    if (!event) return
    closeCodes.push(event.code)
    provider.shouldConnect = false
  })
  await new Promise<void>((resolve) => {
    provider.on("sync", (isSynced: boolean) => {
      if (isSynced) resolve()
    })
  })
  return {
    values: doc.getMap<number>("values"),
    closeCodes,
    acknowledged: () => acknowledged,
    close: () => {
      provider.destroy()
      doc.destroy()
    },
  }
}
