import { silentLog } from "../log.ts"
import { randomBytes } from "node:crypto"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { type CloseReason, closeCodes } from "@panelwright/core/protocol"
import * as encoding from "lib0/encoding"
import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest"
import type { WebSocket } from "ws"
import * as Y from "yjs"
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

const message = (...numbers: number[]) => Uint8Array.from(numbers)
const update = (bytes: Uint8Array, kind = 2) => {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, 0)
  encoding.writeVarUint(encoder, kind)
  encoding.writeVarUint8Array(encoder, bytes)
  return encoding.toUint8Array(encoder)
}
const awareness = (clientId: number, clock: number, json: string) => {
  const states = encoding.createEncoder()
  encoding.writeVarUint(states, 1)
  encoding.writeVarUint(states, clientId)
  encoding.writeVarUint(states, clock)
  encoding.writeVarString(states, json)
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, 1)
  encoding.writeVarUint8Array(encoder, encoding.toUint8Array(states))
  return encoding.toUint8Array(encoder)
}
/** The second of two edits, without the first. */
const gap = () => {
  const doc = new Y.Doc()
  doc.getText("text").insert(0, "first")
  const before = Y.encodeStateVector(doc)
  doc.getText("text").insert(5, "second")
  return Y.encodeStateAsUpdate(doc, before)
}
/** A whole frame for the wire, masked with zeros as a client must mask. */
const rawFrame = (head: number, body: Uint8Array) =>
  Buffer.concat([Uint8Array.of(head, 0x80 | body.length, 0, 0, 0, 0), body])
const writeRaw = (socket: WebSocket, bytes: Uint8Array) => {
  const { _socket: raw } = socket as unknown as { _socket: { write(bytes: Uint8Array): void } }
  raw.write(bytes)
}

interface BadInput {
  what: string
  send: (socket: WebSocket) => void
  /** How the sender is closed: by our reason, or by the code of the WebSocket protocol. */
  closes: CloseReason | number
}

const badInputs: BadInput[] = [
  { what: "a text frame", send: (socket) => socket.send("hello"), closes: "text-frame" },
  {
    what: "an empty message",
    send: (socket) => socket.send(message()),
    closes: "malformed-message",
  },
  {
    what: "an unknown type",
    send: (socket) => socket.send(message(77)),
    closes: "unknown-message",
  },
  {
    what: "an acknowledgement, which only servers send",
    send: (socket) => socket.send(message(100, 5)),
    closes: "unknown-message",
  },
  {
    what: "a varint that does not end",
    send: (socket) => socket.send(message(0, 2, 255, 255, 255, 255, 255)),
    closes: "malformed-message",
  },
  {
    what: "a varint beyond 2^53",
    send: (socket) => socket.send(message(0, 2, ...Array.from({ length: 12 }, () => 255), 1)),
    closes: "malformed-message",
  },
  {
    what: "a length beyond the end",
    send: (socket) => socket.send(message(0, 2, 200, 1, 1)),
    closes: "malformed-message",
  },
  {
    what: "an unknown kind of sync message",
    send: (socket) => socket.send(message(0, 9, 0)),
    closes: "unknown-message",
  },
  {
    what: "bytes after the message",
    send: (socket) => socket.send(Buffer.concat([update(message(0, 0)), message(1)])),
    closes: "malformed-message",
  },
  {
    what: "a state vector of garbage",
    send: (socket) => socket.send(update(message(250, 1), 0)),
    closes: "malformed-message",
  },
  {
    what: "an update of random bytes",
    send: (socket) => socket.send(update(randomBytes(3000))),
    closes: "update-refused",
  },
  {
    what: "an update that is cut off",
    send: (socket) => socket.send(update(gap().slice(0, -3))),
    closes: "update-refused",
  },
  {
    what: "an update that promises a thousand million structs",
    send: (socket) => socket.send(update(message(1, 128, 128, 128, 128, 16, 1, 0))),
    closes: "update-refused",
  },
  {
    what: "an update that builds on one nobody sent",
    send: (socket) => {
      socket.send(update(message(0, 0), 1))
      socket.send(update(gap()))
    },
    closes: "update-gap",
  },
  {
    what: "a deletion of what nobody wrote",
    send: (socket) => socket.send(update(message(0, 1, 9, 1, 0, 50), 1)),
    closes: "update-gap",
  },
  {
    what: "megabytes that build on something and no answer to our question",
    send: (socket) => {
      for (let index = 0; index < 6000; index += 1) socket.send(update(gap()))
    },
    closes: "update-gap",
  },
  {
    what: "a message of 5 MB",
    send: (socket) => socket.send(update(new Uint8Array(5 * 1024 * 1024))),
    closes: "message-too-large",
  },
  {
    what: "a message of 20 MB",
    send: (socket) => socket.send(new Uint8Array(20 * 1024 * 1024)),
    closes: 1009,
  },
  {
    what: "a frame with a reserved opcode",
    send: (socket) => writeRaw(socket, rawFrame(0x83, message(0))),
    closes: 1002,
  },
  {
    what: "a text frame that is not UTF-8",
    send: (socket) => writeRaw(socket, rawFrame(0x81, message(255, 254))),
    closes: 1007,
  },
  {
    what: "a close frame with a code that does not exist",
    send: (socket) => writeRaw(socket, rawFrame(0x88, message(0, 1))),
    closes: 1002,
  },
  {
    what: "awareness of garbage",
    send: (socket) => socket.send(message(1, 3, 1, 250, 250)),
    closes: "malformed-message",
  },
  {
    what: "awareness that is not JSON",
    send: (socket) => socket.send(awareness(5, 1, "{")),
    closes: "malformed-message",
  },
  {
    what: "awareness of 100 kB",
    send: (socket) => socket.send(awareness(5, 1, JSON.stringify("x".repeat(100_000)))),
    closes: "message-too-large",
  },
  {
    what: "the same question a hundred times",
    send: (socket) => {
      for (let index = 0; index < 100; index += 1) socket.send(update(message(0), 0))
    },
    closes: "over-budget",
  },
]

