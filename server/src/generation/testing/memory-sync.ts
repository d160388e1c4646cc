import { createStoryboardDoc, readStoryboard } from "@panelwright/document"
import type { Storyboard } from "@panelwright/core"
import type { SyncEvent } from "@panelwright/core/protocol"
import * as Y from "yjs"
import { SyncError } from "../../sync/sync-error.ts"
import type { Sync } from "../../sync/sync.ts"

export interface MemorySync extends Pick<Sync, "loadDoc" | "changeDoc" | "publish"> {
  readonly docs: Map<string, Y.Doc>
  readonly events: SyncEvent[]
  read(storyboardId: string): Storyboard
}

/** The part of sync that a generation needs, with docs that live in this process only. */
export function createMemorySync(storyboardIds: readonly string[]): MemorySync {
  const docs = new Map(
    storyboardIds.map((id) => [id, createStoryboardDoc({ aspectRatio: "2.39" })] as const),
  )
  const events: SyncEvent[] = []
  const get = (id: string) => {
    const doc = docs.get(id)
    if (!doc) throw new SyncError({ kind: "storyboard-gone" })
    return doc
  }
  return {
    docs,
    events,
    read: (id) => readStoryboard(get(id)),
    async loadDoc(id) {
      const doc = new Y.Doc()
      Y.applyUpdate(doc, Y.encodeStateAsUpdate(get(id)))
      return { doc, revision: 1 }
    },
    async changeDoc(id, _actor, change) {
      return { value: change(get(id), 1), revision: 2 }
    },
    publish(_id, event) {
      events.push(event)
    },
  }
}
