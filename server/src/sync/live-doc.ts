import type { Log } from "../log.ts"
import type { Result } from "@panelwright/core"
import type * as Y from "yjs"
import type { Compactor } from "./compactor.ts"
import type { Connection } from "./connection.ts"
import { DocContent } from "./doc-content.ts"
import type { DocLog, StoredUpdate } from "./doc-log.ts"
import type { CommitEntry, CommitRoom, GroupCommit } from "./group-commit.ts"
import { HeardUpdates } from "./heard-updates.ts"
import { HydratedDoc } from "./hydrated-doc.ts"
import { toUpdateFrame } from "./message.ts"
import { SyncError, type SyncFailure } from "./sync-error.ts"
import type { CheckedUpdate, UpdateExtent, UpdateFailure } from "./update-check.ts"

export interface LiveDocDependencies {
  readonly log: DocLog
  readonly commit: GroupCommit
  readonly compactor: Compactor
  readonly syncLog: Log
  readonly clock: () => number
}

/** Something accepted, on its way to being durable. */
export interface LiveEntry extends CommitEntry {
  extent: UpdateExtent
  /** The whole WebSocket message that tells it; `update` is a view of its end. */
  frame: Buffer | null
  readonly author: Connection | null
  /** What its author was charged for it, whatever became of the bytes. */
  readonly byteLength: number
  /** It came as a sync step 2. */
  readonly answer: boolean
  /** Made on exactly the doc before it, so it cannot move to another place in the log. */
  readonly pinned: boolean
  settle: { resolve(seq: number): void; reject(error: Error): void } | null
}

export interface LiveDocListener {
  /** These are durable, in this order. */
  tell(entries: readonly LiveEntry[]): void
  /** These were stored by this process, in a row. */
  stored(updates: readonly StoredUpdate[]): void
  /** What was accepted will not become durable. */
  abandoned(failure: SyncFailure): void
}

/** A pinned update lost its place to another process. */
export class SeqTakenError extends Error {}

const COMPACT_UPDATES = 1000
const COMPACT_BYTES = 512 * 1024
/** Updates too many to be told one by one to who comes. */
const LONG_TAIL = 2 * COMPACT_UPDATES
const COMPACT_PAUSE_MS = 10_000
/** Of one core that compacting a storyboard may take, as long as its tail is not too long. */
const COMPACT_SHARE = 0.005
/** The same for a storyboard that nobody writes at the moment: who opens it next shall not wait. */
const QUIET_SHARE = 0.1
const QUIET_MS = 1_000
const HURRY_UPDATES = 20_000
const LEFT_BEHIND_UPDATES = 20
const HYDRATED_MS = 30_000
/** How long what was heard too early waits for what is before it. */
const GAP_MS = 30
const NOTHING: UpdateExtent = { ends: new Map(), deletions: [] }

/**
 * One storyboard's doc in this process: what is durable, what is accepted and on its way, and the
 * server's own hand in it.
 */
export class LiveDoc implements CommitRoom {
  readonly storyboardId: string
  /** Committed something since the flag was last put down. */
  touched = false
  readonly #with: LiveDocDependencies
  readonly #listener: LiveDocListener
  #content: DocContent
  #pending: LiveEntry[] = []
  #acceptedSeq: number
  #hydrated: HydratedDoc | null = null
  #compacting: Promise<void> | null = null
  #compactAfter = Number.NEGATIVE_INFINITY
  #quietAfter = Number.NEGATIVE_INFINITY
  #committedAt = Number.NEGATIVE_INFINITY
  readonly #heard = new HeardUpdates()
  #gapTimer: NodeJS.Timeout | null = null
  #reading: Promise<void> | null = null
  #readingNext: Promise<void> | null = null
  #closed = false

  static async load(
    storyboardId: string,
    dependencies: LiveDocDependencies,
    listener: LiveDocListener,
  ): Promise<LiveDoc> {
    const content = await loadContent(storyboardId, dependencies)
    const live = new LiveDoc(storyboardId, dependencies, listener, content)
    // A process that ended without closing its rooms leaves long tails.
    if (content.tailLength > LONG_TAIL) await live.compact()
    return live
  }

  private constructor(
    storyboardId: string,
    dependencies: LiveDocDependencies,
    listener: LiveDocListener,
    content: DocContent,
  ) {
    this.storyboardId = storyboardId
    this.#with = dependencies
    this.#listener = listener
    this.#content = content
    this.#acceptedSeq = content.seq
  }

  /** The seq of the last durable update. */
  get seq(): number {
    return this.#content.seq
  }

