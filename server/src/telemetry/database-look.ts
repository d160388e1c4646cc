import type postgres from "postgres"
import { z } from "zod"
import type { DatabaseFigures } from "./metrics.ts"

export interface DatabaseLook {
  /** As of the last look. */
  figures(): DatabaseFigures
  /** Asks again, unless somebody has within the last seconds; resolves in time whether there is an answer or not. */
  refresh(): Promise<void>
}

const countSchema = z.object({
  waiting: z.number(),
  queued: z.number(),
  running: z.number(),
  oldest: z.number(),
})
const AGAIN_MS = 2_000
const PATIENCE_MS = 2_000

/** However often figures are read, the database is asked now and then, and never twice at once. */
export function createDatabaseLook(sql: postgres.Sql, clock: () => number): DatabaseLook {
  let figures: DatabaseFigures = {
    isAnswering: false,
    seconds: 0,
    jobs: { waiting: 0, queued: 0, running: 0 },
    oldestJobSeconds: 0,
  }
  let lookedAt = Number.NEGATIVE_INFINITY
  let look: Promise<void> | null = null

  const ask = async () => {
    const startedAt = performance.now()
    const seconds = () => (performance.now() - startedAt) / 1000
    try {
      const [row] = await sql`
        select count(*) filter (where state = 'waiting')::int as waiting,
          count(*) filter (where state = 'queued')::int as queued,
          count(*) filter (where state = 'running')::int as running,
          coalesce(extract(epoch from ${new Date(clock())}::timestamptz - min(created_at)
            filter (where state = 'queued'
              and storyboard_id not in (select storyboard_id from queue_pause))), 0)::float8 as oldest
        from job where state in ('waiting', 'queued', 'running')`
      const { waiting, queued, running, oldest } = countSchema.parse(row)
      figures = {
        isAnswering: true,
        seconds: seconds(),
        jobs: { waiting, queued, running },
        oldestJobSeconds: Math.max(0, oldest),
      }
    } catch {
      figures = { ...figures, isAnswering: false, seconds: seconds() }
    }
  }

  return {
    figures: () => figures,
    async refresh() {
      if (look === null && performance.now() - lookedAt >= AGAIN_MS) {
        look = ask().finally(() => {
          look = null
          lookedAt = performance.now()
        })
      }
      if (look === null) return
      let timer: NodeJS.Timeout | undefined
      const overdue = new Promise<"overdue">((resolve) => {
        timer = setTimeout(() => resolve("overdue"), PATIENCE_MS)
      })
      if ((await Promise.race([look, overdue])) === "overdue")
        figures = { ...figures, isAnswering: false, seconds: PATIENCE_MS / 1000 }
      clearTimeout(timer)
    },
  }
}