describe("a client that sends what none should", () => {
  let database: Database
  let dataDir: string
  let server: SyncServer
  let good: TestClient[]

  beforeEach(async () => {
    database = await openTestDatabase()
    await database.sql`insert into storyboard (id, title) values (${board}, 'One')`
    dataDir = await mkdtemp(join(tmpdir(), "panelwright-hostile-"))
    server = await startSyncServer({ database, dataDir, log: silentLog })
    good = [openClient(server.port, board), openClient(server.port, board, { ack: "1" })]
    await until("synced", () => good.every(({ provider }) => provider.synced))
  })
  afterEach(async () => {
    for (const client of good) client.close()
    await server.close()
    await database.close()
    await rm(dataDir, { recursive: true, force: true })
  })
  afterAll(closeTestDatabases)

  it.each(badInputs)("is closed after $what, and the others go on", async ({ send, closes }) => {
    const socket = await openSocket(server.port, board)
    send(socket)
    expect(await socket.closed).toBe(typeof closes === "number" ? closes : closeCodes[closes])
    const [reader, writer] = good
    writer?.text.insert(0, "still here")
    await until("relayed", () => reader?.text.toJSON() === "still here")
    await until("saved", () => writer?.acknowledged.updates === 1)
    expect(good.flatMap(({ closes: codes }) => codes)).toEqual([])
    const newcomer = openClient(server.port, board)
    await until("synced", () => newcomer.provider.synced)
    expect(newcomer.text.toJSON()).toBe("still here")
    expect(newcomer.doc.store.pendingStructs).toBeNull()
    newcomer.close()
  })

  it("costs little memory and time when it comes in hundreds", async () => {
    const before = process.memoryUsage().rss
    const garbage = update(randomBytes(200_000))
    await Promise.all(
      Array.from({ length: 200 }, async () => {
        const socket = await openSocket(server.port, board)
        socket.send(garbage)
        await socket.closed
      }),
    )
    await until("gone", () => server.sync.roomStats().connections === 2)
    expect(process.memoryUsage().rss - before).toBeLessThan(300 * 1024 * 1024)
  })

  it("does not hold up the others by not reading what it is sent", async () => {
    const lazy = await openSocket(server.port, board)
    lazy.pause()
    const [reader, writer] = good
    for (let index = 0; index < 150; index += 1) {
      writer?.doc.getMap("map").set("big", new Uint8Array(randomBytes(100_000)))
      await until("saved", () => writer?.acknowledged.updates === index + 1)
    }
    await until("relayed", () => reader?.doc.getMap("map").size === 1)
    let received = 0
    lazy.on("message", (data: Buffer) => (received += data.length))
    lazy.resume()
    const last = reader?.doc.getMap("map").get("big") as Uint8Array
    const doc = new Y.Doc()
    lazy.on("message", (data: Buffer) => applyUpdateMessage(doc, data))
    await until("caught up", () => {
      const big = doc.getMap("map").get("big")
      return big instanceof Uint8Array && Buffer.compare(big, last) === 0
    })
    expect(received).toBeGreaterThan(1_000_000)
    lazy.close()
  })

  it.each(["viewer", "commenter"])("is closed when a %s changes the doc", async (role) => {
    const client = openClient(server.port, board, { role })
    await until("synced", () => client.provider.synced)
    good[1]?.text.insert(0, "allowed")
    await until("relayed", () => client.text.toJSON() === "allowed")
    client.text.insert(0, "not ")
    await until("closed", () => client.closes.length > 0)
    expect(client.closes).toEqual([closeCodes["read-only"]])
    client.close()
    const offline = new Y.Doc()
    offline.getText("text").insert(0, "written offline")
    const returning = openClient(server.port, board, { role }, offline)
    await until("closed", () => returning.closes.length > 0)
    expect(returning.closes).toEqual([closeCodes["read-only"]])
    returning.close()
    const { doc } = await server.sync.loadDoc(board)
    expect(doc.getText("text").toJSON()).toBe("allowed")
  })

  it("lets a viewer come back who integrated concurrent values of one key", async () => {
    const [one, other] = good
    one?.provider.disconnect()
    other?.doc.getMap("map").set("key", "other")
    one?.doc.getMap("map").set("key", "one")
    one?.provider.connect()
    await until(
      "merged",
      () => server.sync.roomStats().pendingUpdates === 0 && one?.provider.synced,
    )
    const viewer = openClient(server.port, board, { role: "viewer" })
    await until("synced", () => viewer.provider.synced)
    await until("has it", () => viewer.doc.getMap("map").has("key"))
    viewer.provider.disconnect()
    viewer.provider.connect()
    await until("synced again", () => viewer.provider.synced)
    one?.text.insert(0, "later")
    await until("relayed", () => viewer.text.toJSON() === "later")
    expect(viewer.closes).toEqual([])
    viewer.close()
  })
})

function applyUpdateMessage(doc: Y.Doc, data: Buffer): void {
  if (data[0] !== 0 || data[1] === 0) return
  let offset = 2
  while ((data[offset] ?? 0) >= 128) offset += 1
  Y.applyUpdate(doc, data.subarray(offset + 1))
}
