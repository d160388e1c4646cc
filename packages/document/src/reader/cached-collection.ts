import * as Y from "yjs"
import { isEqual } from "../record/flat.ts"
import type { Collection, RecordMap } from "../roots.ts"

/** Entries of one collection, read again only where something changed. */
export class CachedCollection<Entry> {
  readonly entries = new Map<string, Entry>()
  readonly #collection: Collection
  readonly #read: (record: RecordMap) => Entry | null
  readonly #stale = new Set<string>()
  #all = true

  constructor(collection: Collection, read: (record: RecordMap) => Entry | null) {
    this.#collection = collection
    this.#read = read
  }

  invalidate(events: readonly Y.YEvent<Y.AbstractType<unknown>>[]): void {
    for (const event of events) {
      const [id] = event.path
      if (typeof id === "string") this.#stale.add(id)
      else for (const key of event.keys.keys()) this.#stale.add(key)
    }
  }

  refresh(): void {
    const ids = this.#all ? [...this.#collection.keys()] : [...this.#stale]
    for (const id of ids) {
      const record = this.#collection.get(id)
      const entry = record instanceof Y.Map ? this.#read(record) : null
      if (entry === null) this.entries.delete(id)
      else if (!isEqual(this.entries.get(id), entry)) this.entries.set(id, entry)
    }
    this.#all = false
    this.#stale.clear()
  }
}
