import { silentLog } from "../log.ts"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { closeCodes } from "@panelwright/core/protocol"
import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest"
import * as Y from "yjs"
import type { Database } from "../database/database.ts"
import { closeTestDatabases, openTestDatabase } from "../database/testing/test-database.ts"
import { Journal } from "./journal.ts"
import { SyncError } from "./sync-error.ts"
import {
  openClient,
  startSyncServer,
  type SyncServer,
  type TestClient,
  until,
} from "./testing/sync-server.ts"

const board = "storyboard:one"

describe.each(["embedded", "server"] as const)(
  "sync on the %s database",
  { timeout: 60_000 },
  (kind) => {
    let database: Database
    let dataDir: string
    let server: SyncServer
    const clients: TestClient[] = []

    const start = async () => {
      server = await startSyncServer({ database, dataDir, log: silentLog })
    }
    const open = (parameters?: Record<string, string>, doc?: Y.Doc) => {
      const client = openClient(server.port, board, parameters, doc)
      clients.push(client)
      return client
    }
    const storedUpdates = async () => {
      await server.sync.stored()
      const rows = await database.sql<{ update: Buffer }[]>`
      select update from doc_update where storyboard_id = ${board} order by seq`
      return rows.map(({ update }) => update)
    }
    const storedText = async () => {
      const doc = new Y.Doc()
      for (const update of await storedUpdates()) Y.applyUpdate(doc, update)
      return doc.getText("text").toJSON()
    }

    beforeEach(async () => {
      database = await openTestDatabase({ kind })
      await database.sql`insert into storyboard (id, title) values (${board}, 'One')`
      dataDir = await mkdtemp(join(tmpdir(), "panelwright-sync-"))
      await start()
    })
    afterEach(async () => {
      for (const client of clients.splice(0)) client.close()
      await server.close()
      await database.close()
      await rm(dataDir, { recursive: true, force: true })
    })
    afterAll(closeTestDatabases)

    it("has a room open before the one comes who was announced", async () => {
      server.sync.warm(board)
      await until("open", () => server.sync.roomStats().rooms === 1)
      const client = open()
      await until("synced", () => client.provider.synced)
      expect(server.sync.roomStats()).toMatchObject({ rooms: 1, connections: 1 })
    })

    it("brings standard clients that write at the same time to the same doc", async () => {
      const writers = Array.from({ length: 5 }, () => open())
      await until("synced", () => writers.every(({ provider }) => provider.synced))
      for (let round = 0; round < 40; round += 1) {
        for (const [index, writer] of writers.entries()) {
          writer.text.insert(round % (writer.text.length + 1), `${index}`)
          writer.doc.getMap("map").set(`key ${round}`, index)
          if (round % 7 === 6) writer.text.delete(0, 2)
        }
        await new Promise((resolve) => setImmediate(resolve))
      }
      const state = (client: TestClient) => JSON.stringify(client.doc.toJSON())
      const [first] = writers
      await until("converged", () => {
        const states = new Set(writers.map(state))
        return states.size === 1 && server.sync.roomStats().pendingUpdates === 0
      })
      expect(await storedText()).toBe(first?.text.toJSON())
    })

    it("gives a newcomer after a restart everything at once", async () => {
      const writer = open({ ack: "1" })
      await until("synced", () => writer.provider.synced)
      for (let index = 0; index < 300; index += 1) writer.text.insert(0, `${index},`)
      await until("saved", () => writer.acknowledged.updates === 300)
      const written = writer.text.toJSON()
      writer.close()
      await server.close()
      await start()
      const newcomer = open()
      const seen = new Promise((resolve) =>
        newcomer.provider.once("sync", () => resolve(newcomer.text.toJSON())),
      )
      expect(await seen).toBe(written)
    })

    it("acknowledges an update only when it would survive the process", async () => {
      const writer = open({ ack: "1" })
      const counted: Promise<{ acknowledged: number; stored: number }>[] = []
      const acknowledge = writer.provider.messageHandlers[100]
      writer.provider.messageHandlers[100] = (...given) => {
        acknowledge?.(...given)
        counted.push(countAfter(writer.acknowledged.updates))
      }
      const countAfter = async (acknowledged: number) => {
        return { acknowledged, stored: await countDurable() }
      }
      // What a process that starts now would find.
      const countDurable = async () => {
        const rows = await database.sql`select seq from doc_update`
        if (kind === "server") return rows.length
        const journaled = await new Journal(join(dataDir, "journal")).readAll()
        return new Set([...rows, ...journaled].map(({ seq }) => seq)).size
      }
      await until("synced", () => writer.provider.synced)
      for (let index = 0; index < 200; index += 1) {
        writer.text.insert(0, "x")
        if (index % 20 === 0) await new Promise((resolve) => setTimeout(resolve, 1))
      }
      await until("saved", () => writer.acknowledged.updates === 200)
      const counts = await Promise.all(counted)
      expect(counts.length).toBeGreaterThan(2)
      expect(counts.filter(({ acknowledged, stored }) => stored < acknowledged)).toEqual([])
    })

    it("does not echo an update to its author and acknowledges only to those who asked", async () => {
      const [author, plain] = [open({ ack: "1" }), open()]
      await until("synced", () => author.provider.synced && plain.provider.synced)
      let echoes = 0
      author.doc.on("update", (_update, origin) => {
        if (origin === author.provider) echoes += 1
      })
      author.text.insert(0, "hello")
      await until("relayed", () => plain.text.toJSON() === "hello")
      await until("saved", () => author.acknowledged.updates === 1)
      plain.text.insert(5, " there")
      await until("relayed back", () => author.text.toJSON() === "hello there")
      expect(echoes).toBe(1)
      expect(plain.acknowledged.updates).toBe(0)
    })

    it("counts the answer to its first question apart, with what was written offline", async () => {
      const doc = new Y.Doc()
      doc.getText("text").insert(0, "written offline")
      const client = open({ ack: "1" }, doc)
      await until("saved", () => client.acknowledged.answers === 1)
      expect(client.acknowledged.updates).toBe(0)
      expect(await storedText()).toBe("written offline")
    })

    it("sends a client that comes back only what it lacks", async () => {
      const [away, writer] = [open(), open()]
      await until("synced", () => away.provider.synced && writer.provider.synced)
      writer.text.insert(0, "before. ")
      await until("relayed", () => away.text.length > 0)
      away.provider.disconnect()
      writer.text.insert(8, "meanwhile. ")
      away.text.insert(8, "offline. ")
      away.provider.connect()
      await until("merged", () => writer.text.length === 28 && away.text.length === 28)
      expect(away.text.toJSON()).toBe(writer.text.toJSON())
      await until("stored", () => server.sync.roomStats().pendingUpdates === 0)
      expect(await storedUpdates()).toHaveLength(3)
    })

    it("takes edits on top of offline ones that arrive before those", async () => {
      const doc = new Y.Doc()
      doc.getText("text").insert(0, "offline ")
      const client = open({ ack: "1" }, doc)
      let edits = 0
      client.provider.on("status", () => {
        // Before anything of the server's has come.
        for (; edits < 20; edits += 1) client.text.insert(client.text.length, `${edits} `)
      })
      await until("saved", () => client.acknowledged.updates === 20, 20_000)
      expect(client.acknowledged.answers).toBe(1)
      expect(client.closes).toEqual([])
      expect(await storedText()).toBe(client.text.toJSON())
    })

    it("keeps the doc equal through compaction and serves it from the snapshot", async () => {
      const writer = open({ ack: "1" })
      await until("synced", () => writer.provider.synced)
      for (let index = 0; index < 3000; index += 1) {
        writer.text.insert(index % (writer.text.length + 1), "ab")
        if (index % 3 === 0) writer.text.delete(0, 1)
      }
      await until("saved", () => writer.acknowledged.updates === 4000, 30_000)
      const stored = async () => {
        const rows = await database.sql<{ seq: number }[]>`select seq from doc_snapshot`
        return rows.length
      }
      const deadline = performance.now() + 20_000
      while ((await stored()) === 0) expect(performance.now()).toBeLessThan(deadline)
      const newcomer = open()
      await until("synced", () => newcomer.provider.synced)
      expect(newcomer.text.toJSON()).toBe(writer.text.toJSON())
      expect(await storedUpdates()).toHaveLength(4000)
      newcomer.text.insert(0, "after. ")
      await until("relayed", () => writer.text.toJSON().startsWith("after. "))
      const { doc, revision } = await server.sync.loadDoc(board)
      expect(doc.getText("text").toJSON()).toBe(writer.text.toJSON())
      expect(revision).toBe(4001)
    })

    it("ends without leaving the next start much to put together", async () => {
      const writer = open({ ack: "1" })
      await until("synced", () => writer.provider.synced)
      for (let index = 0; index < 4000; index += 1) writer.text.insert(0, "a")
      await until("saved", () => writer.acknowledged.updates === 4000, 30_000)
      writer.close()
      await server.close()
      const [newest] = await database.sql<{ seq: number }[]>`
        select max(seq) as seq from doc_snapshot`
      expect(newest?.seq).toBeGreaterThan(1999)
      await start()
      const newcomer = open()
      await until("synced", () => newcomer.provider.synced)
      expect(newcomer.text.length).toBe(4000)
    })

    it("runs the server's own changes one after the other, each on the doc before it", async () => {
      const viewer = open({ role: "viewer" })
      await until("synced", () => viewer.provider.synced)
      const outcomes = await Promise.all(
        Array.from({ length: 50 }, (_, index) =>
          server.sync.changeDoc(board, "api", (doc, revision) => {
            const counter = doc.getMap("map")
            expect(counter.get("count") ?? 0).toBe(revision)
            counter.set("count", revision + 1)
            counter.set(`by ${index}`, true)
            return revision
          }),
        ),
      )
      const revisions = outcomes.map(({ revision }) => revision)
      expect(revisions).toEqual(Array.from({ length: 50 }, (_, index) => index + 1))
      expect(outcomes.map(({ value }) => value)).toEqual(revisions.map((revision) => revision - 1))
      await until("relayed", () => viewer.doc.getMap("map").get("count") === 50)
    })

    it("writes nothing when a change throws half-way or changes nothing", async () => {
      await server.sync.changeDoc(board, "api", (doc) => doc.getText("text").insert(0, "kept"))
      await expect(
        server.sync.changeDoc(board, "api", (doc) => {
          doc.getText("text").insert(0, "lost")
          throw new Error("not allowed")
        }),
      ).rejects.toThrow("not allowed")
      const read = await server.sync.changeDoc(board, "api", (doc) => doc.getText("text").toJSON())
      expect(read).toEqual({ value: "kept", revision: 1 })
      expect(await storedUpdates()).toHaveLength(1)
    })

    it("makes submitted updates durable and tells the room, and refuses what is none", async () => {
      const client = open()
      await until("synced", () => client.provider.synced)
      const doc = new Y.Doc()
      doc.getText("text").insert(0, "imported")
      const update = Y.encodeStateAsUpdate(doc)
      expect(await server.sync.submitUpdate(board, update, "import")).toEqual({ revision: 1 })
      expect(await storedText()).toBe("imported")
      await until("relayed", () => client.text.toJSON() === "imported")
      await expect(
        server.sync.submitUpdate(board, Uint8Array.of(1, 2, 3), "import"),
      ).rejects.toBeInstanceOf(SyncError)
    })

    it("tells events only to those who asked, and stores none", async () => {
      const [asked, plain] = [open({ events: "1" }), open()]
      await until("synced", () => asked.provider.synced && plain.provider.synced)
      const event = { type: "partial", jobId: "job:1", panelId: "panel:1", picture: "data:image/" }
      server.sync.publish(board, event as Parameters<typeof server.sync.publish>[1])
      server.sync.publish("storyboard:other", event as Parameters<typeof server.sync.publish>[1])
      await until("told", () => asked.events.length === 1)
      expect(asked.events).toEqual([event])
      expect(plain.events).toEqual([])
    })

    it("cuts exactly the connections that are meant, with the reason's code", async () => {
      const [one, other] = [open({ actor: "person:one" }), open({ actor: "person:other" })]
      await until("synced", () => one.provider.synced && other.provider.synced)
      server.sync.disconnect(({ actor }) => actor.id === "person:one", "session-ended")
      await until("cut", () => one.closes.length === 1)
      expect(one.closes).toEqual([closeCodes["session-ended"]])
      expect(other.provider.wsconnected).toBe(true)
    })

    // The embedded database has one process.
    it.runIf(kind === "server")(
      "moves to the end of the log when another process was faster",
      async () => {
        const client = open({ ack: "1" })
        await until("synced", () => client.provider.synced)
        client.text.insert(0, "mine")
        await until("saved", () => client.acknowledged.updates === 1)
        const foreign = new Y.Doc()
        foreign.getText("text").insert(0, "theirs ")
        await database.sql`
      insert into doc_update (storyboard_id, seq, actor, update)
      values (${board}, 2, 'elsewhere', ${Y.encodeStateAsUpdate(foreign)})`
        const changed = server.sync.changeDoc(board, "api", (doc, revision) => {
          doc.getMap("map").set("seen", doc.getText("text").length)
          return revision
        })
        client.text.insert(4, "!")
        expect(await changed).toMatchObject({
          value: expect.any(Number),
          revision: expect.any(Number),
        })
        await until("saved", () => client.acknowledged.updates === 2)
        await until("told", () => client.text.toJSON().includes("theirs"))
        expect(await storedUpdates()).toHaveLength(4)
        expect(client.doc.getMap("map").get("seen")).toBeGreaterThanOrEqual(11)
      },
    )

    it("gives the memory of a room back when the last one left", async () => {
      const client = open()
      await until("synced", () => client.provider.synced)
      expect(server.sync.roomStats()).toMatchObject({ rooms: 1, connections: 1 })
      client.close()
      await until("closed", () => server.sync.roomStats().rooms === 0, 15_000)
      expect(server.sync.roomStats().connections).toBe(0)
    })
  },
)
