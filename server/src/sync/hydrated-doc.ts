import * as Y from "yjs"

/**
 * A Y.Doc that the server keeps for a while between its own changes of a storyboard, so that the
 * second of two costs only what came between.
 */
export class HydratedDoc {
  readonly doc: Y.Doc
  /** The last update it has. */
  seq: number
  lastUsed = performance.now()

  constructor(parts: { state: Uint8Array | null; updates: readonly Uint8Array[] }, seq: number) {
    this.doc = new Y.Doc()
    this.seq = seq
    this.apply([...(parts.state ? [parts.state] : []), ...parts.updates], seq)
  }

  apply(updates: readonly Uint8Array[], seq: number): void {
    this.doc.transact(() => {
      for (const update of updates) Y.applyUpdate(this.doc, update)
    })
    this.seq = seq
    this.lastUsed = performance.now()
  }

  /** Runs `change` in one transaction; `update` is what it changed, null for nothing. */
  change<Value>(change: (doc: Y.Doc) => Value): { value: Value; update: Uint8Array | null } {
    const updates: Uint8Array[] = []
    const collect = (update: Uint8Array) => updates.push(update)
    this.doc.on("update", collect)
    try {
      const value = this.doc.transact(() => change(this.doc))
      const [first] = updates
      return { value, update: updates.length > 1 ? Y.mergeUpdates(updates) : (first ?? null) }
    } finally {
      this.doc.off("update", collect)
    }
  }
}
