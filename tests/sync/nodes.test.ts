import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { readVarString, readVarUint } from "lib0/decoding"
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest"
import { WebSocket } from "ws"
import { WebsocketProvider } from "y-websocket"
import * as Y from "yjs"
import { createApi, ownerToken } from "../support/api.ts"
import { startPostgres, type PostgresServer } from "../support/postgres.ts"
import { startRedis, type RedisServer } from "../support/redis.ts"
import { startServer, type RunningServer } from "../support/server.ts"
import type { Storyboard } from "../support/storyboard.ts"
import { waitUntil } from "../support/wait.ts"

interface Person {
  readonly doc: Y.Doc
  readonly words: Y.Map<string>
  readonly provider: WebsocketProvider
  readonly events: { readonly type: string; readonly job?: { readonly state: string } }[]
  /** The codes of all closes so far. */
  readonly closes: number[]
  /** How many of its messages on this connection are durable. */
  saved(): number
  close(): void
}

/** By y-websocket's own convention; see the table of close codes. */
const sessionEnded = 4401
const storyboardGone = 4404

describe("several nodes on one PostgreSQL and Redis", () => {
  let postgres: PostgresServer
  let redis: RedisServer
  /** Holds the pictures of all nodes, and a folder for each. */
  let folder: string
  const nodes: RunningServer[] = []
  const people: Person[] = []

  const startNode = async (roles = "web,sync,worker") => {
    const dataDir = mkdtempSync(join(folder, "node-"))
    symlinkSync(join(folder, "assets"), join(dataDir, "assets"))
    const node = await startServer({
      dataDir,
      environment: {
        DATABASE_URL: postgres.databaseUrl,
        REDIS_URL: redis.url,
        PANELWRIGHT_TOKEN: ownerToken,
        ROLES: roles,
      },
    })
    nodes.push(node)
    return node
  }
  const enter = async (node: RunningServer, storyboardId: string, options: JoinOptions = {}) => {
    const person = await connect(node.url, storyboardId, options)
    people.push(person)
    return person
  }
  const createStoryboard = async (node: RunningServer) =>
    (await createApi(node).post<{ id: string }>("/storyboards", { title: "Together" })).id
  const readReadiness = async (node: RunningServer) => {
    const response = await fetch(`${node.url}/readyz`)
    return `${response.status} ${(await response.text()).trim().replaceAll("\n", " ")}`
  }

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "panelwright-nodes-"))
    mkdirSync(join(folder, "assets"))
    postgres = await startPostgres()
    redis = await startRedis()
  })
  afterEach(async () => {
    for (const person of people.splice(0)) person.close()
    for (const node of nodes.splice(0)) await node.discard()
  })
  afterAll(async () => {
    await redis.stop()
    await postgres.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  // The first, because it needs an empty database.
  it("start at once on an empty database with one owner and one sample", async () => {
    const started = await Promise.all([startNode(), startNode(), startNode()])
    const lists = await Promise.all(
      started.map((node) => createApi(node).get<readonly { title: string }[]>("/storyboards")),
    )
    for (const list of lists) expect(list.map(({ title }) => title)).toEqual(["The Lighthouse"])
  })

  it("have people who see each other's work and cursors, and go on where one is killed", async () => {
    const [one, two] = [await startNode(), await startNode()]
    const id = await createStoryboard(one)
    const [ada, bob] = [await enter(one, id), await enter(two, id)]
    ada.provider.awareness.setLocalState({ cursor: "ada" })
    bob.provider.awareness.setLocalState({ cursor: "bob" })
    const sees = (viewer: Person, viewed: Person) =>
      viewer.provider.awareness.getStates().has(viewed.doc.clientID)
    await waitUntil("cursors", () => sees(ada, bob) && sees(bob, ada))
    ada.words.set("ada", "hello")
    bob.words.set("bob", "hello")
    await waitUntil("words", () => ada.words.has("bob") && bob.words.has("ada"))

    for (let index = 0; index < 200; index += 1) ada.words.set(`before ${index}`, "kept")
    await waitUntil("something saved", () => ada.saved() > 10)
    await one.kill9()
    for (let index = 0; index < 50; index += 1) ada.words.set(`without ${index}`, "kept")
    await waitUntil("the dead node's people are gone", () => !sees(bob, ada))
    // As behind a proxy, which sends her to a node that lives.
    ada.provider.disconnect()
    const again = await enter(two, id, { doc: ada.doc })
    again.words.set("again", "here")
    await waitUntil("everything is there", () => bob.words.size === ada.words.size)
    expect(bob.words.get("without 49")).toBe("kept")
    const third = await startNode()
    const late = await enter(third, id)
    expect(late.words.size).toBe(ada.words.size)
  })

  it("lose nothing while Redis goes away and returns", async () => {
    const [one, two] = [await startNode(), await startNode()]
    const id = await createStoryboard(one)
    const [ada, bob] = [await enter(one, id), await enter(two, id)]
    await waitUntilTrue("ready", async () => (await readReadiness(two)) === "200 ready")
    const write = async (phase: string) => {
      for (let index = 0; index < 30; index += 1) {
        ada.words.set(`ada ${phase} ${index}`, "")
        bob.words.set(`bob ${phase} ${index}`, "")
        await new Promise((resolve) => setImmediate(resolve))
      }
    }
    await write("with")
    await redis.kill9()
    await write("without")
    await waitUntil("both have all", () => ada.words.size === 120 && bob.words.size === 120, 8000)
    await waitUntilTrue(
      "they say so",
      async () => (await readReadiness(one)) === "200 ready without: redis",
    )
    await redis.restart()
    await write("again")
    await waitUntil("both have all", () => ada.words.size === 180 && bob.words.size === 180, 8000)
    await waitUntilTrue("ready again", async () => (await readReadiness(one)) === "200 ready")
    ada.words.set("quick", "")
    await waitUntil("it is quick again", () => bob.words.has("quick"), 900)
    expect([...ada.closes, ...bob.closes]).toEqual([])
  })

  it("draw on a worker what was asked for on another node, and show it there", async () => {
    const [web, worker] = [await startNode("web,sync"), await startNode("worker")]
    const api = createApi(web)
    const id = await createStoryboard(web)
    await api.post(`/storyboards/${id}/commands`, {
      commands: [
        { kind: "scene.create", id: "scene:1", heading: "EXT. BAY - NIGHT" },
        { kind: "shot.create", id: "shot:1", sceneId: "scene:1" },
        { kind: "panel.create", id: "panel:1", shotId: "shot:1", action: "A ship burns." },
      ],
    })
    const ada = await enter(web, id)
    const asked = await api.post<{ jobs: { id: string }[] }>(`/storyboards/${id}/generations`, {
      panelIds: ["panel:1"],
      operation: "generate",
      provider: "sketch",
    })
    await waitUntil("the end is told", () =>
      ada.events.some(({ job }) => job?.state === "succeeded"),
    )
    expect(ada.events.map(({ job }) => job?.state)).toContain("running")
    expect(worker.output()).toContain("job-ended")
    expect(web.output()).not.toContain("job-ended")
    const panel = (await api.get<Storyboard>(`/storyboards/${id}`)).panels[0]
    expect(panel?.variants.length).toBe(1)
    expect((await api.getBytes(`/assets/${panel?.picture}`)).length).toBeGreaterThan(1000)
    await waitUntil("it is in the doc that is open", () =>
      JSON.stringify(ada.doc.getMap("variants").toJSON()).includes(panel?.picture ?? "none"),
    )
    expect(await api.get(`/jobs/${asked.jobs[0]?.id}`)).toMatchObject({ state: "succeeded" })
  })

  it("refuse with a clear answer what their roles leave to others", async () => {
    const [web, worker] = [await startNode("web"), await startNode("worker")]
    expect(await refusalOf(`${web.url}/sync/storyboard:any?token=${ownerToken}`)).toBe(421)
    const refused = await fetch(`${worker.url}/api/v1/storyboards`)
    expect(refused.status).toBe(421)
    expect(await refused.json()).toMatchObject({ kind: "not-served-here", role: "web" })
    expect((await fetch(`${worker.url}/healthz`)).status).toBe(200)
  })

  it("cut on all of them who loses access on one, and everybody where a storyboard is deleted", async () => {
    const [one, two] = [await startNode(), await startNode()]
    const id = await createStoryboard(one)
    const api = createApi(one)
    const token = await api.post<{ id: string; secret: string }>("/tokens", {
      name: "Elsewhere",
      role: "editor",
    })
    const guest = await enter(two, id, { token: token.secret })
    const stays = await enter(two, id)
    await callApi(one, "DELETE", `/tokens/${token.id}`)
    // By itself each node looks only every ten seconds.
    await waitUntil("the guest is cut", () => guest.closes.length > 0, 4000)
    expect(guest.closes[0]).toBe(sessionEnded)
    expect(stays.closes).toEqual([])
    await callApi(one, "DELETE", `/storyboards/${id}`)
    await waitUntil("the other is cut", () => stays.closes.length > 0, 4000)
    expect(stays.closes[0]).toBe(storyboardGone)
  })

  it("count one rate limit together, and each for itself without Redis", async () => {
    const [one, two] = [await startNode(), await startNode()]
    const id = await createStoryboard(one)
    await createApi(one).post(`/storyboards/${id}/commands`, {
      commands: [
        { kind: "scene.create", id: "scene:1", heading: "EXT. BAY - NIGHT" },
        { kind: "shot.create", id: "shot:1", sceneId: "scene:1" },
        { kind: "panel.create", id: "panel:1", shotId: "shot:1", action: "A ship burns." },
      ],
    })
    const call = (node: RunningServer) =>
      callApi(node, "POST", `/storyboards/${id}/calls`, { panelId: "panel:1" })
    const statuses: number[] = []
    for (const node of [one, two, one, two, one]) statuses.push(await call(node))
    expect(statuses).toEqual([204, 204, 204, 429, 429])
    await redis.kill9()
    try {
      await waitUntilTrue(
        "they know",
        async () => (await readReadiness(two)) === "200 ready without: redis",
      )
      const alone: number[] = []
      for (let index = 0; index < 4; index += 1) alone.push(await call(two))
      expect(alone).toEqual([204, 204, 204, 429])
    } finally {
      await redis.restart()
    }
  })
})

