import { IndexeddbPersistence } from "y-indexeddb"
import type * as Y from "yjs"

/** The copy of a doc on this device. It survives closing the page; where the browser has no store there is none. */
export interface DeviceStore {
  /** The origin of what it puts into the doc. */
  readonly origin: unknown
  /** Resolves with whether the copy holds changes that were never known to be saved; null when there is no store. */
  load(): Promise<{ readonly hasUnsaved: boolean } | null>
  setUnsaved(hasUnsaved: boolean): void
  /** Removes the copy, as when the storyboard is gone. */
  clear(): void
  close(): void
}

const unsavedKey = "unsaved"

const absent: DeviceStore = {
  origin: Symbol("no device store"),
  load: async () => null,
  setUnsaved: () => undefined,
  clear: () => undefined,
  close: () => undefined,
}

export function openDeviceStore(doc: Y.Doc, name: string): DeviceStore {
  if (typeof indexedDB === "undefined") return absent
  const persistence = new IndexeddbPersistence(name, doc)
  return {
    origin: persistence,
    async load() {
      // A private window may have a store that can't be opened: reading fails then, and waiting would be for ever.
      try {
        const unsaved: unknown = await persistence.get(unsavedKey)
        await persistence.whenSynced
        return { hasUnsaved: unsaved === 1 }
      } catch {
        return null
      }
    },
    setUnsaved: (hasUnsaved) => void persistence.set(unsavedKey, hasUnsaved ? 1 : 0).catch(() => 0),
    clear: () => void persistence.clearData().catch(() => 0),
    close: () => void persistence.destroy().catch(() => 0),
  }
}
