import { execFileSync } from "node:child_process"
import { silentLog } from "../log.ts"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { closeCodes } from "@panelwright/core/protocol"
import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest"
import * as Y from "yjs"
import type { Database } from "../database/database.ts"
import { closeTestDatabases, openTestDatabase } from "../database/testing/test-database.ts"
import {
  openClient,
  startSyncServer,
  type SyncServer,
  type TestClient,
  until,
} from "./testing/sync-server.ts"

const board = "storyboard:one"

/** What nothing can be made durable without. */
const outages = [
  { kind: "server", what: "the database server takes no updates" },
  { kind: "embedded", what: "the disk under the embedded database takes nothing" },
] as const

describe.each(outages)("while $what", ({ kind }) => {
  let database: Database
  let dataDir: string
  let server: SyncServer
  const clients: TestClient[] = []

  const start = async (patienceMs: number) => {
    server = await startSyncServer({ database, dataDir, log: silentLog, patienceMs })
  }
  const open = async (parameters?: Record<string, string>) => {
    const client = openClient(server.port, board, parameters)
    clients.push(client)
    await until("synced", () => client.provider.synced)
    return client
  }
  const breakIt = async () => {
    if (kind === "embedded") setFileSizeLimit("0")
    else await database.sql.unsafe("alter table doc_update rename to doc_update_away")
  }
  const repairIt = async () => {
    if (kind === "embedded") setFileSizeLimit("unlimited")
    else await database.sql.unsafe("alter table doc_update_away rename to doc_update")
  }

  beforeEach(async () => {
    database = await openTestDatabase({ kind })
    await database.sql`insert into storyboard (id, title) values (${board}, 'One')`
    dataDir = await mkdtemp(join(tmpdir(), "panelwright-outage-"))
  })
  afterEach(async () => {
    for (const client of clients.splice(0)) client.close()
    await server.close()
    await database.close()
    await rm(dataDir, { recursive: true, force: true })
  })
  afterAll(closeTestDatabases)

  it("nobody is told anything, and everything is as soon as it does again", async () => {
    await start(60_000)
    const [writer, reader] = [await open({ ack: "1" }), await open()]
    writer.text.insert(0, "before ")
    await until("saved", () => writer.acknowledged.updates === 1)
    await breakIt()
    writer.text.insert(7, "during ")
    const change = server.sync.changeDoc(board, "api", (doc) => {
      doc.getMap("map").set("changed", true)
    })
    await until("noticed", () => server.sync.roomStats().outageMs > 500)
    expect(writer.acknowledged.updates).toBe(1)
    expect(reader.text.toJSON()).toBe("before ")
    const newcomer = await open()
    expect(newcomer.text.toJSON()).toBe("before ")
    await repairIt()
    await until("saved", () => writer.acknowledged.updates === 2)
    expect([2, 3]).toContain((await change).revision)
    await until("told", () => reader.text.toJSON() === "before during ")
    await until("told the newcomer", () => newcomer.text.toJSON() === "before during ")
    expect(server.sync.roomStats().outageMs).toBe(0)
    expect(writer.closes).toEqual([])
  })

  it("what waits is bounded, and clients that wait too long keep it and bring it again", async () => {
    await start(1500)
    const [writer, reader] = [await open({ ack: "1" }), await open()]
    await breakIt()
    const waiting = server.sync.submitUpdate(board, updateOf("api "), "api")
    const outcome = waiting.catch((error: unknown) => error)
    const map = writer.doc.getMap("map")
    let most = 0
    for (let index = 0; index < 70; index += 1) {
      map.set(`key ${index}`, "x".repeat(50_000))
      await new Promise((resolve) => setImmediate(resolve))
      most = Math.max(most, server.sync.roomStats().pendingBytes)
    }
    expect(await outcome).toMatchObject({ failure: { kind: "unavailable" } })
    await until("let go", () => writer.closes.includes(closeCodes.unavailable))
    expect(most).toBeLessThan(2.5 * 1024 * 1024)
    expect(writer.acknowledged).toEqual({ updates: 0, answers: 1 })
    expect(reader.doc.getMap("map").size).toBe(0)
    await repairIt()
    await until("brought again", () => reader.doc.getMap("map").size === 70, 20_000)
    await server.sync.stored()
    const rows = await database.sql<{ update: Buffer }[]>`
        select update from doc_update where storyboard_id = ${board} order by seq`
    const stored = new Y.Doc()
    for (const { update } of rows) Y.applyUpdate(stored, update)
    expect(stored.getMap("map").size).toBe(70)
    expect(stored.store.pendingStructs).toBeNull()
  })

  it.runIf(kind === "server")(
    "finds a commit that succeeded though its answer was lost, and does not repeat it",
    async () => {
      await start(60_000)
      const [writer, reader] = [await open({ ack: "1" }), await open()]
      // As after a connection that broke between the commit and its answer: the row is there, and
      // the server tries it again.
      await database.sql`
        insert into doc_update (storyboard_id, seq, actor, update)
        values (${board}, 1, 'api', ${updateOf("once ")})`
      const retried = await server.sync.submitUpdate(board, updateOf("once "), "api")
      expect(retried).toEqual({ revision: 1 })
      await until("told", () => reader.text.toJSON() === "once ")
      writer.text.insert(0, "x")
      await until("saved", () => writer.acknowledged.updates === 1)
      expect(await database.sql`select seq from doc_update`).toHaveLength(2)
    },
  )

  it("a storyboard that is gone ends its own connections only", async () => {
    await start(60_000)
    await database.sql`insert into storyboard (id, title) values ('storyboard:two', 'Two')`
    const doomed = await open({ ack: "1" })
    const other = openClient(server.port, "storyboard:two", { ack: "1" })
    clients.push(other)
    await until("synced", () => other.provider.synced)
    await database.sql`delete from storyboard where id = ${board}`
    doomed.text.insert(0, "too late")
    other.text.insert(0, "fine")
    await until("closed", () => doomed.closes.length > 0)
    expect(doomed.closes).toEqual([closeCodes["storyboard-gone"]])
    await until("saved", () => other.acknowledged.updates === 1)
  })
})

