import type { Log } from "../log.ts"
import type { SyncFailure } from "./sync-error.ts"
import type { DocLog, LoggedUpdate } from "./doc-log.ts"
import type { SyncMetrics } from "./sync-metrics.ts"

/** One update on its way to the database; without bytes it only waits for those before it. */
export interface CommitEntry {
  readonly room: CommitRoom
  readonly actor: string
  /** The room may take it away until it is committed. */
  update: Uint8Array | null
  /** Its place in the log; the room may change it until it is committed. */
  seq: number
}

/** What the group commit needs of a room. */
export interface CommitRoom {
  readonly storyboardId: string
  /** They are durable, in this order. */
  onCommitted(entries: readonly CommitEntry[]): void
  /** None of the room's entries will be committed. */
  onAbandoned(failure: SyncFailure): void
  /**
   * A seq was taken by somebody else, or an earlier try succeeded unnoticed. Reads the log again
   * and returns the entries that still have to be committed.
   */
  reconcile(entries: readonly CommitEntry[]): Promise<readonly CommitEntry[]>
}

export interface GroupCommit {
  push(entry: CommitEntry): void
  readonly pendingUpdates: number
  readonly pendingBytes: number
  readonly outageMs: number
  /** Resolves when everything pushed is committed or abandoned, or after the deadline. */
  drain(deadlineMs: number): Promise<void>
}

export interface GroupCommitOptions {
  log: DocLog
  syncLog: Log
  clock: () => number
  /** How long updates wait for a database that does not answer. */
  patienceMs: number
  metrics: SyncMetrics
}

const MAX_BATCH_BYTES = 8 * 1024 * 1024
const MAX_BATCH_ROWS = 10_000
/** From the arrival of an update under load until it is told, on average at most. */
const MAX_WINDOW_MS = 16
/** Of that, what committing and telling may use up before batches get larger again. */
const MAX_TURN_MS = 8
/** Updates a second below which each is committed at once, and from which the window is full. */
const CALM_RATE = 250
const FULL_RATE = 800
const RATE_MEMORY_MS = 100
/** A statement that takes longer counts as failed; should it succeed later, `reconcile` finds it. */
const ATTEMPT_MS = 10_000

/**
 * Commits the updates of all rooms together: while one statement is in flight the next batch
 * collects. An update that comes alone goes at once; under load a batch collects until the oldest in it
 * is told after 16 ms, which saves more in writes to clients than it costs in time.
 */
