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
  readonly closeCodes: number[]
  acknowledged(): number
  close(): void
}

interface JobAnswer {
  readonly state: string
}

const panels = 40

describe.each(["embedded", "PostgreSQL"])("the program on the %s database", (kind) => {
  let server: RunningServer | null = null
  let postgres: PostgresServer | null = null
  const open: Writer[] = []

  afterEach(async () => {
    for (const writer of open.splice(0)) writer.close()
    await server?.discard()
    await postgres?.stop()
  })

  it("ends on SIGTERM under load without losing an edit or failing a job", async () => {
    if (kind === "PostgreSQL") postgres = await startPostgres()
    const running = await startServer({
      environment: {
        PANELWRIGHT_TOKEN: ownerToken,
        ...(postgres && { DATABASE_URL: postgres.databaseUrl }),
      },
    })
    server = running
    const api = createApi(running)
    const { id } = await api.post<{ id: string }>("/storyboards", { title: "Drained" })
    const panelIds = Array.from({ length: panels }, (_, index) => `panel:${index}`)
    await api.post(`/storyboards/${id}/commands`, {
      commands: [
        { kind: "scene.create", id: "scene:1", heading: "INT. ROOM - DAY" },
        { kind: "shot.create", id: "shot:1", sceneId: "scene:1" },
        ...panelIds.map((panelId) => ({
          kind: "panel.create",
          id: panelId,
          shotId: "shot:1",
          action: "Somebody waits.",
        })),
      ],
    })
    const writers = [
      await connect(running.url, id),
      await connect(running.url, id),
      await connect(running.url, id),
    ]
    open.push(...writers)
    await api.post(`/storyboards/${id}/generations`, { operation: "generate", panelIds })

    const during = { isWriting: true, isStopping: true }
    const written = [0, 0, 0]
    const writing = (async () => {
      while (during.isWriting) {
        for (const [index, writer] of writers.entries()) {
          const count = written[index] ?? 0
          if (count - writer.acknowledged() > 500) continue
          writer.values.set(`${index}.${count}`, count)
          written[index] = count + 1
        }
        await new Promise((resolve) => setImmediate(resolve))
      }
    })()
    await waitFor(() => writers.every((writer) => writer.acknowledged() > 100))

    const list = async () =>
      (await api.get<readonly JobAnswer[]>(`/storyboards/${id}/jobs`)).map(({ state }) => state)
    const atSignal = await list()
    expect(atSignal.filter((state) => state !== "succeeded").length).toBeGreaterThan(0)
    const states: string[] = []
    const watching = (async () => {
      while (during.isStopping) {
        const answer = await fetch(`${running.url}/readyz`).then(
          (response) => response.text(),
          () => "gone",
        )
        if (states.at(-1) !== answer) states.push(answer)
      }
    })()
    const startedAt = performance.now()
    const code = await running.stop()
    const seconds = (performance.now() - startedAt) / 1000
    during.isStopping = false
    await watching
    during.isWriting = false
    await writing
    expect([code, running.output()]).toEqual([0, expect.stringContaining("server-stopped")])
    expect(seconds).toBeLessThan(20)
    expect(states.filter((state) => state.startsWith("ready")).length).toBeLessThanOrEqual(1)
    for (const { closeCodes } of writers) expect(closeCodes[0]).toBe(1012)

    const acknowledged = writers.map((writer) => writer.acknowledged())
    const authors = writers.map(({ values }) => new Map(values.entries()))
    for (const writer of open.splice(0)) writer.close()
    await running.restart()
    const survivor = await connect(running.url, id)
    open.push(survivor)
    const lost = acknowledged.flatMap((count, index) =>
      Array.from({ length: count }, (_, next) => `${index}.${next}`).filter(
        (key) => authors[index]?.has(key) === true && !survivor.values.has(key),
      ),
    )
    expect(lost).toEqual([])
    await waitFor(async () => (await list()).every((state) => state === "succeeded"))
    expect((await list()).length).toBe(panels)
  })

  it("ends at once on a second signal, and still keeps what it acknowledged", async () => {
    if (kind === "PostgreSQL") postgres = await startPostgres()
    const running = await startServer({
      environment: {
        PANELWRIGHT_TOKEN: ownerToken,
        ...(postgres && { DATABASE_URL: postgres.databaseUrl }),
      },
    })
    server = running
    const api = createApi(running)
    const { id } = await api.post<{ id: string }>("/storyboards", { title: "Ended" })
    const writer = await connect(running.url, id)
    open.push(writer)
    for (let next = 0; next < 500; next += 1) writer.values.set(`${next}`, next)
    await waitFor(() => writer.acknowledged() > 0)
    const acknowledged = writer.acknowledged()
    process.kill(running.pid, "SIGTERM")
    process.kill(running.pid, "SIGTERM")
    await running.stop()
    for (const each of open.splice(0)) each.close()
    await running.restart()
    const survivor = await connect(running.url, id)
    open.push(survivor)
    expect(survivor.values.size).toBeGreaterThanOrEqual(acknowledged)
  })
})

async function waitFor(condition: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = performance.now() + 60_000
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error("the condition never held")
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

/** A standard client that also listens for what is durable, and for why it is sent away. */
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