  /** Whether the log has, by its newest seq, something that nobody here is about to store. */
  isBehind(newestSeq: number): boolean {
    return newestSeq > (this.isSettled ? this.seq : this.#acceptedSeq)
  }

  get isSettled(): boolean {
    return this.#pending.length === 0
  }

  /** Of what is durable. */
  stateVector(): Uint8Array {
    return this.#content.stateVector()
  }

  /** Durable updates that a client lacks, in an order in which they apply; never none. */
  listMissing(stateVector: ReadonlyMap<number, number>): Uint8Array[] {
    return this.#content.listMissing(stateVector)
  }

  /** Durable updates that a client lacks who has everything up to `seq`, or has at least that. */
  listAfter(seq: number): Uint8Array[] {
    return this.#content.listAfter(seq) ?? this.#content.listMissing(new Map())
  }

  check(update: Uint8Array): Result<CheckedUpdate, UpdateFailure> {
    return this.#content.check(update)
  }

  /** Null: the message brought nothing, and is durable when all before it is. */
  accept(update: CheckedUpdate | null, author: Connection, answer: boolean): void {
    this.#enqueue({
      ...this.#emptyEntry(author.options.actor.id, author),
      ...(update && this.#place(update)),
      answer,
    })
  }

  loadDoc(): { doc: Y.Doc; revision: number } {
    return { doc: this.#hydrate().doc, revision: this.#acceptedSeq }
  }

  /** Resolves with the seq after the commit. */
  async submit(update: Uint8Array, actor: string): Promise<number> {
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
    const hydrated = this.#hydrateAgain()
    // Should `change` throw half-way, the doc is not what is stored any more.
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
    this.#committedAt = performance.now()
    const committed = this.#pending.splice(0, entries.length)
    const stored: StoredUpdate[] = []
    for (const { seq, update, extent } of committed) {
      if (!update) continue
      this.#content.append({ seq, update }, extent)
      stored.push({ seq, update })
      this.touched = true
    }
    this.#tell(committed)
    if (stored.length > 0) this.#listener.stored(stored)
    this.#takeHeard()
    this.#compactWhenLong()
  }

  /** Another process says that it has stored these; the first has this seq, the others follow. */
  hear(firstSeq: number, updates: readonly Uint8Array[]): void {
    if (this.#closed || firstSeq + updates.length - 1 <= this.seq) return
    this.#heard.add(firstSeq, updates)
    this.#takeHeard()
    if (this.#heard.isEmpty || this.#gapTimer) return
    this.#gapTimer = setTimeout(() => {
      this.#gapTimer = null
      if (!this.#heard.isEmpty) void this.catchUp().catch(() => undefined)
    }, GAP_MS)
  }

  /**
   * Resolves when everything is here that was stored before the call, by whomever. Rejects when the
   * database does not answer.
   */
  catchUp(): Promise<void> {
    if (this.#reading) {
      // What is read by now may be older than the call.
      this.#readingNext ??= this.#reading
        .catch(() => undefined)
        .then(() => {
          this.#readingNext = null
          return this.catchUp()
        })
      return this.#readingNext
    }
    this.#reading = this.#readOn(false).finally(() => (this.#reading = null))
    return this.#reading
  }

  onAbandoned(failure: SyncFailure): void {
    this.#listener.abandoned(failure)
  }

  async reconcile(entries: readonly CommitEntry[]): Promise<readonly CommitEntry[]> {
    const asked = new Set(entries)
    await this.#readOn(true, asked)
    return this.#pending.filter((entry) => asked.has(entry))
  }

  /** Makes one snapshot of everything durable. */
  compact(): Promise<void> {
    const started = performance.now()
    this.#compacting ??= this.#compactNow().finally(() => {
      this.#compacting = null
      const ended = performance.now()
      this.#compactAfter = ended + Math.max(COMPACT_PAUSE_MS, (ended - started) / COMPACT_SHARE)
      this.#quietAfter = ended + (ended - started) / QUIET_SHARE
    })
    return this.#compacting
  }

