import type { HistoryMinute } from "@panelwright/core"
import { LRUCache } from "lru-cache"
import type { HistoryLog } from "./history-log.ts"

/** The minutes in which storyboards were changed: read once, then only what came since. */
export interface TimelineIndex {
  /** Up to the newest stored update, oldest first. What is no longer kept may still be among them. */
  listMinutes(storyboardId: string): Promise<readonly HistoryMinute[]>
}

interface MutableMinute {
  minute: number
  at: number
  first: number
  last: number
  counts: Map<string, number>
}

interface Known {
  through: number
  readonly minutes: MutableMinute[]
  reading: Promise<unknown>
}

const mostStoryboards = 200

export function createTimelineIndex(log: Pick<HistoryLog, "listMinutes">): TimelineIndex {
  const index = new LRUCache<string, Known>({ max: mostStoryboards })

  const readOn = async (storyboardId: string, known: Known) => {
    for (;;) {
      const { rows, through } = await log.listMinutes(storyboardId, known.through)
      if (through === known.through) return
      for (const { minute, actor, count, first, last, at } of rows) {
        const present = known.minutes.at(-1)
        // Clocks of several servers differ, and revisions never go back: neither do minutes.
        if (present && (minute <= present.minute || first <= present.last)) {
          present.last = Math.max(present.last, last)
          present.at = Math.max(present.at, at)
          present.counts.set(actor, (present.counts.get(actor) ?? 0) + count)
        } else known.minutes.push({ minute, at, first, last, counts: new Map([[actor, count]]) })
      }
      known.through = through
    }
  }

  return {
    async listMinutes(storyboardId) {
      const known = index.get(storyboardId) ?? {
        through: 0,
        minutes: [],
        reading: Promise.resolve(),
      }
      index.set(storyboardId, known)
      const reading = known.reading.then(() => readOn(storyboardId, known))
      known.reading = reading.catch(() => undefined)
      await reading
      return known.minutes.map(({ at, first, last, counts }) => ({
        at,
        first,
        last,
        changes: [...counts].map(([person, count]) => ({ person, count })),
      }))
    },
  }
}
