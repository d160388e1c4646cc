import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { closeCodes } from "@panelwright/core/protocol"
import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest"
import * as Y from "yjs"
import { createMemoryBus, createMemoryHub, type MemoryHub } from "../bus/backends/memory.ts"
import type { Bus } from "../bus/bus.ts"
import type { Database } from "../database/database.ts"
import { closeTestDatabases, openTestDatabase } from "../database/testing/test-database.ts"
import { silentLog } from "../log.ts"
import {
  openClient,
  openSocket,
  startSyncServer,
  type SyncServer,
  type TestClient,
  until,
} from "./testing/sync-server.ts"
import { roomTopic } from "./room-message.ts"
import { toUpdateFrame } from "./message.ts"

const board = "storyboard:one"

describe("two nodes on one database", { timeout: 60_000 }, () => {
  let database: Database
  let dataDir: string
  let hub: MemoryHub
  const nodes: SyncServer[] = []
  const clients: TestClient[] = []

  const start = async (bus: Bus = createMemoryBus(hub)) => {
    const node = await startSyncServer({ database, dataDir, log: silentLog, bus })
    nodes.push(node)
    return node
  }
  const open = async (node: SyncServer, parameters?: Record<string, string>, doc?: Y.Doc) => {
    const client = openClient(node.port, board, parameters, doc)
    clients.push(client)
    await until("synced", () => client.provider.synced)
    return client
  }
  const storedDoc = async () => {
    const rows = await database.sql<{ seq: number; update: Buffer }[]>`
      select seq, update from doc_update where storyboard_id = ${board} order by seq`
    expect(rows.map(({ seq }) => seq)).toEqual(rows.map((_, index) => index + 1))
    const doc = new Y.Doc()
    for (const { update } of rows) Y.applyUpdate(doc, update)
    return doc
  }

  beforeEach(async () => {
    database = await openTestDatabase({ kind: "server" })
    await database.sql`insert into storyboard (id, title) values (${board}, 'One')`
    dataDir = await mkdtemp(join(tmpdir(), "panelwright-nodes-"))
    hub = createMemoryHub()
  })
  afterEach(async () => {
    for (const client of clients.splice(0)) client.close()
    for (const node of nodes.splice(0)) await node.close()
    await database.close()
    await rm(dataDir, { recursive: true, force: true })
  })
  afterAll(closeTestDatabases)

  it.each([0, 0.5, 1])(
    "bring writers on both to the same doc with %d of what they say lost",
    async (share) => {
      const [one, two] = [
        await start(createLossyBus(hub, share)),
        await start(createLossyBus(hub, share)),
      ]
      const writers = [await open(one, { ack: "1" }), await open(two, { ack: "1" })]
      for (let round = 0; round < 300; round += 1) {
        for (const [index, writer] of writers.entries()) {
          writer.text.insert(round % (writer.text.length + 1), `${index}`)
          if (round % 7 === 6) writer.text.delete(0, 2)
        }
        if (round % 3 === 0) await new Promise((resolve) => setImmediate(resolve))
      }
      const sent = 300 + 42
      await until("saved", () => writers.every(({ acknowledged }) => acknowledged.updates === sent))
      await until("converged", () => {
        const texts = writers.map(({ text }) => text.toJSON())
        return texts[0] === texts[1]
      })
      expect((await storedDoc()).getText("text").toJSON()).toBe(writers[0]?.text.toJSON())
      const newcomer = await open(two)
      expect(newcomer.text.toJSON()).toBe(writers[0]?.text.toJSON())
    },
  )

  it("converge within seconds when every message between them is lost", async () => {
    const [one, two] = [await start(createLossyBus(hub, 1)), await start(createLossyBus(hub, 1))]
    const [first, second] = [await open(one), await open(two)]
    first.text.insert(0, "one ")
    second.text.insert(0, "two ")
    await until("told", () => first.text.length === 8 && second.text.length === 8, 5000)
    expect(first.text.toJSON()).toBe(second.text.toJSON())
  })

  it("close a gap at once when a later message comes without the one before it", async () => {
    const bus = createMemoryBus(hub)
    let lost = 0
    const lossy: Bus = {
      ...bus,
      publish: (topic, message) => {
        // Updates are of kind 0.
        if (topic === roomTopic(board) && message[0] === 0 && lost++ === 0) return
        bus.publish(topic, message)
      },
    }
    const [one, two] = [await start(lossy), await start()]
    const [writer, reader] = [await open(one, { ack: "1" }), await open(two)]
    writer.text.insert(0, "lost ")
    await until("saved", () => writer.acknowledged.updates === 1)
    writer.text.insert(5, "heard")
    const began = performance.now()
    await until("told", () => reader.text.toJSON() === "lost heard")
    expect(performance.now() - began).toBeLessThan(900)
    expect(lost).toBe(2)
  })

  it("let the server's own changes win or run again, never on an old doc", async () => {
    const [one, two] = [await start(), await start()]
    const add = (node: SyncServer) =>
      node.sync.changeDoc(board, "api", (doc, revision) => {
        const numbers = doc.getArray<number>("numbers")
        numbers.push([numbers.length])
        return revision
      })
    const changes = await Promise.all(
      Array.from({ length: 40 }, (_, index) => add(index % 2 === 0 ? one : two)),
    )
    const numbers = Array.from({ length: 40 }, (_, index) => index)
    expect((await storedDoc()).getArray("numbers").toJSON()).toEqual(numbers)
    expect(changes.map(({ value }) => value).toSorted((a, b) => a - b)).toEqual(numbers)
    for (const { value, revision } of changes) expect(revision).toBe(value + 1)
  })

  it("read on one what was just written on the other, also without a message", async () => {
    const [one, two] = [await start(createLossyBus(hub, 1)), await start(createLossyBus(hub, 1))]
    for (let round = 1; round <= 20; round += 1) {
      const [writer, reader] = round % 2 === 0 ? [one, two] : [two, one]
      await writer.sync.changeDoc(board, "api", (doc) => doc.getMap("map").set("round", round))
      const { doc, revision } = await reader.sync.loadDoc(board)
      expect([doc.getMap("map").get("round"), revision]).toEqual([round, round])
    }
  })

  it("do not take for a viewer's own change what it learned on the other node", async () => {
    const [one, two] = [await start(createLossyBus(hub, 1)), await start(createLossyBus(hub, 1))]
    const writer = await open(one)
    const viewer = await open(one, { role: "viewer" })
    await open(two)
    writer.text.insert(0, "news")
    await until("told", () => viewer.text.toJSON() === "news")
    const moved = await open(two, { role: "viewer" }, viewer.doc)
    await two.sync.loadDoc(board)
    expect(moved.closes).toEqual([])
    expect((await storedDoc()).getText("text").toJSON()).toBe("news")
  })

  it("store once what a client has sent to both", async () => {
    const [one, two] = [await start(), await start()]
    const doc = new Y.Doc()
    doc.getText("text").insert(0, "sent twice")
    const update = Y.encodeStateAsUpdate(doc)
    // As after a connection that broke before the acknowledgement came.
    const sockets = [await openSocket(one.port, board), await openSocket(two.port, board)]
    for (const socket of sockets) socket.send(messageOf(update))
    const reader = await open(one)
    await until("told", () => reader.text.toJSON() === "sent twice")
    doc.getText("text").insert(0, "and more ")
    for (const socket of sockets) socket.send(messageOf(Y.encodeStateAsUpdate(doc)))
    await until("told", () => reader.text.toJSON() === "and more sent twice")
    await until("settled", () => nodes.every(({ sync }) => sync.roomStats().pendingUpdates === 0))
    expect((await storedDoc()).getText("text").toJSON()).toBe("and more sent twice")
    for (const socket of sockets) socket.close()
  })

  it.each(["first", "last"])(
    "never let two stories of one client into the doc, the longer %s",
    async (which) => {
      const [one, two] = [await start(), await start()]
      const tell = (text: string) => {
        const doc = new Y.Doc()
        doc.clientID = 4711
        doc.getText("text").insert(0, text)
        return Y.encodeStateAsUpdate(doc)
      }
      const sockets = [await openSocket(one.port, board), await openSocket(two.port, board)]
      const stories = [tell("short"), tell("a longer one")]
      if (which === "first") stories.reverse()
      for (const [index, story] of stories.entries()) sockets[index]?.send(messageOf(story))
      const readers = [await open(one), await open(two)]
      await until("the same", () => {
        const texts = readers.map(({ text }) => text.toJSON())
        return texts[0] !== "" && texts[0] === texts[1]
      })
      await until("settled", () => nodes.every(({ sync }) => sync.roomStats().pendingUpdates === 0))
      expect((await storedDoc()).getText("text").toJSON()).toBe(readers[0]?.text.toJSON())
      const rows = await database.sql<{ update: Buffer }[]>`
      select update from doc_update where storyboard_id = ${board} order by seq`
      let end = 0
      for (const { id, length } of rows.flatMap(({ update }) => Y.decodeUpdate(update).structs)) {
        expect(id).toMatchObject({ client: 4711, clock: end })
        end += length
      }
      for (const socket of sockets) socket.close()
    },
  )

  it("show each other's people, and take them away with their node", async () => {
    const [one, two] = [await start(), await start()]
    const ada = await open(one, { actor: "person:ada" })
    const bob = await open(two, { actor: "person:bob" })
    const nameOf = (viewer: TestClient, viewed: TestClient) =>
      viewer.provider.awareness.getStates().get(viewed.doc.clientID)?.["user"]?.name
    const cursorOf = (viewer: TestClient, viewed: TestClient) =>
      viewer.provider.awareness.getStates().get(viewed.doc.clientID)?.["cursor"]
    ada.provider.awareness.setLocalState({ cursor: 1 })
    bob.provider.awareness.setLocalState({ cursor: 2 })
    await until("both seen", () => cursorOf(ada, bob) === 2 && cursorOf(bob, ada) === 1)
    expect(nameOf(ada, bob)).toBe("Name of person:bob")
    const late = await open(two, { actor: "person:late" })
    expect(cursorOf(late, ada)).toBe(1)
    ada.provider.awareness.setLocalState({ cursor: 3 })
    await until("moved", () => cursorOf(bob, ada) === 3)
    await one.close()
    nodes.splice(nodes.indexOf(one), 1)
    await until("gone with the node", () => cursorOf(bob, ada) === undefined)
  })

  it("keep somebody who goes from one to the other", async () => {
    const [one, two] = [await start(), await start()]
    const bob = await open(two, { actor: "person:bob" })
    const ada = await open(one, { actor: "person:ada" })
    ada.provider.awareness.setLocalState({ cursor: 1 })
    const countSeen = () => bob.provider.awareness.getStates().size
    const isSeen = () => bob.provider.awareness.getStates().has(ada.doc.clientID)
    await until("seen", isSeen)
    const removed: number[] = []
    bob.provider.awareness.on("update", (change: { removed: number[] }) => {
      removed.push(...change.removed)
    })
    const moved = await openSocket(two.port, board, "?actor=person:ada")
    moved.send(awarenessOf(ada.doc.clientID, 1, { cursor: 1 }))
    const impostor = await openSocket(two.port, board, "?actor=person:eve")
    impostor.send(awarenessOf(ada.doc.clientID, 99, { cursor: "forged" }))
    const carol = await open(two, { actor: "person:carol" })
    carol.provider.awareness.setLocalState({ cursor: 4 })
    await until("carol's arrival", () => countSeen() === 3)
    ada.provider.disconnect()
    await until("ada's end on the first node", () => one.sync.roomStats().connections === 0)
    const dave = await open(one, { actor: "person:dave" })
    dave.provider.awareness.setLocalState({ cursor: 5 })
    await until("dave's arrival", () => countSeen() === 4)
    expect(isSeen()).toBe(true)
    expect(removed).toEqual([])
    expect(JSON.stringify([...bob.provider.awareness.getStates()])).not.toContain("forged")
    moved.close()
    impostor.close()
    await until("left", () => !isSeen())
  })

  it("do not mix up two windows of one person", async () => {
    const [one, two] = [await start(), await start()]
    const [first, second] = [await open(one), await open(two)]
    // A standard client repeats what it hears of others, also of its own person's other windows.
    first.provider.awareness.setLocalState({ cursor: 1 })
    second.provider.awareness.setLocalState({ cursor: 2 })
    const watcher = await open(two, { actor: "person:watcher" })
    const count = () => watcher.provider.awareness.getStates().size
    await until("both", () => count() === 3)
    first.provider.awareness.setLocalState({ cursor: 3 })
    await until("moved", () =>
      JSON.stringify([...watcher.provider.awareness.getStates()]).includes(":3"),
    )
    first.close()
    await until("only the second", () => count() === 2)
    second.close()
    await until("none", () => count() === 1)
    expect(count()).toBe(1)
  })

  it("show people again who were thought gone and have not moved since", async () => {
    const bus = createMemoryBus(hub)
    let silent = false
    const [one, two] = [
      await start({
        ...bus,
        publish: (topic, message) => {
          if (!silent) bus.publish(topic, message)
        },
      }),
      await start(),
    ]
    const ada = await open(one, { actor: "person:ada" })
    const bob = await open(two, { actor: "person:bob" })
    ada.provider.awareness.setLocalState({ cursor: 1 })
    const isSeen = () => bob.provider.awareness.getStates().has(ada.doc.clientID)
    await until("seen", isSeen)
    silent = true
    await until("gone", () => !isSeen(), 9000)
    silent = false
    const carol = await open(two, { actor: "person:carol" })
    await until("seen again", isSeen, 14_000)
    expect(carol.provider.awareness.getStates().has(ada.doc.clientID)).toBe(true)
  })

  it("carry events and cut connections on all of them", async () => {
    const [one, two] = [await start(), await start()]
    const people = [await open(one, { events: "1" }), await open(two, { events: "1" })]
    const event = { type: "call", call: { panelId: "panel:1", by: { id: "p", name: "P" }, at: 1 } }
    one.sync.publish(board, event as Parameters<typeof one.sync.publish>[1])
    await until("heard", () => people.every(({ events }) => events.length === 1))
    expect(people[1]?.events).toEqual([event])
    two.sync.closeStoryboard(board, "storyboard-gone")
    await until("cut", () => people.every(({ closes }) => closes.length === 1))
    expect(people[0]?.closes).toEqual([closeCodes["storyboard-gone"]])
  })
})

/** Loses a share of what is said, always the same. */
function createLossyBus(hub: MemoryHub, share: number): Bus {
  const bus = createMemoryBus(hub)
  let seed = 1
  return {
    ...bus,
    publish: (topic, message) => {
      seed = (seed * 48_271) % 2_147_483_647
      if (seed / 2_147_483_647 >= share) bus.publish(topic, message)
    },
  }
}

/** A client's message: what our frame holds after its head. */
function messageOf(update: Uint8Array): Uint8Array {
  const frame = toUpdateFrame(update)
  const marker = frame[1] ?? 0
  return frame.subarray(marker < 126 ? 2 : marker === 126 ? 4 : 10)
}

function awarenessOf(clientId: number, clock: number, state: object): Uint8Array {
  const json = Buffer.from(JSON.stringify(state))
  const payload = [...varUint(1), ...varUint(clientId), ...varUint(clock), ...varUint(json.length)]
  return Buffer.concat([
    Buffer.from([1, ...varUint(payload.length + json.length), ...payload]),
    json,
  ])
}

function varUint(value: number): number[] {
  return value < 128 ? [value] : [(value % 128) + 128, ...varUint(Math.floor(value / 128))]
}