  /** Before the process ends: leaves nothing that the next one has to compact before it answers. */
  async shorten(): Promise<void> {
    // One may be under way that began before the last updates came.
    await this.#compacting
    if (this.#content.tailLength > LONG_TAIL) await this.compact()
  }

  /** Before the doc is given back: leaves little for the next one to read. */
  async tidy(): Promise<void> {
    if (this.#content.tailLength >= LEFT_BEHIND_UPDATES) await this.compact()
  }

  /** To be called about every second. */
  rest(): void {
    const hydrated = this.#hydrated
    if (hydrated && performance.now() - hydrated.lastUsed > HYDRATED_MS) this.#hydrated = null
    this.#content.rest()
    this.#compactWhenLong(true)
  }

  close(failure: SyncFailure): void {
    this.#closed = true
    if (this.#gapTimer) clearTimeout(this.#gapTimer)
    for (const { settle } of this.#pending.splice(0)) settle?.reject(new SyncError(failure))
  }

  #tell(committed: readonly LiveEntry[]): void {
    this.#listener.tell(committed)
    for (const { settle, seq } of committed) settle?.resolve(seq)
  }

  #acceptOwn(checked: CheckedUpdate, actor: string, pinned: boolean): Promise<number> {
    const isNews = checked.ends.size > 0 || checked.deletions.length > 0
    return new Promise((resolve, reject) => {
      this.#enqueue({
        ...this.#emptyEntry(actor, null),
        ...(isNews && this.#place(checked)),
        pinned,
        settle: { resolve, reject },
      })
    })
  }

  #emptyEntry(actor: string, author: Connection | null): LiveEntry {
    return {
      room: this,
      actor,
      author,
      update: null,
      frame: null,
      extent: NOTHING,
      seq: this.#acceptedSeq,
      byteLength: 0,
      answer: false,
      pinned: false,
      settle: null,
    }
  }

