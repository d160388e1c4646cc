import { success } from "@panelwright/core"
import { LRUCache } from "lru-cache"
import * as Y from "yjs"
import { DeletedRanges } from "./deleted-ranges.ts"
import type { StoredDoc, StoredUpdate } from "./doc-log.ts"
import { findMissingBlocks } from "./missing-blocks.ts"
import { checkUpdate, type UpdateExtent } from "./update-check.ts"
import { readDeleteSet, readUpdate } from "./update-reader.ts"
import { parseStateVector } from "./message.ts"

/** An encoded doc with what it contains beside it. */
export interface Snapshot {
  readonly seq: number
  readonly state: Uint8Array
  /** The state's vector and delete set, encoded by Yjs. */
  readonly stateVector: Uint8Array
  readonly deleteSet: Uint8Array
}

interface TailUpdate extends StoredUpdate {
  readonly ends: UpdateExtent["ends"]
  readonly deletes: boolean
}

const NO_ENDS: UpdateExtent["ends"] = new Map()
const EMPTY_UPDATE = Uint8Array.of(0, 0)
const CACHED_DIFFS = 16
const REPEATED_BYTES = 256 * 1024

/**
 * A doc as bytes: the newest snapshot and the updates after it. It answers what a client lacks
 * without making a Y.Doc of it. `seq` is what is durable; updates that are accepted and not yet
 * durable are known to `check` and to nobody outside.
 */
export class DocContent {
  #snapshot: Snapshot | null
  #tail: TailUpdate[] = []
  #tailBytes = 0
  #seq: number
  /** Clocks of what is durable, and of what is durable or accepted. */
  readonly #durable: Map<number, number>
  #known: { clocks: Map<number, number>; deleted: DeletedRanges }
  /** What is deleted in what is durable; only known once another process has stored something. */
  #durableDeleted: DeletedRanges | null = null
  /** What clients with a certain state vector lack of the snapshot: many reconnect with the same. */
  #diffs: LRUCache<string, Uint8Array> | null = null
  /** An update that adds nothing to what is known: many who come back answer with the same. */
  #repeated: Uint8Array | null = null

  /** Updates that cannot follow on what is before them are left out and counted in `unreadable`. */
  static fromStored(stored: StoredDoc): { content: DocContent; unreadable: number } {
    const content = new DocContent(stored.snapshot)
    let unreadable = 0
    for (const update of stored.updates) {
      const checked = content.check(update.update)
      if (checked.ok) {
        content.accept(checked.value)
        content.append(update, checked.value)
      } else unreadable += 1
      content.#seq = update.seq
    }
    return { content, unreadable }
  }

  private constructor(snapshot: Snapshot | null) {
    this.#snapshot = snapshot
    this.#seq = snapshot?.seq ?? 0
    this.#durable = new Map(snapshot ? (parseStateVector(snapshot.stateVector) ?? []) : [])
    const deleted = new DeletedRanges()
    if (snapshot) addDeleteSet(deleted, snapshot.deleteSet)
    this.#known = { clocks: new Map(this.#durable), deleted }
  }

  /** The seq of the last durable update. */
  get seq(): number {
    return this.#seq
  }

  get tailLength(): number {
    return this.#tail.length
  }

  get tailBytes(): number {
    return this.#tailBytes
  }

  get snapshotBytes(): number {
    return this.#snapshot?.state.length ?? 0
  }

