import type { Log } from "../log.ts"
import type { Result } from "@panelwright/core"
import type * as Y from "yjs"
import type { Compactor } from "./compactor.ts"
import type { Connection } from "./connection.ts"
import { DocContent } from "./doc-content.ts"
import type { DocLog } from "./doc-log.ts"
import type { CommitEntry, CommitRoom, GroupCommit } from "./group-commit.ts"
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
  readonly extent: UpdateExtent
  /** The whole WebSocket message that tells it; `update` is a view of its end. */
  frame: Buffer | null
  readonly author: Connection | null
  /** It came as a sync step 2. */
  readonly answer: boolean
  /** Made on exactly the doc before it, so it cannot move to another place in the log. */
  readonly pinned: boolean
  settle: { resolve(seq: number): void; reject(error: Error): void } | null
}

export interface LiveDocListener {
  /** These are durable, in this order. */
  tell(entries: readonly LiveEntry[]): void
  /** What was accepted will not become durable. */
  abandoned(failure: SyncFailure): void
}

/** A pinned update lost its place to another process. */
export class SeqTakenError extends Error {}

const COMPACT_UPDATES = 1000
const COMPACT_BYTES = 512 * 1024
const COMPACT_PAUSE_MS = 10_000
const HURRY_UPDATES = 20_000
const LEFT_BEHIND_UPDATES = 20
const HYDRATED_MS = 30_000
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
  #compactedAt = Number.NEGATIVE_INFINITY
  #closed = false

  static async load(
    storyboardId: string,
    dependencies: LiveDocDependencies,
    listener: LiveDocListener,
  ): Promise<LiveDoc> {
    const content = await loadContent(storyboardId, dependencies)
    const live = new LiveDoc(storyboardId, dependencies, listener, content)
    // A process that ended without closing its rooms leaves long tails.
    if (content.tailLength > 2 * COMPACT_UPDATES) await live.compact()
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
    const hydrated = this.#catchUp()
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
    this.#listener.abandoned(failure)
  }

  async reconcile(entries: readonly CommitEntry[]): Promise<readonly CommitEntry[]> {
    const { log, syncLog } = this.#with
    const { storyboardId } = this
    const stored = await log.listAfter(storyboardId, this.#content.seq)
    const content = await loadContent(storyboardId, this.#with)
    const told: LiveEntry[] = stored.map((row) => {
      const own = this.#pending.find(({ seq, actor, update }) => {
        return seq === row.seq && actor === row.actor && update && isEqual(update, row.update)
      })
      return own ?? { ...this.#emptyEntry(row.actor, null), frame: toUpdateFrame(row.update) }
    })
    const committed = new Set(told)
    const pending = this.#pending.filter((entry) => !committed.has(entry))
    this.#content = content
    this.#hydrated = null
    this.#acceptedSeq = content.seq
    syncLog.warn({ storyboardId, updates: told.length }, "log-moved-on")
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

  /** Before the doc is given back: leaves little for the next one to read. */
  async tidy(): Promise<void> {
    if (this.#content.tailLength >= LEFT_BEHIND_UPDATES) await this.compact()
  }

  /** To be called about every second. */
  rest(): void {
    const hydrated = this.#hydrated
    if (hydrated && performance.now() - hydrated.lastUsed > HYDRATED_MS) this.#hydrated = null
    this.#compactWhenLong()
  }

  close(failure: SyncFailure): void {
    this.#closed = true
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
      extent,
      seq: this.#acceptedSeq,
    }
  }

  #enqueue(entry: LiveEntry): void {
    this.#pending.push(entry)
    this.#with.commit.push(entry)
  }

  /**
   * Places what is still pending after the content as it now is, and returns what of it was asked
   * for. A pinned update loses its bytes; if it still waits for its turn it keeps its place there.
   */
  #acceptAgain(
    pending: readonly LiveEntry[],
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

  /** A doc with everything accepted. */
  #hydrate(): HydratedDoc {
    const { state, updates } = this.#content.parts()
    return new HydratedDoc(
      { state, updates: [...updates, ...this.#listPending(0)] },
      this.#acceptedSeq,
    )
  }

  #catchUp(): HydratedDoc {
    const hydrated = this.#hydrated
    const missed = hydrated && this.#content.listAfter(hydrated.seq)
    if (!hydrated || !missed) return this.#hydrate()
    hydrated.apply([...missed, ...this.#listPending(hydrated.seq)], this.#acceptedSeq)
    return hydrated
  }

  #listPending(after: number): Uint8Array[] {
    return this.#pending.flatMap(({ seq, update }) => (update && seq > after ? [update] : []))
  }

  #compactWhenLong(): void {
    const { tailLength, tailBytes, snapshotBytes } = this.#content
    const long = tailLength > COMPACT_UPDATES || tailBytes > Math.max(COMPACT_BYTES, snapshotBytes)
    const rested = performance.now() - this.#compactedAt > COMPACT_PAUSE_MS
    if (long && (rested || tailLength > HURRY_UPDATES)) void this.compact()
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
