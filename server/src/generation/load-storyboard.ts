import type { Storyboard } from "@panelwright/core"
import { readStoryboard } from "@panelwright/document"
import { SyncError } from "../sync/sync-error.ts"
import type { Sync } from "../sync/sync.ts"

/** The storyboard as it is now; null: it is not there (any more). */
export async function loadStoryboard(
  sync: Pick<Sync, "loadDoc">,
  storyboardId: string,
): Promise<Storyboard | null> {
  try {
    const { doc } = await sync.loadDoc(storyboardId)
    const storyboard = readStoryboard(doc)
    doc.destroy()
    return storyboard
  } catch (error) {
    if (error instanceof SyncError && error.failure.kind === "storyboard-gone") return null
    throw error
  }
}