  check(update: Uint8Array): ReturnType<typeof checkUpdate> {
    if (this.#repeated && Buffer.compare(this.#repeated, update) === 0) {
      return success({ update, ends: NO_ENDS, deletions: [] })
    }
    const checked = checkUpdate(update, this.#known)
    if (checked.ok && update.length < REPEATED_BYTES && addsNothing(checked.value)) {
      this.#repeated = Uint8Array.from(update)
    }
    return checked
  }

  /** From now on `check` counts on it. */
  accept(extent: UpdateExtent): void {
    raiseClocks(this.#known.clocks, extent.ends)
    for (const { client, start, end } of extent.deletions) {
      this.#known.deleted.add(client, start, end)
    }
  }

  /** It is durable: from now on clients get it. */
  append(update: StoredUpdate, extent: UpdateExtent): void {
    raiseClocks(this.#durable, extent.ends)
    if (this.#durableDeleted) {
      for (const { client, start, end } of extent.deletions) {
        this.#durableDeleted.add(client, start, end)
      }
    }
    this.#tail.push({ ...update, ends: extent.ends, deletes: extent.deletions.length > 0 })
    this.#tailBytes += update.update.length
    this.#seq = update.seq
  }

  /**
   * Appends the next update of the log, which another process has stored, and returns what it adds
   * to what is durable. Null: it cannot follow on what is before it and was left out.
   */
  take(update: StoredUpdate): UpdateExtent | null {
    this.#durableDeleted ??= this.#collectDeleted()
    const checked = checkUpdate(update.update, {
      clocks: this.#durable,
      deleted: this.#durableDeleted,
    })
    this.#seq = update.seq
    if (!checked.ok) return null
    this.accept(checked.value)
    this.append(update, checked.value)
    return checked.value
  }

  /** To be called about every second: gives back what a moment needed. */
  rest(): void {
    this.#repeated = null
  }

  /** `check` counts only on what is durable again. */
  forgetAccepted(): void {
    this.#repeated = null
    this.#durableDeleted ??= this.#collectDeleted()
    this.#known = { clocks: new Map(this.#durable), deleted: this.#durableDeleted.copy() }
  }

  stateVector(): Uint8Array {
    return Y.encodeStateVector(this.#durable)
  }

  /** The updates a client lacks, in an order in which they apply; never none. */
  listMissing(stateVector: ReadonlyMap<number, number>): Uint8Array[] {
    const missing: Uint8Array[] = []
    const diff = this.#diffToSnapshot(stateVector)
    if (diff) missing.push(diff)
    for (const update of this.#tail) {
      if (update.deletes || hasNews(update.ends, stateVector)) missing.push(update.update)
    }
    return missing.length > 0 ? missing : [EMPTY_UPDATE]
  }

  /** The durable updates after a seq, or null when some of them are only in the snapshot. */
  listAfter(seq: number): Uint8Array[] | null {
    if (seq < (this.#snapshot?.seq ?? 0)) return null
    return this.#tail.filter((update) => update.seq > seq).map(({ update }) => update)
  }

  /** The whole as snapshot and tail, for whoever makes a Y.Doc of it. */
  parts(): { state: Uint8Array | null; updates: Uint8Array[] } {
    return {
      state: this.#snapshot?.state ?? null,
      updates: this.#tail.map(({ update }) => update),
    }
  }

  /** Takes a newer snapshot; the updates it contains leave the tail. */
  replaceSnapshot(snapshot: Snapshot): void {
    this.#snapshot = snapshot
    this.#tail = this.#tail.filter((update) => update.seq > snapshot.seq)
    this.#tailBytes = this.#tail.reduce((sum, { update }) => sum + update.length, 0)
    this.#diffs = null
    // Integrating may have deleted what no update said: the losers among concurrent values of a key.
    addDeleteSet(this.#known.deleted, snapshot.deleteSet)
    if (this.#durableDeleted) addDeleteSet(this.#durableDeleted, snapshot.deleteSet)
  }

  #collectDeleted(): DeletedRanges {
    const deleted = new DeletedRanges()
    if (this.#snapshot) addDeleteSet(deleted, this.#snapshot.deleteSet)
    for (const { update, deletes } of this.#tail) {
      if (!deletes) continue
      readUpdate(update, {
        struct: () => {},
        deletion: (client, clock, length) => deleted.add(client, clock, clock + length),
      })
    }
    return deleted
  }

  #diffToSnapshot(stateVector: ReadonlyMap<number, number>): Uint8Array | null {
    const snapshot = this.#snapshot
    if (!snapshot) return null
    if (stateVector.size === 0) return snapshot.state
    const clocks = parseStateVector(snapshot.stateVector)
    if (clocks && !hasNews(clocks, stateVector)) {
      return snapshot.deleteSet.length > 1
        ? Buffer.concat([Uint8Array.of(0), snapshot.deleteSet])
        : null
    }
    const encoded = Y.encodeStateVector(new Map(stateVector))
    const key = Buffer.from(encoded).toString("latin1")
    this.#diffs ??= new LRUCache({ max: CACHED_DIFFS })
    const cached = this.#diffs.get(key)
    if (cached) return cached
    const diff =
      findMissingBlocks(snapshot.state, stateVector) ?? Y.diffUpdate(snapshot.state, encoded)
    this.#diffs.set(key, diff)
    return diff
  }
}

/** A client that went from one process to another may have sent the same twice. */
function raiseClocks(clocks: Map<number, number>, ends: UpdateExtent["ends"]): void {
  for (const [client, end] of ends) {
    if (end > (clocks.get(client) ?? 0)) clocks.set(client, end)
  }
}

function addsNothing({ ends, deletions }: UpdateExtent): boolean {
  return ends.size === 0 && deletions.length === 0
}

function addDeleteSet(deleted: DeletedRanges, encoded: Uint8Array): void {
  readDeleteSet(encoded, (client, clock, length) => deleted.add(client, clock, clock + length))
}

function hasNews(
  ends: ReadonlyMap<number, number>,
  stateVector: ReadonlyMap<number, number>,
): boolean {
  for (const [client, end] of ends) if (end > (stateVector.get(client) ?? 0)) return true
  return false
}
