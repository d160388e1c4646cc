import type { CloseReason, SyncEvent } from "@panelwright/core/protocol"
import type * as Y from "yjs"
import type { Compactor } from "./compactor.ts"
import type { Connection } from "./connection.ts"
import { DocContent } from "./doc-content.ts"
import type { DocLog } from "./doc-log.ts"
import type { CommitEntry, CommitRoom, GroupCommit } from "./group-commit.ts"
import { HydratedDoc } from "./hydrated-doc.ts"
import {
  parseClientMessage,
  parseStateVector,
  toEventFrame,
  toPermissionDeniedFrame,
  toStep1Frame,
  toStep2Frame,
  toUpdateFrame,
} from "./message.ts"
import { Presence } from "./presence.ts"
import { SyncError, type SyncFailure } from "./sync-error.ts"
import type { SyncLog } from "./sync.ts"
import { type CheckedUpdate, encodeDeletions, type UpdateExtent } from "./update-check.ts"

export interface RoomDependencies {
  readonly log: DocLog
  readonly commit: GroupCommit
  readonly compactor: Compactor
  readonly syncLog: SyncLog
  readonly clock: () => number
  /** The room can do no more; the next one who comes opens another. */
  onClosed(room: Room): void
}

interface RoomEntry extends CommitEntry {
  readonly extent: UpdateExtent
  /** The whole WebSocket message that tells it; `update` is a view of its end. */
  frame: Buffer | null
  readonly author: Connection | null
  readonly answer: boolean
  /** Made on exactly the doc before it, so it cannot move to another place in the log. */
  readonly pinned: boolean
  settle: { resolve(seq: number): void; reject(error: Error): void } | null
}

/** A pinned update lost its place to another process. */
export class SeqTakenError extends Error {}

const AWARENESS_WINDOW_MS = 33
const MAX_MESSAGE_BYTES = 4 * 1024 * 1024
const MANY_PENDING_BYTES = 32 * 1024 * 1024
const COMPACT_UPDATES = 1000
const COMPACT_BYTES = 512 * 1024
const COMPACT_PAUSE_MS = 10_000
const HURRY_UPDATES = 20_000
const LEFT_BEHIND_UPDATES = 20
const NOTHING: UpdateExtent = { ends: new Map(), deletions: [] }

/** One storyboard's doc and the connections to it. */
export class Room implements CommitRoom {
  readonly storyboardId: string
  readonly connections = new Set<Connection>()
  readonly #with: RoomDependencies
  #content: DocContent
  readonly #presence = new Presence()
  #pending: RoomEntry[] = []
  #acceptedSeq: number
  #hydrated: HydratedDoc | null = null
  #presenceTimer: NodeJS.Timeout | null = null
  #presenceToldAt = 0
  #compacting: Promise<void> | null = null
  #compactedAt = Number.NEGATIVE_INFINITY
  #closed = false
  /** Since when nobody has used it. */
  idleSince = performance.now()
  /** Committed something since the flag was last put down. */
  touched = false

