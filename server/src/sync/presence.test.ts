import { silentLog } from "../log.ts"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { closeCodes } from "@panelwright/core/protocol"
import * as encoding from "lib0/encoding"
import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest"
import type { Database } from "../database/database.ts"
import { closeTestDatabases, openTestDatabase } from "../database/testing/test-database.ts"
import {
  openClient,
  openSocket,
  startSyncServer,
  type SyncServer,
  type TestClient,
  until,
} from "./testing/sync-server.ts"

const board = "storyboard:one"

describe("presence", () => {
  let database: Database
  let dataDir: string
  let server: SyncServer
  const clients: TestClient[] = []

  const open = async (actor: string) => {
    const client = openClient(server.port, board, { actor })
    clients.push(client)
    await until("synced", () => client.provider.synced)
    return client
  }
  const stateOf = (reader: TestClient, of: TestClient) =>
    reader.provider.awareness.getStates().get(of.doc.clientID)

  beforeEach(async () => {
    database = await openTestDatabase()
    dataDir = await mkdtemp(join(tmpdir(), "panelwright-presence-"))
    server = await startSyncServer({ database, dataDir, log: silentLog })
  })
  afterEach(async () => {
    for (const client of clients.splice(0)) client.close()
    await server.close()
    await database.close()
    await rm(dataDir, { recursive: true, force: true })
  })
  afterAll(closeTestDatabases)

  it("tells everybody where the others are, also a newcomer, and who left", async () => {
    const [one, other] = [await open("person:one"), await open("person:other")]
    one.provider.awareness.setLocalStateField("cursor", { x: 1, y: 2 })
    await until("seen", () => stateOf(other, one)?.["cursor"])
    const newcomer = await open("person:new")
    await until("seen by the newcomer", () => stateOf(newcomer, one)?.["cursor"])
    one.close()
    await until("gone", () => !stateOf(other, one) && !stateOf(newcomer, one))
    expect(stateOf(other, one)).toBeUndefined()
  })

  it("says who somebody is by the session, whatever the client claims", async () => {
    const [liar, other] = [await open("person:liar"), await open("person:other")]
    liar.provider.awareness.setLocalState({
      user: { id: "person:boss", name: "Boss" },
      tool: "pen",
    })
    await until("seen", () => stateOf(other, liar)?.["tool"])
    expect(stateOf(other, liar)).toEqual({
      tool: "pen",
      user: {
        id: "person:liar",
        name: "Name of person:liar",
        colour: "#336699",
        role: "editor",
      },
    })
  })

  it("does not let anybody speak for another client", async () => {
    const [victim, other] = [await open("person:victim"), await open("person:other")]
    victim.provider.awareness.setLocalStateField("cursor", "mine")
    await until("seen", () => stateOf(other, victim)?.["cursor"])
    const attacker = await openSocket(server.port, board, "?actor=person:attacker")
    attacker.send(awarenessMessage(victim.doc.clientID, 1000, { cursor: "forged" }))
    attacker.send(awarenessMessage(victim.doc.clientID, 1001, null))
    attacker.send(awarenessMessage(4711, 1, { cursor: "own" }))
    await until("own one seen", () => other.provider.awareness.getStates().get(4711)?.["cursor"])
    expect(stateOf(other, victim)?.["cursor"]).toBe("mine")
    attacker.close()
    await until("gone", () => !other.provider.awareness.getStates().has(4711))
    expect(stateOf(other, victim)?.["cursor"]).toBe("mine")
  })

  it("does not let anybody write in the doc in the name of another client", async () => {
    await database.sql`insert into storyboard (id, title) values (${board}, 'Board')`
    const [victim, other] = [await open("person:victim"), await open("person:other")]
    victim.provider.awareness.setLocalStateField("cursor", "mine")
    await until("seen", () => stateOf(other, victim))
    const attacker = openClient(server.port, board, { actor: "person:attacker" })
    clients.push(attacker)
    await until("synced", () => attacker.provider.synced)
    attacker.doc.clientID = victim.doc.clientID
    attacker.text.insert(0, "forged")
    await until("sent away", () => attacker.closes.includes(closeCodes["update-refused"]))
    victim.text.insert(0, "own")
    await until("read", () => other.text.toJSON() === "own")
    expect(other.text.toJSON()).toBe("own")
  })

  it("keeps the number of ids of one connection small", async () => {
    const other = await open("person:other")
    const crowd = await openSocket(server.port, board, "?actor=person:crowd")
    for (let id = 1; id <= 50; id += 1) crowd.send(awarenessMessage(id, 1, { n: id }))
    await until("seen", () => other.provider.awareness.getStates().size >= 4)
    crowd.send(awarenessMessage(1, 2, { n: "last" }))
    await until("last", () => other.provider.awareness.getStates().get(1)?.["n"] === "last")
    expect(other.provider.awareness.getStates().size).toBeLessThanOrEqual(5)
    crowd.close()
  })

  it("sends one message for all movements of a moment", async () => {
    const movers = await Promise.all([1, 2, 3, 4, 5].map((index) => open(`person:${index}`)))
    const watcher = await openSocket(server.port, board, "?actor=person:watcher")
    let messages = 0
    watcher.on("message", (data: Buffer) => {
      if (data[0] === 1) messages += 1
    })
    const started = performance.now()
    for (let step = 0; step < 60; step += 1) {
      for (const mover of movers) mover.provider.awareness.setLocalStateField("x", step)
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
    const last = movers[0]
    const reader = movers[1]
    await until("newest seen", () => last && reader && stateOf(reader, last)?.["x"] === 59)
    const windows = (performance.now() - started) / 33
    expect(messages).toBeLessThan(windows + 4)
    expect(messages).toBeGreaterThan(2)
    watcher.close()
  })
})

function awarenessMessage(clientId: number, clock: number, state: unknown): Uint8Array {
  const states = encoding.createEncoder()
  encoding.writeVarUint(states, 1)
  encoding.writeVarUint(states, clientId)
  encoding.writeVarUint(states, clock)
  encoding.writeVarString(states, JSON.stringify(state))
  const message = encoding.createEncoder()
  encoding.writeVarUint(message, 1)
  encoding.writeVarUint8Array(message, encoding.toUint8Array(states))
  return encoding.toUint8Array(message)
}
