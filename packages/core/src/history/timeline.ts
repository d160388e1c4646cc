import { z } from "zod"

/** Who has changed something, as far as it is still known. */
export const historyPersonSchema = z.object({
  /** What stands with every update: of a person, a link or a token. */
  id: z.string(),
  name: z.string(),
  /** A CSS colour. */
  colour: z.string(),
})

/** One minute in which something was changed. Minutes follow each other, and so do their revisions, without a gap. */
export const historyMinuteSchema = z.object({
  /** When its last change was stored, in milliseconds since 1970. */
  at: z.number(),
  /** The revisions of its first and its last change. */
  first: z.number().int(),
  last: z.number().int(),
  changes: z.array(z.object({ person: z.string(), count: z.number().int() })),
})

/** What a storyboard's history reaches over, oldest first. */
export const timelineSchema = z.object({
  /** The newest revision that is stored. */
  revision: z.number().int(),
  /** The oldest revision that can be shown: what was before is kept in versions only. */
  earliest: z.number().int(),
  /** The server's time, in milliseconds since 1970. */
  now: z.number(),
  /** For how long every minute can be shown. */
  retentionDays: z.number().int(),
  people: z.array(historyPersonSchema),
  minutes: z.array(historyMinuteSchema),
})

export type HistoryPerson = z.infer<typeof historyPersonSchema>
export type HistoryMinute = z.infer<typeof historyMinuteSchema>
export type Timeline = z.infer<typeof timelineSchema>

/** Minutes that are looked at as one: its revisions, and when it began and ended. */
export interface HistoryMoment extends HistoryMinute {
  readonly from: number
}

const minuteMs = 60_000

/** A pause of so many minutes begins a new moment. */
const pauseMinutes = 2

/**
 * Puts minutes together to moments, oldest first: one ends with a pause, and at every full so many minutes of the
 * clock. With `every` 1, each minute is one.
 */
export function groupMoments(minutes: readonly HistoryMinute[], every: number): HistoryMoment[] {
  const moments: HistoryMoment[] = []
  for (const minute of minutes) {
    const last = moments.at(-1)
    const sameStretch =
      last !== undefined &&
      Math.floor(last.at / (every * minuteMs)) === Math.floor(minute.at / (every * minuteMs)) &&
      (every >= 60 || minute.at - last.at <= pauseMinutes * minuteMs)
    if (sameStretch) moments[moments.length - 1] = join(last, minute)
    else moments.push({ ...minute, from: minute.at })
  }
  return moments
}

function join(moment: HistoryMoment, minute: HistoryMinute): HistoryMoment {
  const counts = new Map(moment.changes.map(({ person, count }) => [person, count]))
  for (const { person, count } of minute.changes)
    counts.set(person, (counts.get(person) ?? 0) + count)
  return {
    from: moment.from,
    at: minute.at,
    first: moment.first,
    last: minute.last,
    changes: [...counts].map(([person, count]) => ({ person, count })),
  }
}