  static async load(storyboardId: string, dependencies: RoomDependencies): Promise<Room> {
    const room = new Room(storyboardId, dependencies, await loadContent(storyboardId, dependencies))
    // A process that ended without closing its rooms leaves long tails.
    if (room.#content.tailLength > 2 * COMPACT_UPDATES) await room.compact()
    return room
  }

  private constructor(storyboardId: string, dependencies: RoomDependencies, content: DocContent) {
    this.storyboardId = storyboardId
    this.#with = dependencies
    this.#content = content
    this.#acceptedSeq = content.seq
  }

  get closed(): boolean {
    return this.#closed
  }

  get isIdle(): boolean {
    return this.connections.size === 0 && this.#pending.length === 0
  }

  join(connection: Connection): void {
    this.connections.add(connection)
    connection.deliveredSeq = this.#content.seq
    connection.write(toStep1Frame(this.#content.stateVector()))
    const present = this.#presence.all()
    if (present) connection.write(present)
  }

  leave(connection: Connection): void {
    if (!this.connections.delete(connection)) return
    this.idleSince = performance.now()
    this.#presence.leave(connection)
    this.#tellPresence()
  }

  handleMessage(connection: Connection, data: Uint8Array): void {
    if (data.length > MAX_MESSAGE_BYTES) return connection.close("message-too-large")
    const message = parseClientMessage(data)
    switch (message.kind) {
      case "step-1":
        return this.#answer(connection, message.stateVector)
      case "update":
        return this.#receive(connection, message.update, message.answer)
      case "awareness": {
        const outcome = this.#presence.receive(connection, message.states)
        if (outcome === "malformed") return connection.close("malformed-message")
        if (outcome === "too-large") return connection.close("message-too-large")
        return this.#tellPresence()
      }
      case "query-awareness": {
        const present = this.#presence.all()
        if (present) connection.writeUnlessFull(present)
        return
      }
      case "malformed":
        return connection.close("malformed-message")
      case "unknown":
        return connection.close("unknown-message")
    }
  }

  /** Tells a client that has caught up on reading what was held back. */
  resync(connection: Connection): void {
    const updates = this.#content.listAfter(connection.deliveredSeq)
    for (const update of updates ?? this.#content.listMissing(new Map())) {
      connection.write(toUpdateFrame(update))
    }
    connection.deliveredSeq = this.#content.seq
  }

  publish(event: SyncEvent): void {
    let frame: Buffer | null = null
    for (const connection of this.connections) {
      if (!connection.options.wantsEvents) continue
      frame ??= toEventFrame(event)
      connection.writeUnlessFull(frame)
    }
  }

  loadDoc(): { doc: Y.Doc; revision: number } {
    return { doc: this.#hydrate().doc, revision: this.#acceptedSeq }
  }

  submit(update: Uint8Array, actor: string): Promise<number> {
    this.#assertOpen()
    const checked = this.#content.check(update)
    if (!checked.ok) throw new SyncError(checked.failure)
    return this.#acceptOwn(checked.value, actor, false)
  }

  /** Resolves after the commit; rejects with `SeqTakenError` when it must run again. */
  async change<Value>(
    actor: string,
    change: (doc: Y.Doc, revision: number) => Value,
  ): Promise<{ value: Value; revision: number }> {
    this.#assertOpen()
    const revision = this.#acceptedSeq
    const hydrated = this.#catchUp()
    this.#hydrated = null
    const { value, update } = hydrated.change((doc) => change(doc, revision))
    this.#hydrated = hydrated
    if (!update) return { value, revision }
    const checked = this.#content.check(update)
    if (!checked.ok) throw new Error(`a change made ${checked.failure.kind}`)
    const committed = this.#acceptOwn(checked.value, actor, true)
    hydrated.seq = this.#acceptedSeq
    return { value, revision: await committed }
  }

  onCommitted(entries: readonly CommitEntry[]): void {
    if (this.#closed) return
    const committed = this.#pending.splice(0, entries.length)
    for (const { seq, update, extent } of committed) {
      if (!update) continue
      this.#content.append({ seq, update }, extent)
      this.touched = true
    }
    this.#tell(committed)
    this.#compactWhenLong()
  }

  onAbandoned(failure: SyncFailure): void {
    this.close(failure.kind === "storyboard-gone" ? "storyboard-gone" : "unavailable", failure)
  }

  async reconcile(entries: readonly CommitEntry[]): Promise<readonly CommitEntry[]> {
    const before = this.#content.seq
    const stored = await this.#with.log.listAfter(this.storyboardId, before)
    const content = await loadContent(this.storyboardId, this.#with)
    const told: RoomEntry[] = stored.map((row) => {
      const own = this.#pending.find(({ seq, actor, update }) => {
        return seq === row.seq && actor === row.actor && update && isEqual(update, row.update)
      })
      const foreign = { ...this.#emptyEntry(row.actor, null), frame: toUpdateFrame(row.update) }
      return own ?? foreign
    })
    const committed = new Set(told)
    const pending = this.#pending.filter((entry) => !committed.has(entry))
    this.#content = content
    this.#hydrated = null
    this.#acceptedSeq = content.seq
    const { storyboardId } = this
    this.#with.syncLog.warn({ storyboardId, updates: told.length }, "log-moved-on")
    this.#tell(told)
    return this.#acceptAgain(pending, new Set(entries))
  }

  /** Makes one snapshot of everything durable. */
  compact(): Promise<void> {
    this.#compacting ??= this.#compactNow().finally(() => {
      this.#compacting = null
      this.#compactedAt = performance.now()
    })
    return this.#compacting
  }

  /** Before the room is given back: leaves little for the next one to read. */
  async tidy(): Promise<void> {
    if (this.#content.tailLength >= LEFT_BEHIND_UPDATES) await this.compact()
  }

  /** To be called every few seconds. */
  rest(keepHydratedMs: number): void {
    const hydrated = this.#hydrated
    if (hydrated && performance.now() - hydrated.lastUsed > keepHydratedMs) this.#hydrated = null
    this.#compactWhenLong()
  }

  close(reason: CloseReason, failure: SyncFailure = { kind: "unavailable" }): void {
    if (this.#closed) return
    this.#closed = true
    if (this.#presenceTimer) clearTimeout(this.#presenceTimer)
    for (const { settle } of this.#pending.splice(0)) settle?.reject(new SyncError(failure))
    for (const connection of this.connections) connection.close(reason)
    this.connections.clear()
    this.#with.onClosed(this)
  }

  #answer(connection: Connection, stateVector: Uint8Array): void {
    if (!connection.mayAsk()) return connection.close("over-budget")
    const parsed = parseStateVector(stateVector)
    if (!parsed) return connection.close("malformed-message")
    const missing = this.#content.listMissing(parsed)
    // A client counts as synced after step 2, so that carries the last of it.
    const last = missing.pop()
    const frames = missing.map(toUpdateFrame)
    if (last) frames.push(toStep2Frame(last))
    connection.write(Buffer.concat(frames))
  }

  #receive(connection: Connection, update: Uint8Array, answer: boolean): void {
    if (!answer && connection.isHolding && connection.hold(update)) return
    this.#take(connection, update, answer)
    if (!answer) return
    for (const held of connection.releaseHeld()) {
      if (!connection.closed) this.#take(connection, held, false)
    }
  }

  #take(connection: Connection, received: Uint8Array, answer: boolean): void {
    const { storyboardId, actor, canWrite } = connection.options
    const checked = this.#content.check(received)
    if (!checked.ok) {
      const { kind, reason } = checked.failure
      if (kind === "update-gap" && !answer && connection.hold(received)) return
      this.#with.syncLog.warn({ storyboardId, actor: actor.id, reason }, kind)
      return connection.close(kind)
    }
    const { update, ...extent } = checked.value
    const onlyDeletes = extent.ends.size === 0
    // An answer lists all deletions of the doc, also those that its reader made by integrating
    // concurrent values, so it can name new ones though nobody changed anything.
    const isNothing = onlyDeletes && (extent.deletions.length === 0 || (answer && !canWrite))
    if (!isNothing && !canWrite) {
      connection.write(toPermissionDeniedFrame("This role may not change the storyboard."))
      return connection.close("read-only")
    }
    const news = onlyDeletes && answer ? encodeDeletions(extent.deletions) : update
    if (isNothing) this.#enqueue({ ...this.#emptyEntry(actor.id, connection), answer })
    else this.#accept(news, extent, connection, answer)
    const { commit } = this.#with
    connection.addPending(isNothing ? 0 : news.length, commit.pendingBytes > MANY_PENDING_BYTES)
  }

  #accept(update: Uint8Array, extent: UpdateExtent, author: Connection, answer: boolean): void {
    this.#enqueue({
      ...this.#emptyEntry(author.options.actor.id, author),
      ...this.#place(update, extent),
      answer,
    })
  }

  #acceptOwn(checked: CheckedUpdate, actor: string, pinned: boolean): Promise<number> {
    const { update, ...extent } = checked
    const hasNews = extent.ends.size > 0 || extent.deletions.length > 0
    return new Promise((resolve, reject) => {
      this.#enqueue({
        ...this.#emptyEntry(actor, null),
        ...(hasNews ? this.#place(update, extent) : {}),
        pinned,
        settle: { resolve, reject },
      })
    })
  }

  #emptyEntry(actor: string, author: Connection | null): RoomEntry {
    return {
      room: this,
      actor,
      author,
      update: null,
      frame: null,
      extent: NOTHING,
      seq: this.#acceptedSeq,
      answer: false,
      pinned: false,
      settle: null,
    }
  }

  /** The next place in the log, and a copy: the bytes that came in belong to a bigger read. */
  #place(update: Uint8Array, extent: UpdateExtent) {
    this.#content.accept(extent)
    this.#acceptedSeq += 1
    const frame = toUpdateFrame(update)
    return {
      frame,
      update: frame.subarray(frame.length - update.length),
      extent,
      seq: this.#acceptedSeq,
    }
  }

  #enqueue(entry: RoomEntry): void {
    this.#pending.push(entry)
    this.#with.commit.push(entry)
  }

  /** Each is durable: the others get it, its author an acknowledgement. */
  #tell(committed: readonly RoomEntry[]): void {
    const authors = new Map<Connection, RoomEntry[]>()
    const frames: Buffer[] = []
    for (const entry of committed) {
      if (entry.frame) frames.push(entry.frame)
      if (!entry.author) continue
      const own = authors.get(entry.author)
      if (own) own.push(entry)
      else authors.set(entry.author, [entry])
    }
    if (frames.length > 0) this.#deliver(committed, frames, authors)
    for (const [author, own] of authors) acknowledge(author, own)
    for (const entry of committed) entry.settle?.resolve(entry.seq)
  }

  #deliver(
    committed: readonly RoomEntry[],
    frames: readonly Buffer[],
    authors: ReadonlyMap<Connection, readonly RoomEntry[]>,
  ): void {
    const shared = frames.length === 1 ? (frames[0] ?? null) : Buffer.concat(frames)
    for (const connection of this.connections) {
      if (!authors.has(connection)) {
        connection.deliver(shared, this.#content.seq)
        continue
      }
      const others = committed.flatMap(({ author, frame }) =>
        frame && author !== connection ? [frame] : [],
      )
      connection.deliver(others.length > 0 ? Buffer.concat(others) : null, this.#content.seq)
    }
  }

  /**
   * Places what is still pending after the content as it now is, and returns what of it was asked
   * for. A pinned update loses its bytes; if it still waits for its turn it keeps its place there.
   */
  #acceptAgain(
    pending: readonly RoomEntry[],
    asked: ReadonlySet<CommitEntry>,
  ): readonly CommitEntry[] {
    this.#pending = []
    for (const entry of pending) {
      if (entry.pinned && entry.update) {
        entry.settle?.reject(new SeqTakenError())
        entry.settle = entry.update = entry.frame = null
        if (asked.has(entry)) continue
      }
      this.#pending.push(entry)
      if (entry.update) {
        this.#content.accept(entry.extent)
        this.#acceptedSeq += 1
      }
      entry.seq = this.#acceptedSeq
    }
    return this.#pending.filter((entry) => asked.has(entry))
  }

  #tellPresence(): void {
    if (this.#presenceTimer || !this.#presence.anyChanged || this.#closed) return
    const wait = this.#presenceToldAt + AWARENESS_WINDOW_MS - performance.now()
    this.#presenceTimer = setTimeout(
      () => {
        this.#presenceTimer = null
        this.#presenceToldAt = performance.now()
        const frame = this.#presence.takeChanged()
        if (!frame) return
        for (const connection of this.connections) connection.writeUnlessFull(frame)
      },
      Math.max(0, wait),
    )
  }

  /** A doc with everything accepted. */
  #hydrate(): HydratedDoc {
    const { state, updates } = this.#content.parts()
    const pending = this.#pending.flatMap(({ update }) => (update ? [update] : []))
    return new HydratedDoc({ state, updates: [...updates, ...pending] }, this.#acceptedSeq)
  }

  #catchUp(): HydratedDoc {
    const hydrated = this.#hydrated
    const missed = hydrated && this.#content.listAfter(hydrated.seq)
    if (!hydrated || !missed) return this.#hydrate()
    const pending = this.#pending.flatMap(({ seq, update }) =>
      update && seq > hydrated.seq ? [update] : [],
    )
    hydrated.apply([...missed, ...pending], this.#acceptedSeq)
    return hydrated
  }

  #compactWhenLong(): void {
    const { tailLength, tailBytes, snapshotBytes } = this.#content
    const long = tailLength > COMPACT_UPDATES || tailBytes > Math.max(COMPACT_BYTES, snapshotBytes)
    const rested = performance.now() - this.#compactedAt > COMPACT_PAUSE_MS
    if (long && (rested || tailLength > HURRY_UPDATES)) void this.compact()
  }

  async #compactNow(): Promise<void> {
    const content = this.#content
    const { seq, tailLength } = content
    if (tailLength === 0) return
    const { compactor, log, clock, syncLog } = this.#with
    const started = performance.now()
    try {
      const snapshot = { seq, ...(await compactor.compact(content.parts())) }
      await log.saveSnapshot(this.storyboardId, snapshot, new Date(clock()))
      content.replaceSnapshot(snapshot)
      const ms = Math.round(performance.now() - started)
      const { storyboardId } = this
      syncLog.info(
        { storyboardId, updates: tailLength, bytes: snapshot.state.length, ms },
        "doc-compacted",
      )
    } catch (error) {
      syncLog.error({ err: error, storyboardId: this.storyboardId }, "compaction-failed")
    }
  }

  #assertOpen(): void {
    if (this.#closed) throw new SyncError({ kind: "unavailable" })
  }
}

async function loadContent(
  storyboardId: string,
  { log, syncLog }: RoomDependencies,
): Promise<DocContent> {
  const { content, unreadable } = DocContent.fromStored(await log.load(storyboardId))
  if (unreadable > 0) syncLog.error({ storyboardId, updates: unreadable }, "updates-unreadable")
  return content
}

function acknowledge(author: Connection, entries: readonly RoomEntry[]): void {
  for (const { update } of entries) author.removePending(update?.length ?? 0)
  const answers = entries.filter(({ answer }) => answer).length
  author.acknowledge({ updates: entries.length - answers, answers })
}

function isEqual(one: Uint8Array, other: Uint8Array): boolean {
  return Buffer.from(one.buffer, one.byteOffset, one.length).equals(other)
}
