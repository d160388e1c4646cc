import type { Database } from "../database/database.ts"
import type { DocLog } from "./doc-log.ts"
import type { Journal } from "./journal.ts"

const ROTATE_BYTES = 16 * 1024 * 1024

export interface JournaledDocLog extends DocLog {
  /** Stores what an unclean end left in the journal; resolves with the number of updates found. */
  recover(): Promise<number>
  /** Lets go of the journal when the database's files hold everything in it. */
  rotate(): Promise<void>
  close(): Promise<void>
}

/** A doc log whose updates are on the disk when `append` resolves, whatever its database does. */
export function withJournal(
  log: DocLog,
  database: Pick<Database, "persist">,
  journal: Journal,
): JournaledDocLog {
  let last: Promise<unknown> = Promise.resolve()
  let rotating: Promise<void> | null = null

  /** One after the other, so that a journal file ends with everything in it committed. */
  function inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
    const turn = last.then(work)
    last = turn.catch(() => undefined)
    return turn
  }

  async function rotate(): Promise<void> {
    if (journal.byteLength === 0) return
    const removeOld = await inTurn(() => journal.rotate())
    await database.persist()
    await removeOld()
  }

  function rotateOnce(): Promise<void> {
    rotating ??= rotate().finally(() => (rotating = null))
    return rotating
  }

  return {
    ...log,
    append: async (updates, at) => {
      await inTurn(async () => {
        // A refusal of the journal counts first: when only the database has the updates, its next
        // refusal, that their places are taken, would read as if they were durable.
        const outcomes = await Promise.allSettled([
          journal.append(updates, at.getTime()),
          log.append(updates, at),
        ])
        for (const outcome of outcomes) if (outcome.status === "rejected") throw outcome.reason
      })
      if (journal.byteLength > ROTATE_BYTES) void rotateOnce().catch(() => undefined)
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
      await rotateOnce()
      await journal.close()
    },
  }
}
