import {
  budgetSchema,
  findOverBudget,
  type Budget,
  type GenerationRequest,
  type Job,
  type JobId,
} from "@panelwright/core"
import type { Database, Queries } from "../database/database.ts"
import type { Clock } from "./clock.ts"
import { parseJob, parseStoredRequest } from "./job-row.ts"
import { installationScope, loadRooms, reserve } from "./ledger.ts"

/** A job with all that asking for the same again needs. */
export interface StoredJob {
  readonly job: Job
  readonly request: GenerationRequest
}

/**
 * What people do to a queue, beside asking and cancelling. All of it is committed when a call resolves; jobs that are
 * not in the state that a call is about stay as they are and are not among those it gives back.
 */
export interface JobDesk {
  loadJobs(ids: readonly JobId[]): Promise<StoredJob[]>
  /** Held until it is resumed; only one that waits for its turn. Null: it does not. */
  pause(id: JobId): Promise<Job | null>
  resume(id: JobId): Promise<Job | null>
  /** Before the one that is just before it in its storyboard. */
  moveUp(id: JobId): Promise<Job | null>
  /** Lets jobs go although a budget has no room for them. What they cost is held back all the same. */
  consent(ids: readonly JobId[], by: string): Promise<Job[]>
  /**
   * Ends the question about an outcome that is not known. `isBilled`: what was held back counts as spent, otherwise it
   * is given free.
   */
  decide(
    id: JobId,
    decision: "left" | "asked-again",
    options: { readonly isBilled: boolean },
  ): Promise<Job | null>
  pauseQueue(storyboardId: string, by: string): Promise<void>
  resumeQueue(storyboardId: string): Promise<void>
  isPaused(storyboardId: string): Promise<boolean>
  /**
   * A storyboard's budget, or with `installation` that above all. Jobs that waited for consent and fit now go; they
   * are given back.
   */
  saveBudget(scope: string, budget: Budget, by: string): Promise<Job[]>
  /** Keys are remembered for a week. */
  forgetOldKeys(): Promise<void>
}

const one = (rows: readonly unknown[]) => (rows[0] === undefined ? null : parseJob(rows[0]))

const keysKeptMs = 7 * 86_400_000

export function createJobDesk(options: {
  readonly database: Database
  readonly clock: Clock
}): JobDesk {
  const { sql } = options.database
  const now = () => new Date(options.clock())

  return {
    async loadJobs(ids) {
      const rows = await sql`select * from job where id = any(${[...ids]})`
      const stored = new Map(rows.map((row) => [row["id"] as string, row]))
      return ids.flatMap((id) => {
        const row = stored.get(id)
        return row === undefined ? [] : [{ job: parseJob(row), request: parseStoredRequest(row) }]
      })
    },

    async pause(id) {
      return one(
        await sql`
          update job set state = 'waiting', held = 'paused'
          where id = ${id} and state in ('queued', 'waiting') and held is null
          returning *`,
      )
    },

    async resume(id) {
      return one(
        await sql`
          update job set
            state = case when run_after is null then 'queued' else 'waiting' end, held = null
          where id = ${id} and held = 'paused'
          returning *`,
      )
    },

    async moveUp(id) {
      return one(
        await sql`
          update job set position = before.position, queued_at = before.queued_at - interval '1 millisecond'
          from (
            select other.position, other.queued_at
            from job other join job mine on mine.id = ${id}
            where other.storyboard_id = mine.storyboard_id and other.id <> mine.id
              and mine.state in ('queued', 'waiting') and other.state in ('queued', 'waiting')
              and (other.position, other.queued_at, other.id) < (mine.position, mine.queued_at, mine.id)
            order by other.position desc, other.queued_at desc, other.id desc
            limit 1
          ) as before
          where job.id = ${id}
          returning job.*`,
      )
    },

    async consent(ids, by) {
      return sql.begin(async (transaction) => {
        const rows = await transaction`
          update job set state = 'queued', held = null, consented_by = ${by}
          where id = any(${[...ids]}) and held = 'consent' and state = 'waiting'
          returning *`
        await reserveFor(transaction, rows, { by, at: now() })
        return rows.map(parseJob)
      })
    },

    async decide(id, decision, { isBilled }) {
      return sql.begin(async (transaction) => {
        const [row] = await transaction`
          update job set decision = ${decision}
          where id = ${id} and state = 'unknown' and decision is null
          returning *`
        if (row === undefined) return null
        await transaction`
          update ledger set
            state = ${isBilled ? "spent" : "released"},
            spent = case when ${isBilled} then reserved else 0 end,
            is_certain = ${!isBilled}, settled_at = ${now()}
          where job_id = ${id} and state = 'reserved'`
        return parseJob(row)
      })
    },

    async pauseQueue(storyboardId, by) {
      const row = { storyboard_id: storyboardId, paused_by: by, paused_at: now() }
      await sql`insert into queue_pause ${sql(row)} on conflict do nothing`
    },

    async resumeQueue(storyboardId) {
      await sql`delete from queue_pause where storyboard_id = ${storyboardId}`
    },

    async isPaused(storyboardId) {
      const [row] = await sql`select 1 from queue_pause where storyboard_id = ${storyboardId}`
      return row !== undefined
    },

    async saveBudget(scope, budget, by) {
      const row = { scope, ...budgetSchema.parse(budget), updated_by: by, updated_at: now() }
      return sql.begin(async (transaction) => {
        await transaction`
          insert into budget ${transaction(row)}
          on conflict (scope) do update set total = excluded.total, person = excluded.person,
            day = excluded.day, updated_by = excluded.updated_by, updated_at = excluded.updated_at`
        return releaseWhatFits(transaction, scope === installationScope ? null : scope, now())
      })
    },

    async forgetOldKeys() {
      await sql`
        delete from request_key where created_at < ${new Date(options.clock() - keysKeptMs)}`
    },
  }
}

const reserveFor = (
  sql: Queries,
  rows: readonly Record<string, unknown>[],
  { by, at }: { readonly by: string | null; readonly at: Date },
) =>
  reserve(
    sql,
    rows.map((row) => {
      const job = parseJob(row)
      return {
        jobId: job.id,
        storyboardId: job.storyboardId,
        payer: String(row["payer"]),
        provider: job.provider,
        microDollars: job.price?.microDollars ?? null,
        consentedBy: by,
      }
    }),
    at,
  )

/** Those that wait for consent, in their order, as far as the budgets reach now. Null: of all storyboards. */
async function releaseWhatFits(
  sql: Queries,
  storyboardId: string | null,
  at: Date,
): Promise<Job[]> {
  const held = await sql`
    select * from job
    where held = 'consent' and state = 'waiting'
      and (${storyboardId}::text is null or storyboard_id = ${storyboardId}::text)
    order by position, queued_at, id`
  const released: Job[] = []
  for (const row of held) {
    const job = parseJob(row)
    const whose = { storyboardId: job.storyboardId, payer: String(row["payer"]), at }
    const rooms = await loadRooms(sql, whose, { lock: true })
    if (findOverBudget(rooms, job.price?.microDollars ?? null) !== null) continue
    const [changed] = await sql`
      update job set state = 'queued', held = null where id = ${job.id} returning *`
    if (changed === undefined) continue
    await reserveFor(sql, [changed], { by: null, at })
    released.push(parseJob(changed))
  }
  return released
}