  /** The next place in the log, and a copy: the bytes that came in belong to a bigger read. */
  #place({ update, ends, deletions }: CheckedUpdate) {
    const extent = { ends, deletions }
    this.#content.accept(extent)
    this.#acceptedSeq += 1
    const frame = toUpdateFrame(update)
    return {
      frame,
      update: frame.subarray(frame.length - update.length),
      byteLength: update.length,
      extent,
      seq: this.#acceptedSeq,
    }
  }

  #enqueue(entry: LiveEntry): void {
    this.#pending.push(entry)
    this.#with.commit.push(entry)
  }

  #takeHeard(): void {
    if (this.#heard.isEmpty) return
    this.#take(this.#heard.takeAfter(this.seq), new Set(), new Set())
  }

  /**
   * Takes what the log has after the content. With `ownToo`, nothing of ours is on its way, and what
   * is found of it was stored unnoticed; without, its commit will tell.
   */
  async #readOn(ownToo: boolean, asked: ReadonlySet<CommitEntry> = new Set()): Promise<void> {
    const { storyboardId } = this
    const read = await this.#with.log.listAfter(storyboardId, this.seq)
    if (this.#closed) return
    const rows = read.filter(({ seq }) => seq > this.seq)
    const [first] = rows
    if (first && first.seq !== this.seq + 1) {
      this.#listener.abandoned({ kind: "unavailable" })
      throw new Error(`the log goes on with ${first.seq} after ${this.seq}`)
    }
    const pending = new Map(
      this.#pending.flatMap((entry) => (entry.update ? [[entry.seq, entry]] : [])),
    )
    const own = new Set(
      rows.flatMap(({ seq, actor, update }) => {
        const entry = pending.get(seq)
        const isSame = entry?.update && entry.actor === actor && isEqual(entry.update, update)
        return entry && isSame ? [entry] : []
      }),
    )
    if (own.size > 0 && !ownToo) {
      await new Promise((resolve) => setTimeout(resolve, GAP_MS))
      return this.#readOn(false)
    }
    this.#take(rows, own, asked)
    this.#takeHeard()
  }

  /** The log's next rows, of which some are `own`. */
  #take(
    rows: readonly StoredUpdate[],
    own: ReadonlySet<LiveEntry>,
    asked: ReadonlySet<CommitEntry>,
  ): void {
    if (rows.length === 0) return
    const ownBySeq = new Map([...own].map((entry) => [entry.seq, entry]))
    const before = this.seq
    const pending = this.#pending.filter((entry) => !own.has(entry))
    const clients = new Set(pending.flatMap(({ extent }) => [...extent.ends.keys()]))
    let collides = false
    const told: LiveEntry[] = []
    const stored: StoredUpdate[] = []
    for (const { seq, update } of rows) {
      const entry = ownBySeq.get(seq)
      if (entry?.update) {
        this.#content.append({ seq, update: entry.update }, entry.extent)
        this.touched = true
        stored.push({ seq, update: entry.update })
        told.push(entry)
        continue
      }
      const frame = toUpdateFrame(update)
      const extent = this.#content.take({
        seq,
        update: frame.subarray(frame.length - update.length),
      })
      if (extent) told.push({ ...this.#emptyEntry("", null), seq, frame })
      else {
        const { storyboardId } = this
        this.#with.syncLog.error({ storyboardId, updates: 1 }, "updates-unreadable")
      }
      for (const client of extent?.ends.keys() ?? []) collides ||= clients.has(client)
    }
    // It has what is pending, before what has come between.
    if (this.#hydrated && this.#hydrated.seq > before) this.#hydrated = null
    this.#acceptAgain(pending, asked, collides)
    this.#tell(told)
    if (stored.length > 0) this.#listener.stored(stored)
    this.#compactWhenLong()
  }

  /**
   * Places what is pending after the content as it now is. A pinned update loses its bytes; if it
   * still waits for its turn it keeps its place there. With `collides`, what is pending was accepted
   * on the word of a client that has told another process something, too, or on a pinned update:
   * then all of it is checked again.
   */
  #acceptAgain(
    pending: readonly LiveEntry[],
    asked: ReadonlySet<CommitEntry>,
    collides: boolean,
  ): void {
    const again = collides || pending.some(({ pinned, update }) => pinned && update)
    if (again) this.#content.forgetAccepted()
    this.#pending = []
    this.#acceptedSeq = this.seq
    for (const entry of pending) {
      if (entry.pinned && entry.update) {
        entry.settle?.reject(new SeqTakenError())
        entry.settle = entry.update = entry.frame = null
        if (asked.has(entry)) continue
      } else if (again && entry.update) this.#checkAgain(entry, entry.update)
      this.#pending.push(entry)
      if (entry.update) this.#acceptedSeq += 1
      entry.seq = this.#acceptedSeq
    }
  }

  #checkAgain(entry: LiveEntry, update: Uint8Array): void {
    const checked = this.#content.check(update)
    if (checked.ok) {
      this.#content.accept(checked.value)
      entry.extent = checked.value
      if (checked.value.update === update) return
      entry.frame = toUpdateFrame(checked.value.update)
      entry.update = entry.frame.subarray(entry.frame.length - checked.value.update.length)
      return
    }
    const { storyboardId } = this
    const { kind, reason } = checked.failure
    this.#with.syncLog.warn({ storyboardId, actor: entry.actor, reason }, kind)
    entry.author?.close(kind)
    entry.settle?.reject(new SyncError(checked.failure))
    entry.settle = entry.update = entry.frame = null
    entry.extent = NOTHING
  }

  /** A doc with everything accepted. */
  #hydrate(): HydratedDoc {
    const { state, updates } = this.#content.parts()
    return new HydratedDoc(
      { state, updates: [...updates, ...this.#listPending(0)] },
      this.#acceptedSeq,
    )
  }

  #hydrateAgain(): HydratedDoc {
    const hydrated = this.#hydrated
    const missed = hydrated && this.#content.listAfter(hydrated.seq)
    if (!hydrated || !missed) return this.#hydrate()
    hydrated.apply([...missed, ...this.#listPending(hydrated.seq)], this.#acceptedSeq)
    return hydrated
  }

  #listPending(after: number): Uint8Array[] {
    return this.#pending.flatMap(({ seq, update }) => (update && seq > after ? [update] : []))
  }

  #compactWhenLong(isLookedAfter = false): void {
    const { tailLength, tailBytes, snapshotBytes } = this.#content
    const long = tailLength > COMPACT_UPDATES || tailBytes > Math.max(COMPACT_BYTES, snapshotBytes)
    if (!long) return
    const now = performance.now()
    const quiet = isLookedAfter && now > Math.max(this.#committedAt + QUIET_MS, this.#quietAfter)
    if (quiet || now > this.#compactAfter || tailLength > HURRY_UPDATES) void this.compact()
  }

  async #compactNow(): Promise<void> {
    const content = this.#content
    const { seq, tailLength: updates } = content
    if (updates === 0) return
    const { compactor, log, clock, syncLog } = this.#with
    const { storyboardId } = this
    const started = performance.now()
    try {
      const snapshot = { seq, ...(await compactor.compact(content.parts())) }
      await log.saveSnapshot(storyboardId, snapshot, new Date(clock()))
      content.replaceSnapshot(snapshot)
      const ms = Math.round(performance.now() - started)
      const byteLength = snapshot.state.length
      syncLog.info({ storyboardId, updates, byteLength, ms }, "doc-compacted")
    } catch (error) {
      syncLog.error({ err: error, storyboardId }, "compaction-failed")
    }
  }

  #assertOpen(): void {
    if (this.#closed) throw new SyncError({ kind: "unavailable" })
  }
}

async function loadContent(
  storyboardId: string,
  { log, syncLog }: LiveDocDependencies,
): Promise<DocContent> {
  const { content, unreadable } = DocContent.fromStored(await log.load(storyboardId))
  if (unreadable > 0) syncLog.error({ storyboardId, updates: unreadable }, "updates-unreadable")
  return content
}

function isEqual(one: Uint8Array, other: Uint8Array): boolean {
  return Buffer.from(one.buffer, one.byteOffset, one.length).equals(other)
}
