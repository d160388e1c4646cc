import type { Database } from "../database/database.ts"
import type { Log } from "../log.ts"
import type { DocLog, LoggedUpdate } from "./doc-log.ts"
import type { Journal } from "./journal.ts"
import { UnstoredUpdates } from "./unstored-updates.ts"

const ROTATE_BYTES = 16 * 1024 * 1024

export interface JournaledDocLog extends DocLog {
  /** Since when the database has not taken what the journal has, in ms; 0 while it does. */
  readonly outageMs: number
  /** Stores what an unclean end left in the journal; resolves with the number of updates found. */
  recover(): Promise<number>
  /** Lets go of the journal when the database's files hold everything in it. */
  rotate(): Promise<void>
  /** What the database has not got by then stays in the journal. */
  close(): Promise<void>
}

/**
 * A doc log whose updates are on the disk when `append` resolves, whatever its database does: the
 * journal makes them durable, and the database gets them a little later, in large pieces. Whatever
 * is read of it has what was appended before. Nobody else may write to the database.
 */
export function withJournal(
  log: DocLog,
  database: Pick<Database, "persist">,
  journal: Journal,
  options: { readonly syncLog: Log; readonly gone: (storyboardId: string) => void },
): JournaledDocLog {
  const unstored = new UnstoredUpdates({ log, ...options })
  let last: Promise<unknown> = Promise.resolve()
  let rotating: Promise<void> | null = null

  /** One after the other, so that a journal file ends with everything in it handed on. */
  function inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
    const turn = last.then(work)
    last = turn.catch(() => undefined)
    return turn
  }

  async function rotate(): Promise<void> {
    if (journal.isEmpty) return
    const removeOld = await inTurn(() => journal.rotate())
    await unstored.stored()
    await database.persist()
    await removeOld()
  }

  function rotateOnce(): Promise<void> {
    rotating ??= rotate().finally(() => (rotating = null))
    return rotating
  }

  return {
    ...log,
    get outageMs() {
      return unstored.outageMs
    },
    append: async (updates, at) => {
      for (const update of updates) assertStorable(update)
      await unstored.waitForRoom()
      await inTurn(async () => {
        await journal.append(updates, at.getTime())
        unstored.add(updates, at)
      })
      if (journal.byteLength > ROTATE_BYTES) void rotateOnce().catch(() => undefined)
    },
    stored: () => unstored.stored(),
    load: async (storyboardId) => {
      if (unstored.has(storyboardId)) await unstored.stored()
      return log.load(storyboardId)
    },
    listAfter: async (storyboardId, seq) => {
      if (unstored.has(storyboardId)) await unstored.stored()
      return log.listAfter(storyboardId, seq)
    },
    listHeads: async (storyboardIds) => {
      if (storyboardIds.some((id) => unstored.has(id))) await unstored.stored()
      return log.listHeads(storyboardIds)
    },
    saveSnapshot: async (storyboardId, snapshot, at) => {
      if (unstored.has(storyboardId)) await unstored.stored()
      await log.saveSnapshot(storyboardId, snapshot, at)
    },
    recover: async () => {
      const records = await journal.readAll()
      await log.restore(records)
      const removeOld = await journal.rotate()
      if (records.length > 0) await database.persist()
      await removeOld()
      return records.length
    },
    rotate: rotateOnce,
    close: async () => {
      unstored.close()
      await journal.close()
    },
  }
}

/** What the database would refuse must not be durable first: it would be refused for ever. */
function assertStorable({ actor, storyboardId }: LoggedUpdate): void {
  if (!actor.includes("\0") && !storyboardId.includes("\0")) return
  throw Object.assign(new Error("text with a zero in it"), { code: "22021" })
}
