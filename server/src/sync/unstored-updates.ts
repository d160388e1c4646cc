import type { Log } from "../log.ts"
import type { DatedUpdate, DocLog, LoggedUpdate } from "./doc-log.ts"

export interface UnstoredUpdatesOptions {
  readonly log: Pick<DocLog, "store" | "listExisting">
  readonly syncLog: Log
  /** A storyboard does not exist any more: its updates are let go. */
  readonly gone: (storyboardId: string) => void
}

interface Waiting {
  readonly count: number
  readonly resolve: () => void
  readonly reject: (error: unknown) => void
}

/** How long an update may wait, so that one statement stores many. */
const STORE_EVERY_MS = 1_000
const RETRY_MS = 1_000
/** A statement this long keeps whoever asks the database for something else waiting for about 50 ms. */
const MAX_BATCH_ROWS = 2_000
const MAX_BATCH_BYTES = 4 * 1024 * 1024
const HURRY_BYTES = 8 * 1024 * 1024
const FULL_BYTES = 64 * 1024 * 1024
/** What one update costs beside its bytes. */
const UPDATE_OVERHEAD_BYTES = 512
const ROOM_PATIENCE_MS = 5_000
const GONE = "23503"

/**
 * Updates that are durable in the journal and not yet in the tables of the database, which takes
 * them in large pieces, in their order. What it does not take is kept and tried again; how much is
 * kept is bounded.
 */
export class UnstoredUpdates {
  readonly #with: UnstoredUpdatesOptions
  #queue: DatedUpdate[] = []
  #queuedBytes = 0
  /** Of all that is queued or on its way. */
  #byteLength = 0
  /** Of each storyboard that has something here. */
  readonly #lastSeqs = new Map<string, number>()
  /** How many were added and how many of those need nothing any more, since the start. */
  #added = 0
  #done = 0
  #timer: NodeJS.Timeout | null = null
  #isStoring = false
  #waiting: Waiting[] = []
  #outageSince: number | null = null

  constructor(options: UnstoredUpdatesOptions) {
    this.#with = options
  }

  /** Since when the database has taken nothing, in ms; 0 while it does. */
  get outageMs(): number {
    return this.#outageSince === null ? 0 : performance.now() - this.#outageSince
  }

  has(storyboardId: string): boolean {
    return this.#lastSeqs.has(storyboardId)
  }

  add(updates: readonly LoggedUpdate[], at: Date): void {
    const milliseconds = at.getTime()
    for (const update of updates) {
      const { storyboardId, seq } = update
      if (seq <= (this.#lastSeqs.get(storyboardId) ?? 0)) this.#forgetFrom(storyboardId, seq)
      this.#lastSeqs.set(storyboardId, seq)
      this.#queue.push({ ...update, at: milliseconds })
      this.#queuedBytes += costOf(update)
      this.#byteLength += costOf(update)
    }
    this.#added += updates.length
    if (this.#queuedBytes > HURRY_BYTES && this.#outageSince === null) void this.#store()
    else this.#storeLater(STORE_EVERY_MS)
  }

  /** Rejects when the database has not made room for more within a few seconds. */
  async waitForRoom(): Promise<void> {
    const begun = performance.now()
    while (this.#byteLength > FULL_BYTES) {
      if (performance.now() - begun > ROOM_PATIENCE_MS) {
        throw new Error("the database is too far behind the journal")
      }
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }

  /**
   * Resolves when everything added before the call is in the tables. Rejects when the database did
   * not take it.
   */
  stored(): Promise<void> {
    if (this.#done === this.#added) return Promise.resolve()
    return new Promise((resolve, reject) => {
      this.#waiting.push({ count: this.#added, resolve, reject })
      void this.#store()
    })
  }

  close(): void {
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = null
  }

  #storeLater(milliseconds: number): void {
    if (this.#timer || this.#isStoring) return
    this.#timer = setTimeout(() => void this.#store(), milliseconds)
  }

  /** Everything that is here now, and what somebody waits for; what comes meanwhile waits its time. */
  async #store(): Promise<void> {
    if (this.#isStoring) return
    this.#isStoring = true
    this.close()
    let wait = STORE_EVERY_MS
    try {
      const asked = this.#added
      while (this.#done < Math.max(asked, this.#waiting.at(-1)?.count ?? 0)) await this.#storeSome()
      this.#outageSince = null
    } catch (error) {
      wait = RETRY_MS
      if (this.#outageSince === null) {
        this.#outageSince = performance.now()
        this.#with.syncLog.error({ err: error, updates: this.#queue.length }, "updates-not-stored")
      }
      for (const waiting of this.#waiting.splice(0)) waiting.reject(error)
    }
    this.#isStoring = false
    if (this.#queue.length > 0) this.#storeLater(wait)
  }

  async #storeSome(): Promise<void> {
    const batch = this.#takeBatch()
    let isTaken = false
    try {
      await this.#storeBatch(batch)
      isTaken = true
    } finally {
      if (!isTaken) this.#putBack(batch)
    }
    for (const update of batch) this.#byteLength -= costOf(update)
    this.#done += batch.length
    this.#outageSince = null
    if (this.#done === this.#added) this.#lastSeqs.clear()
    while ((this.#waiting[0]?.count ?? Infinity) <= this.#done) this.#waiting.shift()?.resolve()
  }

  async #storeBatch(batch: readonly DatedUpdate[]): Promise<void> {
    const { log, gone } = this.#with
    try {
      await log.store(batch)
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === GONE)) throw error
      const ids = [...new Set(batch.map(({ storyboardId }) => storyboardId))]
      const existing = await log.listExisting(ids)
      for (const id of ids) if (!existing.has(id)) gone(id)
      await log.store(batch.filter(({ storyboardId }) => existing.has(storyboardId)))
    }
  }

  #takeBatch(): DatedUpdate[] {
    let rows = 0
    let bytes = 0
    for (; rows < this.#queue.length && rows < MAX_BATCH_ROWS; rows += 1) {
      const size = this.#queue[rows]?.update.length ?? 0
      if (rows > 0 && bytes + size > MAX_BATCH_BYTES) break
      bytes += size
    }
    const batch = this.#queue.splice(0, rows)
    for (const update of batch) this.#queuedBytes -= costOf(update)
    return batch
  }

  /** What has come under the same seqs meanwhile counts. */
  #putBack(batch: readonly DatedUpdate[]): void {
    const firstSeqs = new Map<string, number>()
    for (const { storyboardId, seq } of this.#queue) {
      firstSeqs.set(storyboardId, Math.min(seq, firstSeqs.get(storyboardId) ?? Infinity))
    }
    const kept = batch.filter(
      ({ storyboardId, seq }) => seq < (firstSeqs.get(storyboardId) ?? Infinity),
    )
    for (const update of batch) this.#byteLength -= costOf(update)
    for (const update of kept) {
      this.#byteLength += costOf(update)
      this.#queuedBytes += costOf(update)
    }
    this.#done += batch.length - kept.length
    this.#queue = [...kept, ...this.#queue]
  }

  /** An attempt that counted as failed got through after all; what took its place counts. */
  #forgetFrom(storyboardId: string, seq: number): void {
    const kept = this.#queue.filter(
      (update) => update.storyboardId !== storyboardId || update.seq < seq,
    )
    this.#done += this.#queue.length - kept.length
    this.#queue = kept
    const bytes = kept.reduce((sum, update) => sum + costOf(update), 0)
    this.#byteLength += bytes - this.#queuedBytes
    this.#queuedBytes = bytes
  }
}

function costOf({ update }: LoggedUpdate): number {
  return update.length + UPDATE_OVERHEAD_BYTES
}
