import type { Storyboard } from "@panelwright/core"
import { readStoryboard } from "@panelwright/document"
import type * as Y from "yjs"
import { SyncError } from "../sync/sync-error.ts"
import type { Sync } from "../sync/sync.ts"

/** What `read` finds in a storyboard's doc; null: it is not there (any more). */
export async function loadFromDoc<Value>(
  sync: Pick<Sync, "loadDoc">,
  storyboardId: string,
  read: (doc: Y.Doc) => Value,
): Promise<Value | null> {
  try {
    const { doc } = await sync.loadDoc(storyboardId)
    const value = read(doc)
    doc.destroy()
    return value
  } catch (error) {
    if (error instanceof SyncError && error.failure.kind === "storyboard-gone") return null
    throw error
  }
}

/** The storyboard as it is now; null: it is not there (any more). */
export const loadStoryboard = (
  sync: Pick<Sync, "loadDoc">,
  storyboardId: string,
): Promise<Storyboard | null> => loadFromDoc(sync, storyboardId, readStoryboard)
