import type { Log } from "../../log.ts"
import type postgres from "postgres"

/** How both kinds map values, so that code cannot tell them apart. */
export const valueTypes = {
  int8: {
    to: 20,
    from: [20],
    serialize: (value: number | bigint) => String(value),
    parse: (text: string) => {
      const value = Number(text)
      if (!Number.isSafeInteger(value)) throw new RangeError(`bigint out of range: ${text}`)
      return value
    },
  },
} satisfies Record<string, postgres.PostgresType>

/** A notice below WARNING is PostgreSQL talking about what it did as asked. */
export function noticeHandler(log: Log): (notice: postgres.Notice) => void {
  return (notice) => {
    if (notice["severity"] === "WARNING") log.warn({ notice: notice["message"] }, "database-notice")
  }
}
