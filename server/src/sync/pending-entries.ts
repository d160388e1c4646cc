import type { Log } from "../log.ts"
import type { Connection } from "./connection.ts"
import type { DocContent } from "./doc-content.ts"
import type { CommitEntry, CommitRoom } from "./group-commit.ts"
import { toUpdateFrame } from "./message.ts"
import { SyncError, type SyncFailure } from "./sync-error.ts"
import type { CheckedUpdate, UpdateExtent } from "./update-check.ts"

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

/** Where something accepted comes from, and who waits for it. */
export interface EntryOrigin {
  readonly actor: string
  readonly author?: Connection
  readonly answer?: boolean
  readonly pinned?: boolean
  readonly settle?: NonNullable<LiveEntry["settle"]>
}

/** A pinned update lost its place to another process. */
export class SeqTakenError extends Error {}

const NOTHING: UpdateExtent = { ends: new Map(), deletions: [] }

/** What one doc has accepted and not yet stored, each with its place in the log. */
export class PendingEntries {
  readonly #room: CommitRoom
  readonly #content: DocContent
  readonly #syncLog: Log
  #entries: LiveEntry[] = []
  #acceptedSeq: number

  constructor(room: CommitRoom, content: DocContent, syncLog: Log) {
    this.#room = room
    this.#content = content
    this.#syncLog = syncLog
    this.#acceptedSeq = content.seq
  }

  get isEmpty(): boolean {
    return this.#entries.length === 0
  }

  /** The seq of the last that was accepted. */
  get acceptedSeq(): number {
    return this.#acceptedSeq
  }

  /** Null: nothing to store, durable when all before it is. */
  add(update: CheckedUpdate | null, origin: EntryOrigin): LiveEntry {
    const entry: LiveEntry = {
      room: this.#room,
      actor: origin.actor,
      author: origin.author ?? null,
      update: null,
      frame: null,
      extent: NOTHING,
      seq: this.#acceptedSeq,
      byteLength: 0,
      answer: origin.answer ?? false,
      pinned: origin.pinned ?? false,
      settle: origin.settle ?? null,
      ...(update && this.#place(update)),
    }
    this.#entries.push(entry)
    return entry
  }

  /** Another process's update, as an entry to tell. */
  toForeign(seq: number, frame: Buffer): LiveEntry {
    return {
      room: this.#room,
      actor: "",
      author: null,
      update: null,
      frame,
      extent: NOTHING,
      seq,
      byteLength: 0,
      answer: false,
      pinned: false,
      settle: null,
    }
  }

  /** The first ones are durable. */
  takeCommitted(count: number): LiveEntry[] {
    return this.#entries.splice(0, count)
  }

  /** Those of the log's rows that are ours. */
  findOwn(
    rows: readonly { readonly seq: number; readonly actor: string; readonly update: Uint8Array }[],
  ): Set<LiveEntry> {
    const pending = new Map(
      this.#entries.flatMap((entry) => (entry.update ? [[entry.seq, entry]] : [])),
    )
    return new Set(
      rows.flatMap(({ seq, actor, update }) => {
        const entry = pending.get(seq)
        const isSame = entry?.update && entry.actor === actor && isEqual(entry.update, update)
        return entry && isSame ? [entry] : []
      }),
    )
  }

  listOf(entries: ReadonlySet<CommitEntry>): LiveEntry[] {
    return this.#entries.filter((entry) => entries.has(entry))
  }

  listExcept(entries: ReadonlySet<LiveEntry>): LiveEntry[] {
    return this.#entries.filter((entry) => !entries.has(entry))
  }

  /** The bytes of what has a place after this one. */
  listUpdatesAfter(seq: number): Uint8Array[] {
    return this.#entries.flatMap((entry) => (entry.update && entry.seq > seq ? [entry.update] : []))
  }

  /**
   * Places these, all that is left, after the content as it now is. A pinned update loses its bytes;
   * if it still waits for its turn it keeps its place there. With `collides`, they were accepted on
   * the word of a client that has told another process something, too, or on a pinned update: then
   * all of it is checked again.
   */
  placeAgain(left: readonly LiveEntry[], asked: ReadonlySet<CommitEntry>, collides: boolean): void {
    const again = collides || left.some(({ pinned, update }) => pinned && update)
    if (again) this.#content.forgetAccepted()
    this.#entries = []
    this.#acceptedSeq = this.#content.seq
    for (const entry of left) {
      if (entry.pinned && entry.update) {
        entry.settle?.reject(new SeqTakenError())
        entry.settle = entry.update = entry.frame = null
        if (asked.has(entry)) continue
      } else if (again && entry.update) this.#checkAgain(entry, entry.update)
      this.#entries.push(entry)
      if (entry.update) this.#acceptedSeq += 1
      entry.seq = this.#acceptedSeq
    }
  }

  rejectAll(failure: SyncFailure): void {
    for (const { settle } of this.#entries.splice(0)) settle?.reject(new SyncError(failure))
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

  #checkAgain(entry: LiveEntry, update: Uint8Array): void {
    const checked = this.#content.check(update)
    if (checked.ok) {
      const { ends, deletions } = checked.value
      if (ends.size === 0 && deletions.length === 0) {
        entry.update = entry.frame = null
        entry.extent = NOTHING
        return
      }
      this.#content.accept(checked.value)
      entry.extent = checked.value
      if (checked.value.update === update) return
      entry.frame = toUpdateFrame(checked.value.update)
      entry.update = entry.frame.subarray(entry.frame.length - checked.value.update.length)
      return
    }
    const { storyboardId } = this.#room
    const { kind, reason } = checked.failure
    this.#syncLog.warn({ storyboardId, actor: entry.actor, reason }, kind)
    entry.author?.close(kind)
    entry.settle?.reject(new SyncError(checked.failure))
    entry.settle = entry.update = entry.frame = null
    entry.extent = NOTHING
  }
}

function isEqual(one: Uint8Array, other: Uint8Array): boolean {
  return Buffer.from(one.buffer, one.byteOffset, one.length).equals(other)
}
