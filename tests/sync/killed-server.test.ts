import { readVarUint } from "lib0/decoding"
import { afterEach, describe, expect, it } from "vitest"
import { WebSocket } from "ws"
import { WebsocketProvider } from "y-websocket"
import * as Y from "yjs"
import { createApi, ownerToken } from "../support/api.ts"
import { startPostgres, type PostgresServer } from "../support/postgres.ts"
import { startServer, type RunningServer } from "../support/server.ts"

interface Writer {
  readonly values: Y.Map<number>
  /** How many of its messages the server has called durable. */
  acknowledged(): number
  close(): void
}

const kills = 3

describe.each(["embedded", "PostgreSQL"])("the program on the %s database", (kind) => {
  let server: RunningServer | null = null
  let postgres: PostgresServer | null = null
  const open: Writer[] = []

  afterEach(async () => {
    for (const writer of open.splice(0)) writer.close()
    await server?.discard()
    await postgres?.stop()
  })

  it("keeps what it acknowledged and what it told others, however often it is killed", async () => {
    if (kind === "PostgreSQL") postgres = await startPostgres()
    const running = await startServer({
      environment: {
        PANELWRIGHT_TOKEN: ownerToken,
        ...(postgres && { DATABASE_URL: postgres.databaseUrl }),
      },
    })
    server = running
    const storyboard = await createApi(running).post<{ id: string }>("/storyboards", {
      title: "Killed",
    })
    const openWriter = async () => {
      const writer = await connect(running.url, storyboard.id)
      open.push(writer)
      return writer
    }

    const promised = new Set<string>()
    for (let round = 0; round < kills; round += 1) {
      const reader = await openWriter()
      const told = new Set<string>()
      reader.values.observe(({ keysChanged }) => {
        for (const key of keysChanged) told.add(key)
      })
      const writers = await Promise.all([openWriter(), openWriter(), openWriter()])
      const written = [0, 0, 0]
      const isEnough = () =>
        told.size > 400 && writers.every((writer) => writer.acknowledged() > 200)
      const deadline = performance.now() + 60_000
      while (!isEnough() && performance.now() < deadline) {
        for (const [index, writer] of writers.entries()) {
          const count = written[index] ?? 0
          if (count - writer.acknowledged() > 1000) continue
          for (let next = count; next < count + 10; next += 1) {
            writer.values.set(`${round}.${index}.${next}`, next)
          }
          written[index] = count + 10
        }
        await new Promise((resolve) => setImmediate(resolve))
      }
      await running.kill9()
      expect(isEnough()).toBe(true)
      for (const [index, writer] of writers.entries()) {
        for (let next = 0; next < writer.acknowledged(); next += 1) {
          promised.add(`${round}.${index}.${next}`)
        }
      }
      for (const key of told) promised.add(key)
      // Gone for good: nobody may bring back what the server lost.
      for (const writer of open.splice(0)) writer.close()
      await running.restart()
    }

    const survivor = await openWriter()
    expect([...promised].filter((key) => !survivor.values.has(key))).toEqual([])
  })
})

/** A standard client that also listens for what is durable. Resolves when it has the doc. */
async function connect(url: string, storyboardId: string): Promise<Writer> {
  const doc = new Y.Doc()
  const provider = new WebsocketProvider(`${url.replace(/^http/u, "ws")}/sync`, storyboardId, doc, {
    params: { token: ownerToken, ack: "1" },
    WebSocketPolyfill: WebSocket as unknown as typeof globalThis.WebSocket,
    disableBc: true,
  })
  let acknowledged = 0
  provider.messageHandlers[100] = (_encoder, decoder) => {
    acknowledged = readVarUint(decoder)
  }
  await new Promise<void>((resolve) => {
    provider.on("sync", (isSynced: boolean) => {
      if (isSynced) resolve()
    })
  })
  return {
    values: doc.getMap<number>("values"),
    acknowledged: () => acknowledged,
    close: () => {
      provider.destroy()
      doc.destroy()
    },
  }
}