interface JoinOptions {
  readonly token?: string
  readonly doc?: Y.Doc
}

/** A standard client that also listens for events and for what is durable. Resolves when it has the doc. */
async function connect(url: string, storyboardId: string, options: JoinOptions): Promise<Person> {
  const { token = ownerToken, doc = new Y.Doc() } = options
  const events: Person["events"] = []
  const closes: number[] = []
  let saved = 0
  const provider = new WebsocketProvider(`${url.replace(/^http/u, "ws")}/sync`, storyboardId, doc, {
    params: { token, ack: "1", events: "1" },
    WebSocketPolyfill: WebSocket as unknown as typeof globalThis.WebSocket,
    disableBc: true,
    maxBackoffTime: 500,
  })
  provider.messageHandlers[100] = (_encoder, decoder) => {
    saved = readVarUint(decoder)
    readVarUint(decoder)
  }
  provider.messageHandlers[101] = (_encoder, decoder) => {
    events.push(JSON.parse(readVarString(decoder)))
  }
  provider.on("connection-close", (event) => {
    if (event) closes.push(event.code)
  })
  await waitUntil("the doc has come", () => provider.synced)
  return {
    doc,
    words: doc.getMap<string>("words"),
    provider,
    events,
    closes,
    saved: () => saved,
    close: () => provider.destroy(),
  }
}

async function callApi(
  node: RunningServer,
  method: string,
  path: string,
  body?: object,
): Promise<number> {
  const response = await fetch(`${node.url}/api/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${ownerToken}`, "content-type": "application/json" },
    ...(body && { body: JSON.stringify(body) }),
  })
  return response.status
}

/** The status of an upgrade that is refused. */
function refusalOf(url: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url.replace(/^http/u, "ws"))
    socket.once("unexpected-response", (_request, response) => {
      resolve(response.statusCode ?? 0)
      socket.terminate()
    })
    socket.once("open", () => reject(new Error("it was let in")))
    socket.on("error", () => {})
  })
}

async function waitUntilTrue(what: string, isReached: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + 20_000
  while (!(await isReached())) {
    if (performance.now() > deadline) throw new Error(`not reached: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
