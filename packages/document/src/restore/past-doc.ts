import * as Y from "yjs"
import { migrateDoc } from "../migration.ts"

/** A doc as it was, in the layout of today, from its encoded state. Nothing that is done to it comes back. */
export function openPastDoc(state: Uint8Array): Y.Doc {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, state)
  // Before its first change a doc says no version, and there is nothing in it.
  if (doc.store.clients.size > 0) migrateDoc(doc)
  return doc
}