export function createGroupCommit({
  log,
  syncLog,
  clock,
  patienceMs,
  metrics,
}: GroupCommitOptions): GroupCommit {
  let queue: CommitEntry[] = []
  let queuedBytes = 0
  let inFlight: readonly CommitEntry[] = []
  let inFlightBytes = 0
  let running: Promise<void> | null = null
  let lastStart = 0
  let rate = 0
  /** How long committing a batch and telling it has taken lately. */
  let turnMs = 0
  let outageSince: number | null = null

  async function run(): Promise<void> {
    // Messages that arrived in one read of a socket belong together.
    await Promise.resolve()
    while (queue.length > 0) {
      await waitForWindow()
      takeBatch()
      if (inFlight.length === 0) continue
      const committed = await commit(inFlight)
      inFlight = []
      inFlightBytes = 0
      report(committed)
      const taken = Math.min(MAX_TURN_MS, performance.now() - lastStart)
      turnMs += (taken - turnMs) / 8
    }
  }

  async function waitForWindow(): Promise<void> {
    const load = Math.min(1, Math.max(0, (rate - CALM_RATE) / (FULL_RATE - CALM_RATE)))
    // Who comes just after a batch has left waits for the next one to leave and to be told.
    const wait = lastStart + load * (MAX_WINDOW_MS - turnMs) - performance.now()
    // Timers are late by up to a millisecond, never early.
    if (wait >= 1) await new Promise((resolve) => setTimeout(resolve, Math.floor(wait)))
  }

  function takeBatch(): void {
    let rows = 0
    let bytes = 0
    while (rows < queue.length && rows < MAX_BATCH_ROWS) {
      const size = queue[rows]?.update?.length ?? 0
      if (rows > 0 && bytes + size > MAX_BATCH_BYTES) break
      bytes += size
      rows += 1
    }
    inFlight = rows === queue.length ? queue : queue.slice(0, rows)
    queue = rows === queue.length ? [] : queue.slice(rows)
    // A room may have taken bytes away meanwhile.
    queuedBytes = queue.length === 0 ? 0 : queuedBytes - bytes
    inFlightBytes = bytes
    const now = performance.now()
    const elapsed = Math.max(0.1, now - lastStart)
    const kept = Math.exp(-elapsed / RATE_MEMORY_MS)
    rate = rate * kept + (1 - kept) * ((rows * 1000) / elapsed)
    lastStart = now
  }

  async function commit(batch: readonly CommitEntry[]): Promise<readonly CommitEntry[]> {
    let rest = batch
    for (let attempt = 0; rest.some(({ update }) => update); attempt += 1) {
      try {
        const rows = toRows(rest)
        const startedAt = performance.now()
        await withDeadline(log.append(rows, new Date(clock())), ATTEMPT_MS)
        outageSince = null
        metrics.committed({
          updates: rows.length,
          bytes: rows.reduce((sum, { update }) => sum + update.length, 0),
          seconds: (performance.now() - startedAt) / 1000,
        })
        break
      } catch (error) {
        const kind = kindOf(error)
        metrics.commitFailed(kind)
        if (kind === "unreachable") {
          if (!(await waitOut(error, attempt))) return []
        } else if (kind === "missing") rest = await withoutMissing(rest)
        else if (kind === "conflict") rest = await reconcile(rest)
        else return commitApart(rest, error)
      }
    }
    return rest
  }

  /** False when patience ended and everything was abandoned. */
  async function waitOut(error: unknown, attempt: number): Promise<boolean> {
    const now = performance.now()
    if (outageSince === null) {
      outageSince = now
      syncLog.error({ err: error }, "commit-failed")
    }
    if (now - outageSince > patienceMs) {
      const rooms = new Set([...inFlight, ...queue].map(({ room }) => room))
      metrics.abandoned(inFlight.length + queue.length)
      queue = []
      queuedBytes = 0
      syncLog.error({ rooms: rooms.size }, "updates-abandoned")
      for (const room of rooms) room.onAbandoned({ kind: "unavailable" })
      return false
    }
    await new Promise((resolve) => setTimeout(resolve, Math.min(1000, 25 * 2 ** attempt)))
    return true
  }

  async function withoutMissing(batch: readonly CommitEntry[]): Promise<readonly CommitEntry[]> {
    const ids = [...new Set(batch.map(({ room }) => room.storyboardId))]
    const existing = await log.listExisting(ids).catch(() => new Set(ids))
    for (const room of new Set(batch.map((entry) => entry.room))) {
      if (!existing.has(room.storyboardId)) abandon(room, { kind: "storyboard-gone" })
    }
    return batch.filter(({ room }) => existing.has(room.storyboardId))
  }

  function abandon(room: CommitRoom, failure: SyncFailure): void {
    const isOfRoom = (entry: CommitEntry) => entry.room === room
    metrics.abandoned(inFlight.filter(isOfRoom).length + queue.filter(isOfRoom).length)
    queue = queue.filter((entry) => entry.room !== room)
    queuedBytes = byteLength(queue)
    room.onAbandoned(failure)
  }

  async function reconcile(batch: readonly CommitEntry[]): Promise<readonly CommitEntry[]> {
    const rest: CommitEntry[] = []
    const rooms = groupByRoom(batch)
    const ids = [...rooms.keys()].map(({ storyboardId }) => storyboardId)
    const heads = await log.listHeads(ids).catch(() => null)
    // The next try finds that the database has gone away.
    if (!heads) return batch
    for (const [room, entries] of rooms) {
      const first = entries.find(({ update }) => update)?.seq ?? Infinity
      if ((heads.get(room.storyboardId) ?? 0) < first) {
        rest.push(...entries)
        continue
      }
      try {
        rest.push(...(await room.reconcile(entries)))
      } catch (error) {
        syncLog.error({ err: error, storyboardId: room.storyboardId }, "reconcile-failed")
        abandon(room, { kind: "unavailable" })
      }
    }
    return rest
  }

  /** The database refuses something in the batch: find whose it is, so that the others go on. */
  async function commitApart(
    batch: readonly CommitEntry[],
    cause: unknown,
  ): Promise<readonly CommitEntry[]> {
    const rooms = groupByRoom(batch)
    if (rooms.size === 1) {
      const [room] = rooms.keys()
      syncLog.error({ err: cause, storyboardId: room?.storyboardId }, "update-not-storable")
      if (room) abandon(room, { kind: "unavailable" })
      return []
    }
    const committed: CommitEntry[] = []
    for (const entries of rooms.values()) committed.push(...(await commit(entries)))
    return committed
  }

  function report(committed: readonly CommitEntry[]): void {
    for (const [room, entries] of groupByRoom(committed)) {
      try {
        room.onCommitted(entries)
      } catch (error) {
        syncLog.error({ err: error, storyboardId: room.storyboardId }, "delivery-failed")
      }
    }
  }

  function start(): void {
    running ??= run().finally(() => {
      running = null
      if (queue.length > 0) start()
    })
  }

  async function drained(): Promise<void> {
    // A run that ends with something left starts the next one.
    for (let current = running; current; current = running) await current
  }

  return {
    push: (entry) => {
      queue.push(entry)
      queuedBytes += entry.update?.length ?? 0
      start()
    },
    get pendingUpdates() {
      return queue.length + inFlight.length
    },
    get pendingBytes() {
      return queuedBytes + inFlightBytes
    },
    get outageMs() {
      return outageSince === null ? 0 : performance.now() - outageSince
    },
    drain: async (deadlineMs) => {
      await withDeadline(drained(), deadlineMs).catch((error: unknown) => {
        syncLog.error({ err: error, updates: queue.length + inFlight.length }, "drain-gave-up")
      })
    },
  }
}

function toRows(entries: readonly CommitEntry[]): LoggedUpdate[] {
  return entries.flatMap(({ room, actor, seq, update }) =>
    update ? [{ storyboardId: room.storyboardId, actor, seq, update }] : [],
  )
}

function groupByRoom(entries: readonly CommitEntry[]): Map<CommitRoom, CommitEntry[]> {
  const rooms = new Map<CommitRoom, CommitEntry[]>()
  for (const entry of entries) {
    const group = rooms.get(entry.room)
    if (group) group.push(entry)
    else rooms.set(entry.room, [entry])
  }
  return rooms
}

function byteLength(entries: readonly CommitEntry[]): number {
  return entries.reduce((sum, { update }) => sum + (update?.length ?? 0), 0)
}

function withDeadline<Value>(work: Promise<Value>, milliseconds: number): Promise<Value> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new Error(`no answer within ${milliseconds} ms`))
    }, milliseconds)
    void work.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}

/** By PostgreSQL's codes; whatever is not about the rows themselves may pass. */
function kindOf(error: unknown): "conflict" | "missing" | "refused" | "unreachable" {
  const code = error instanceof Error && "code" in error ? String(error.code) : ""
  if (code === "23505") return "conflict"
  if (code === "23503") return "missing"
  return /^2[123]...$/.test(code) ? "refused" : "unreachable"
}
