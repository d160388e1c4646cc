import type { Log } from "../log.ts"
import type { Compactor } from "./compactor.ts"
import type { DocContent } from "./doc-content.ts"
import type { DocLog } from "./doc-log.ts"

export interface CompactionDependencies {
  readonly log: DocLog
  readonly compactor: Compactor
  readonly syncLog: Log
  readonly clock: () => number
}

const COMPACT_UPDATES = 1000
const COMPACT_BYTES = 512 * 1024
/** Updates too many to be told one by one to who comes. */
const LONG_TAIL = 2 * COMPACT_UPDATES
const PAUSE_MS = 10_000
/** Of one core that compacting a storyboard may take, as long as its tail is not too long. */
const SHARE = 0.005
/** The same for a storyboard that nobody writes at the moment: who opens it next shall not wait. */
const QUIET_SHARE = 0.1
const QUIET_MS = 1_000
const HURRY_UPDATES = 20_000
const LEFT_BEHIND_UPDATES = 20

/** Makes one snapshot of a doc's tail, when that is worth its time. */
export class Compaction {
  readonly #storyboardId: string
  readonly #content: DocContent
  readonly #with: CompactionDependencies
  #running: Promise<void> | null = null
  /** Whoever has just come writes: a burst is over before this, and then it is quiet. */
  #after = performance.now() + PAUSE_MS
  #quietAfter = Number.NEGATIVE_INFINITY
  #committedAt = Number.NEGATIVE_INFINITY

  constructor(storyboardId: string, content: DocContent, dependencies: CompactionDependencies) {
    this.#storyboardId = storyboardId
    this.#content = content
    this.#with = dependencies
  }

  /** Something was appended to the tail. */
  noteCommit(): void {
    this.#committedAt = performance.now()
    this.compactWhenLong()
  }

  compactWhenLong(): void {
    if (!this.#isLong()) return
    const hurries = this.#content.tailLength > HURRY_UPDATES
    if (performance.now() > this.#after || hurries) void this.compact()
  }

  /** To be called about every second. */
  rest(): void {
    if (!this.#isLong()) return
    const quietAfter = Math.max(this.#committedAt + QUIET_MS, this.#quietAfter)
    if (performance.now() > quietAfter) void this.compact()
    else this.compactWhenLong()
  }

  /** Leaves nothing that the next one has to compact before it answers. */
  async shorten(): Promise<void> {
    // One may be under way that began before the last updates came.
    await this.#running
    if (this.#content.tailLength > LONG_TAIL) await this.compact()
  }

  /** Before the doc is given back: leaves little for the next one to read. */
  async tidy(): Promise<void> {
    if (this.#content.tailLength >= LEFT_BEHIND_UPDATES) await this.compact()
  }

  /** Makes one snapshot of everything durable. */
  compact(): Promise<void> {
    const started = performance.now()
    this.#running ??= this.#compactNow().finally(() => {
      this.#running = null
      const ended = performance.now()
      this.#after = ended + Math.max(PAUSE_MS, (ended - started) / SHARE)
      this.#quietAfter = ended + (ended - started) / QUIET_SHARE
    })
    return this.#running
  }

  #isLong(): boolean {
    const { tailLength, tailBytes, snapshotBytes } = this.#content
    return tailLength > COMPACT_UPDATES || tailBytes > Math.max(COMPACT_BYTES, snapshotBytes)
  }

  async #compactNow(): Promise<void> {
    const content = this.#content
    const { seq, tailLength: updates } = content
    if (updates === 0) return
    const { compactor, log, clock, syncLog } = this.#with
    const storyboardId = this.#storyboardId
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
}
