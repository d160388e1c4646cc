import type { Log } from "../log.ts"
import { join } from "node:path"
import type { WebSocket } from "ws"
import type { Bus } from "../bus/bus.ts"
import { watchPeers } from "../bus/peers.ts"
import type { Database } from "../database/database.ts"
import { createCompactor } from "./compactor.ts"
import { Connection } from "./connection.ts"
import { createDocLog } from "./doc-log.ts"
import { createGroupCommit } from "./group-commit.ts"
import { Journal } from "./journal.ts"
import { type JournaledDocLog, withJournal } from "./journaled-doc-log.ts"
import { SeqTakenError } from "./pending-entries.ts"
import type { Room } from "./room.ts"
import { encodeRoomMessage, type RoomMessage, roomTopic } from "./room-message.ts"
import { Rooms } from "./rooms.ts"
import type { ConnectionOptions, Sync } from "./sync.ts"
import { noSyncMetrics, type SyncMetrics } from "./sync-metrics.ts"

export interface SyncOptions {
  database: Database
  /** Where the journal of the embedded database lies. */
  dataDir: string
  log: Log
  /** Milliseconds since 1970. */
  clock: () => number
  /** To the other nodes; it stays open. */
  bus: Bus
  /** How long updates wait for a database that does not answer before their clients are let go. */
  patienceMs?: number
  metrics?: SyncMetrics
}

const PATIENCE_MS = 30_000
const DRAIN_MS = 10_000
const SWEEP_MS = 1_000
const HEALTH_MS = 5_000
const PING_MS = 12_000
const ROTATE_MS = 5 * 60_000
const ANNOUNCE_MS = 10_000
const REFRESH_MS = 3_000
const SHORTEN_MS = 3_000
const FOLLOW_MS = 1_000

