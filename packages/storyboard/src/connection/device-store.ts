import * as Y from "yjs"
import { openDeviceRows, type DeviceRows, type Marks } from "./device-rows.ts"

/**
 * What this device has of the doc: all – everything · writing – all but what is being written now · nothing – its store
 * can't be opened, or refuses to take more, as when it is full or the window is private.
 */
export type KeptOnDevice = "all" | "writing" | "nothing"

/** The copy of a doc on this device, which all tabs of one person share. It survives closing the page. */
export interface DeviceStore {
  /** The origin of what it puts into the doc. */
  readonly origin: unknown
  /** Resolves when the doc has what is kept; also when there is no store, or it does not answer. */
  load(): Promise<void>
  /** To be told of each update of the doc, whoever made it. */
  readonly keep: (update: Uint8Array, by: unknown) => void
  /** Reads what other tabs have kept since. */
  refresh(): void
  /** The server has stored everything that is in the doc now, in this tab. */
  markSaved(): void
  /** Removes the copy, as when the storyboard is gone. */
  clear(): void
  close(): void
}

export interface DeviceStoreOptions {
  readonly doc: Y.Doc
  readonly name: string
  /** Whether an update by this origin is this person's work, which the server may not have. */
  readonly isOwn: (origin: unknown) => boolean
  /** Without it, unsaved work that is kept stays out of the doc: this person may not write any more. */
  readonly canWrite: boolean
  /** Others are told at once what is kept, because no server tells them. */
  readonly isAway: () => boolean
  readonly onKept: (kept: KeptOnDevice) => void
  /** Something that is kept is not known to be saved, of this tab, an earlier one or another. */
  readonly onUnsaved: () => void
}

interface Waiting {
  readonly update: Uint8Array
  isOwn: boolean
}

const compactRows = 500
const retryMs = 1000
/** As while another tab deletes it, a store answers nobody. */
const patienceMs = 1000
/** More updates than this are one update of the whole doc. */
const mostWaiting = 200

const absent: DeviceStore = {
  origin: Symbol("no device store"),
  load: async () => undefined,
  keep: () => undefined,
  refresh: () => undefined,
  markSaved: () => undefined,
  clear: () => undefined,
  close: () => undefined,
}

export function openDeviceStore(options: DeviceStoreOptions): DeviceStore {
  const { doc, name, isOwn, canWrite, isAway, onKept, onUnsaved } = options
  if (typeof indexedDB === "undefined") {
    onKept("nothing")
    return absent
  }
  const origin = Symbol("device store")
  const tab = `${doc.clientID}`
  let rows: DeviceRows | null = null
  let waiting: Waiting[] = []
  /** The last row that was read; other tabs write beyond it. */
  let lastRow = 0
  let rowCount = 0
  let ownMark = 0
  /** What stands for unsaved work, of every tab, as this one has it in its doc. */
  let marks: Marks = new Map()
  let saved: Marks | null = null
  let wantsRows = false
  let isWorking = false
  let setsAside = false
  let closed = false
  let isOver = false
  let retry: ReturnType<typeof setTimeout> | null = null
  const channel = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel(name)

  const read = async (from: DeviceRows) => {
    const found = await from.read(lastRow)
    if (closed) return
    const unsaved = [...found.marks].some(([key]) => key !== tab)
    setsAside = !canWrite && unsaved
    if (!setsAside)
      doc.transact(() => {
        for (const update of found.updates) Y.applyUpdate(doc, update, origin)
      }, origin)
    lastRow = found.lastRow
    rowCount += found.updates.length
    marks = found.marks
    if (unsaved) onUnsaved()
  }

  /** One piece of work; false when there is none. */
  const workOnce = async (): Promise<boolean> => {
    const on = rows
    if (on === null) return false
    if (wantsRows) {
      wantsRows = false
      await read(on)
    } else if (waiting.length > 0) {
      const batch = waiting
      waiting = []
      const own = batch.some((update) => update.isOwn)
      if (own) marks = new Map(marks).set(tab, (ownMark += 1))
      try {
        await on.write(
          batch.map(({ update }) => update),
          own ? [tab, ownMark] : null,
        )
      } catch (error) {
        waiting = [...batch, ...waiting]
        throw error
      }
      rowCount += batch.length
      if (own && !closed && isAway()) channel?.postMessage("kept")
    } else if (saved !== null) {
      const done = saved
      saved = null
      await on.removeMarks(done)
    } else if (rowCount >= compactRows && !setsAside && !closed) {
      const apply = (update: Uint8Array) => Y.applyUpdate(doc, update, origin)
      lastRow = await on.compact(lastRow, apply, () => Y.encodeStateAsUpdate(doc))
      rowCount = 0
    } else return false
    return true
  }

  const work = async () => {
    if (isWorking || isOver) return
    isWorking = true
    if (retry !== null) clearTimeout(retry)
    retry = null
    try {
      rows ??= await openDeviceRows(name, { onLost: handleLost, onDeleted: end })
      while (await workOnce());
      if (!closed && rows !== null) onKept("all")
    } catch {
      handleRefusal()
    }
    isWorking = false
    if (closed) end()
    else if (retry === null && (waiting.length > 0 || wantsRows)) void work()
  }

  const handleRefusal = () => {
    if (closed) return
    onKept("nothing")
    if (waiting.length > mostWaiting && !wantsRows)
      waiting = [{ update: Y.encodeStateAsUpdate(doc), isOwn: hasOwnWaiting() }]
    retry = setTimeout(() => void work(), retryMs)
  }

  /** The person has cleared what pages keep. */
  const handleLost = () => {
    rows = null
    lastRow = 0
    rowCount = 0
    if (closed) return
    waiting = [{ update: Y.encodeStateAsUpdate(doc), isOwn: marks.size > 0 || hasOwnWaiting() }]
    onKept("writing")
    void work()
  }

  const hasOwnWaiting = () => waiting.some(({ isOwn: own }) => own)

  const end = () => {
    isOver = true
    rows?.close()
    if (!closed) onKept("nothing")
  }

  const keep = (update: Uint8Array, by: unknown) => {
    if (by === origin || isOver || closed) return
    waiting.push({ update, isOwn: isOwn(by) })
    if (retry !== null) return
    onKept("writing")
    void work()
  }
  const refresh = () => {
    wantsRows = true
    if (retry === null) void work()
  }
  channel?.addEventListener("message", refresh)

  return {
    origin,
    async load() {
      wantsRows = true
      let timer: ReturnType<typeof setTimeout> | undefined
      const patience = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, patienceMs)
      })
      await Promise.race([work(), patience])
      clearTimeout(timer)
    },
    keep,
    refresh,
    markSaved() {
      for (const update of waiting) update.isOwn = false
      // Work that was set aside is in nobody's doc.
      saved = setsAside ? null : marks
      if (retry === null) void work()
    },
    clear() {
      waiting = []
      rows?.remove()
      end()
    },
    close() {
      if (closed) return
      closed = true
      wantsRows = false
      channel?.close()
      if (retry !== null) clearTimeout(retry)
      // What was changed last is still to be written.
      if (waiting.length > 0) void work()
      else if (!isWorking) end()
    },
  }
}
