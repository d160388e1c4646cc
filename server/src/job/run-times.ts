import { runTimeSchema, type RunTime } from "@panelwright/core"
import type { Queries } from "../database/database.ts"

/** So many of the latest runs say how long the next one takes. */
const counted = 50
const pruneEvery = 200

export interface RunTimes {
  /** Told of every picture that came, with the time from asking its provider to its answer. */
  record(run: Omit<RunTime, "p50Ms" | "p95Ms" | "runs"> & { readonly ms: number }): Promise<void>
  /** For each provider, operation and quality that there have been runs of. */
  list(): Promise<RunTime[]>
}

export function createRunTimes(sql: Queries, clock: () => number): RunTimes {
  return {
    async record({ provider, operation, quality, ms }) {
      const row = {
        provider,
        operation,
        quality,
        ms: Math.round(ms),
        created_at: new Date(clock()),
      }
      const [made] = await sql`insert into run_time ${sql(row)} returning id`
      if (Number(made?.["id"]) % pruneEvery !== 0) return
      await sql`
        delete from run_time where id in (
          select id from (
            select id, row_number() over (partition by provider, operation, quality order by id desc) as age
            from run_time
          ) as runs where age > ${counted}
        )`
    },

    async list() {
      const rows = await sql`
        select provider, operation, quality, count(*)::int as runs,
          percentile_disc(0.5) within group (order by ms)::int as "p50Ms",
          percentile_disc(0.95) within group (order by ms)::int as "p95Ms"
        from (
          select *, row_number() over (partition by provider, operation, quality order by id desc) as age
          from run_time
        ) as runs
        where age <= ${counted}
        group by provider, operation, quality
        order by provider, operation, quality`
      return rows.map((row) => runTimeSchema.parse(row))
    },
  }
}