export function createSync(options: SyncOptions): Sync {
  const { database, dataDir, log: syncLog, clock, patienceMs = PATIENCE_MS } = options
  const { bus, metrics = noSyncMetrics } = options
  const plainLog = createDocLog(database)
  const journaled: JournaledDocLog | null =
    database.kind === "embedded"
      ? withJournal(plainLog, database, new Journal(join(dataDir, "journal")), {
          syncLog,
          gone: (storyboardId) => rooms.find(storyboardId)?.abandon({ kind: "storyboard-gone" }),
        })
      : null
  const log = journaled ?? plainLog
  const commit = createGroupCommit({ log, syncLog, clock, patienceMs, metrics })
  const compactor = createCompactor()
  const ready = recover()
  const rooms = new Rooms({ log, commit, compactor, syncLog, clock, bus, metrics }, ready)
  const connections = new Set<Connection>()
  let closing = false

  const timers = [
    setInterval(() => rooms.sweep(), SWEEP_MS),
    setInterval(() => void rooms.touch(), HEALTH_MS),
    setInterval(() => {
      for (const connection of connections) connection.checkHealth()
    }, HEALTH_MS),
    setInterval(() => {
      for (const connection of connections) connection.ping()
    }, PING_MS),
    setInterval(() => void rotate(), ROTATE_MS),
  ]
  // Nobody else can write to an embedded database; on a server there may be nodes without Redis.
  if (database.kind === "server") {
    timers.push(setInterval(() => void rooms.followLog(), FOLLOW_MS))
  }
  if (bus.isShared) {
    timers.push(
      setInterval(() => {
        for (const room of rooms.list()) room.announce()
      }, ANNOUNCE_MS),
    )
  }
  const peers = watchPeers(bus, (nodeId) => {
    syncLog.info({ nodeId }, "node-gone")
    for (const room of rooms.list()) room.forgetNode(nodeId)
  })

  /** With everything that any node has stored; null when the database does not say in time. */
  async function refresh(room: Room): Promise<Room | null> {
    if (!bus.isShared) return room
    const isFresh = room.doc.catchUp().then(
      () => true,
      () => false,
    )
    return (await Promise.race([isFresh, after(REFRESH_MS)])) ? room : null
  }

  async function openRoom(storyboardId: string): Promise<Room> {
    const room = await rooms.get(storyboardId)
    return (await refresh(room)) ?? room
  }

  function tellRooms(storyboardId: string, message: RoomMessage): void {
    if (bus.isShared) bus.publish(roomTopic(storyboardId), encodeRoomMessage(message))
  }

  async function recover(): Promise<void> {
    const updates = (await journaled?.recover()) ?? 0
    if (updates > 0) syncLog.info({ updates }, "journal-recovered")
  }
  // Whoever needs it awaits it; nobody has to.
  ready.catch((error: unknown) => syncLog.error({ err: error }, "journal-not-recovered"))

  async function rotate(): Promise<void> {
    try {
      await journaled?.rotate()
    } catch (error) {
      syncLog.error({ err: error }, "journal-not-rotated")
    }
  }

  function connect(socket: WebSocket, connectionOptions: ConnectionOptions): void {
    let room: Room | null = null
    const early: Uint8Array[] = []
    const connection = new Connection(socket, connectionOptions, {
      message: (data) => {
        if (room) handle(room, data)
        else early.push(data)
      },
      drained: () => room?.resync(connection),
      closing: (reason) => metrics.closed(reason),
      closed: () => {
        connections.delete(connection)
        room?.leave(connection)
      },
    })
    if (closing) return connection.close("restarting")
    connections.add(connection)
    connection.pause()
    void enter()

    async function enter(): Promise<void> {
      try {
        // On an old doc, what a client has learned on another node would count as its own change.
        const opened = await refresh(await rooms.get(connectionOptions.storyboardId))
        if (connection.closed) return
        if (!opened || opened.closed) return connection.close("unavailable")
        room = opened
        room.join(connection)
        for (const data of early.splice(0)) handle(room, data)
        connection.resume()
      } catch {
        connection.close("unavailable")
      }
    }

    function handle(open: Room, data: Uint8Array): void {
      if (connection.closed) return
      try {
        open.handleMessage(connection, data)
      } catch (error) {
        const { storyboardId, actor } = connectionOptions
        syncLog.error({ err: error, storyboardId, actor: actor.id }, "message-failed")
        connection.close("internal")
      }
    }
  }

  return {
    ready,
    connect,
    warm: (storyboardId) => void rooms.get(storyboardId).catch(() => undefined),
    loadDoc: async (storyboardId) => (await openRoom(storyboardId)).doc.loadDoc(),
    submitUpdate: async (storyboardId, update, actor) => {
      const room = await openRoom(storyboardId)
      return { revision: await room.doc.submit(update, actor) }
    },
    changeDoc: async (storyboardId, actor, change) => {
      for (;;) {
        const room = await openRoom(storyboardId)
        try {
          return await room.doc.change(actor, change)
        } catch (error) {
          if (!(error instanceof SeqTakenError)) throw error
        }
      }
    },
    publish: (storyboardId, event) => {
      rooms.find(storyboardId)?.publish(event)
      tellRooms(storyboardId, { kind: "event", event })
    },
    disconnect: (matches, reason) => {
      for (const connection of connections) {
        if (matches(connection.options)) connection.close(reason)
      }
    },
    closeStoryboard: (storyboardId, reason) => {
      rooms.find(storyboardId)?.close(reason)
      tellRooms(storyboardId, { kind: "cut", reason })
    },
    stored: () => log.stored(),
    roomStats: () => ({
      rooms: rooms.list().length,
      connections: connections.size,
      pendingUpdates: commit.pendingUpdates,
      pendingBytes: commit.pendingBytes,
      outageMs: Math.max(commit.outageMs, journaled?.outageMs ?? 0),
    }),
    close: async () => {
      closing = true
      for (const timer of timers) clearInterval(timer)
      peers.stop()
      for (const connection of connections) connection.pause()
      await commit.drain(DRAIN_MS)
      await rooms.touch()
      await Promise.race([
        Promise.all(rooms.list().map((room) => room.doc.compaction.shorten())),
        after(SHORTEN_MS),
      ])
      for (const room of rooms.list()) room.close("restarting")
      for (const connection of connections) connection.close("restarting")
      await compactor.close()
      await ready.catch(() => undefined)
      await rotate()
      await journaled?.close()
    },
  }
}

function after(milliseconds: number): Promise<false> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(false), milliseconds).unref()
  })
}
