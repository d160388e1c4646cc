import type { Result } from "@panelwright/core"
import type * as Y from "yjs"
import { Compaction, type CompactionDependencies } from "./compaction.ts"
import type { Connection } from "./connection.ts"
import { DocContent } from "./doc-content.ts"
import type { StoredUpdate } from "./doc-log.ts"
import type { CommitEntry, CommitRoom, GroupCommit } from "./group-commit.ts"
import { HeardUpdates } from "./heard-updates.ts"
import { HydratedDoc } from "./hydrated-doc.ts"
import { toUpdateFrame } from "./message.ts"
import { type LiveEntry, PendingEntries } from "./pending-entries.ts"
import { SyncError, type SyncFailure } from "./sync-error.ts"
import type { CheckedUpdate, UpdateFailure } from "./update-check.ts"

export interface LiveDocDependencies extends CompactionDependencies {
  readonly commit: GroupCommit
}

export interface LiveDocListener {
  /** These are durable, in this order. */
  tell(entries: readonly LiveEntry[]): void
  /** These were stored by this process, in a row. */
  stored(updates: readonly StoredUpdate[]): void
  /** What was accepted will not become durable. */
  abandoned(failure: SyncFailure): void
}

const HYDRATED_MS = 30_000
/** How long what was heard too early waits for what is before it. */
const GAP_MS = 30

/**
 * One storyboard's doc in this process: what is durable, what is accepted and on its way, and the
 * server's own hand in it.
 */
export class LiveDoc implements CommitRoom {
  readonly storyboardId: string
  /** Committed something since the flag was last put down. */
  touched = false
  readonly compaction: Compaction
  readonly #with: LiveDocDependencies
  readonly #listener: LiveDocListener
  readonly #content: DocContent
  readonly #pending: PendingEntries
  #hydrated: HydratedDoc | null = null
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
    await live.compaction.shorten()
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
    this.#pending = new PendingEntries(this, content, dependencies.syncLog)
    this.compaction = new Compaction(storyboardId, content, dependencies)
  }

  /** The seq of the last durable update. */
  get seq(): number {
    return this.#content.seq
  }

  /** Whether the log has, by its newest seq, something that nobody here is about to store. */
  isBehind(newestSeq: number): boolean {
    return newestSeq > (this.isSettled ? this.seq : this.#pending.acceptedSeq)
  }

  get isSettled(): boolean {
    return this.#pending.isEmpty
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
    const { id: actor } = author.options.actor
    this.#with.commit.push(this.#pending.add(update, { actor, author, answer }))
  }

  loadDoc(): { doc: Y.Doc; revision: number } {
    return { doc: this.#hydrate().doc, revision: this.#pending.acceptedSeq }
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
    const revision = this.#pending.acceptedSeq
    const hydrated = this.#hydrateAgain()
    // Should `change` throw half-way, the doc is not what is stored any more.
    this.#hydrated = null
    const { value, update } = hydrated.change((doc) => change(doc, revision))
    this.#hydrated = hydrated
    if (!update) return { value, revision }
    const checked = this.#content.check(update)
    if (!checked.ok) throw new Error(`a change made ${checked.failure.kind}`)
    const committed = this.#acceptOwn(checked.value, actor, true)
    hydrated.seq = this.#pending.acceptedSeq
    return { value, revision: await committed }
  }

  onCommitted(entries: readonly CommitEntry[]): void {
    if (this.#closed) return
    const committed = this.#pending.takeCommitted(entries.length)
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
    this.compaction.noteCommit()
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
    return this.#pending.listOf(asked)
  }

  /** To be called about every second. */
  rest(): void {
    const hydrated = this.#hydrated
    if (hydrated && performance.now() - hydrated.lastUsed > HYDRATED_MS) this.#hydrated = null
    this.#content.rest()
    this.compaction.rest()
  }

  close(failure: SyncFailure): void {
    this.#closed = true
    if (this.#gapTimer) clearTimeout(this.#gapTimer)
    this.#pending.rejectAll(failure)
  }

  #tell(committed: readonly LiveEntry[]): void {
    this.#listener.tell(committed)
    for (const { settle, seq } of committed) settle?.resolve(seq)
  }

  #acceptOwn(checked: CheckedUpdate, actor: string, pinned: boolean): Promise<number> {
    const isNews = checked.ends.size > 0 || checked.deletions.length > 0
    return new Promise((resolve, reject) => {
      const settle = { resolve, reject }
      this.#with.commit.push(this.#pending.add(isNews ? checked : null, { actor, pinned, settle }))
    })
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
    const own = this.#pending.findOwn(rows)
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
    const pending = this.#pending.listExcept(own)
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
      if (extent) told.push(this.#pending.toForeign(seq, frame))
      else {
        const { storyboardId } = this
        this.#with.syncLog.error({ storyboardId, updates: 1 }, "updates-unreadable")
      }
      for (const client of extent?.ends.keys() ?? []) collides ||= clients.has(client)
    }
    // It has what is pending, before what has come between.
    if (this.#hydrated && this.#hydrated.seq > before) this.#hydrated = null
    this.#pending.placeAgain(pending, asked, collides)
    this.#tell(told)
    if (stored.length > 0) this.#listener.stored(stored)
    this.compaction.compactWhenLong()
  }

  /** A doc with everything accepted. */
  #hydrate(): HydratedDoc {
    const { state, updates } = this.#content.parts()
    return new HydratedDoc(
      { state, updates: [...updates, ...this.#pending.listUpdatesAfter(0)] },
      this.#pending.acceptedSeq,
    )
  }

  #hydrateAgain(): HydratedDoc {
    const hydrated = this.#hydrated
    const missed = hydrated && this.#content.listAfter(hydrated.seq)
    if (!hydrated || !missed) return this.#hydrate()
    hydrated.apply(
      [...missed, ...this.#pending.listUpdatesAfter(hydrated.seq)],
      this.#pending.acceptedSeq,
    )
    return hydrated
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