describe("while the embedded database takes no updates", () => {
  let database: Database
  let dataDir: string
  let server: SyncServer
  const clients: TestClient[] = []
  const start = async () => {
    server = await startSyncServer({ database, dataDir, log: silentLog })
  }
  const open = async (parameters?: Record<string, string>) => {
    const client = openClient(server.port, board, parameters)
    clients.push(client)
    await until("synced", () => client.provider.synced)
    return client
  }
  beforeEach(async () => {
    database = await openTestDatabase()
    await database.sql`insert into storyboard (id, title) values (${board}, 'One')`
    dataDir = await mkdtemp(join(tmpdir(), "panelwright-outage-"))
    await start()
  })
  afterEach(async () => {
    for (const client of clients.splice(0)) client.close()
    await server.close()
    await database.close()
    await rm(dataDir, { recursive: true, force: true })
  })
  afterAll(closeTestDatabases)

  it("people go on, it is known, and it gets everything as soon as it does again", async () => {
    const [writer, reader] = [await open({ ack: "1" }), await open()]
    await database.sql.unsafe("alter table doc_update rename to doc_update_away")
    for (const letter of "durable") writer.text.insert(writer.text.length, letter)
    await until("saved", () => writer.acknowledged.updates === 7)
    await until("told", () => reader.text.toJSON() === "durable")
    const newcomer = await open()
    expect(newcomer.text.toJSON()).toBe("durable")
    await expect(server.sync.stored()).rejects.toMatchObject({ code: "42P01" })
    await until("noticed", () => server.sync.roomStats().outageMs > 500)
    writer.text.insert(7, "!")
    await until("saved", () => writer.acknowledged.updates === 8)
    await database.sql.unsafe("alter table doc_update_away rename to doc_update")
    await until("over", () => server.sync.roomStats().outageMs === 0)
    await server.sync.stored()
    const rows = await database.sql<{ seq: number; update: Buffer; actor: string }[]>`
      select seq, update, actor from doc_update where storyboard_id = ${board} order by seq`
    expect(rows.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
    const stored = new Y.Doc()
    for (const { update } of rows) Y.applyUpdate(stored, update)
    expect(stored.getText("text").toJSON()).toBe("durable!")
  })

  it("a process that ends then loses nothing", async () => {
    const writer = await open({ ack: "1" })
    await database.sql.unsafe("alter table doc_update rename to doc_update_away")
    writer.text.insert(0, "kept")
    await until("saved", () => writer.acknowledged.updates === 1)
    await server.close()
    await database.sql.unsafe("alter table doc_update_away rename to doc_update")
    await start()
    const survivor = await open()
    expect(survivor.text.toJSON()).toBe("kept")
    await server.sync.stored()
    expect(await database.sql`select seq from doc_update`).toEqual([{ seq: 1 }])
  })
})

describe("a database server that drops its connections while people write", () => {
  afterAll(closeTestDatabases)

  it("costs nobody anything and stores nothing twice", { timeout: 60_000 }, async () => {
    const database = await openTestDatabase({ kind: "server" })
    await database.sql`insert into storyboard (id, title) values (${board}, 'One')`
    const dataDir = await mkdtemp(join(tmpdir(), "panelwright-outage-"))
    const server = await startSyncServer({ database, dataDir, log: silentLog })
    const writers = [1, 2].map(() => openClient(server.port, board, { ack: "1" }))
    await until("synced", () => writers.every(({ provider }) => provider.synced))
    const written = [0, 0]
    const write = () => {
      for (const [index, writer] of writers.entries()) {
        writer.doc.getMap("map").set(`${index}.${written[index]}`, true)
        written[index] = (written[index] ?? 0) + 1
      }
    }
    for (let round = 0; round < 8; round += 1) {
      for (let count = 0; count < 100; count += 1) {
        write()
        await new Promise((resolve) => setImmediate(resolve))
      }
      await database.sql`
        select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid()`
    }
    await until("saved", () =>
      writers.every(({ acknowledged }, index) => acknowledged.updates === written[index]),
    )
    const rows = await database.sql<{ seq: number; update: Buffer }[]>`
      select seq, update from doc_update where storyboard_id = ${board} order by seq`
    expect(rows.map(({ seq }) => seq)).toEqual(Array.from({ length: 1600 }, (_, at) => at + 1))
    const stored = new Y.Doc()
    for (const { update } of rows) Y.applyUpdate(stored, update)
    expect(stored.getMap("map").size).toBe(1600)
    expect(writers.flatMap(({ closes }) => closes)).toEqual([])
    for (const writer of writers) writer.close()
    await server.close()
    await database.close()
    await rm(dataDir, { recursive: true, force: true })
  })
})

/** The kernel then refuses what would make a file of this process longer. */
function setFileSizeLimit(limit: string): void {
  execFileSync("prlimit", [`--pid=${process.pid}`, `--fsize=${limit}:unlimited`])
}

function updateOf(text: string): Uint8Array {
  const doc = new Y.Doc()
  doc.clientID = 42
  doc.getText("text").insert(0, text)
  return Y.encodeStateAsUpdate(doc)
}
