import { compareTurns, failure, success, type Job, type JobId } from "@panelwright/core"
import type { Database, Queries } from "../database/database.ts"
import type { Clock } from "./clock.ts"
import { enqueueJobs } from "./enqueue-jobs.ts"
import type { ClaimedJob, JobEnding, JobQueue, RequestKey } from "./job-queue.ts"
import { parseClaimedJob, parseJob } from "./job-row.ts"
import { settling } from "./ledger.ts"

const listedFinished = 100

const one = (rows: readonly unknown[]): Job | null =>
  rows[0] === undefined ? null : parseJob(rows[0])

export function createPostgresQueue(options: {
  readonly database: Database
  readonly clock: Clock
}): JobQueue {
  const { sql } = options.database
  const now = () => new Date(options.clock())
  const later = (ms: number) => new Date(options.clock() + ms)

  const claimFrom = async (
    provider: string,
    limit: number,
    lease: { readonly owner: string; readonly leaseMs: number },
  ): Promise<ClaimedJob[]> => {
    const rows = await sql`
      update job set
        state = 'running',
        lease_owner = ${lease.owner},
        lease_expires_at = ${later(lease.leaseMs)},
        started_at = coalesce(started_at, ${now()}),
        run_after = null,
        progress = 0,
        attempt = attempt + 1
      where id in (
        select id from job due
        where provider = ${provider}
          and held is null
          and (state = 'queued' or (state = 'waiting' and run_after <= ${now()}))
          and not exists (select 1 from queue_pause where storyboard_id = due.storyboard_id)
          and not exists (
            select 1 from job other
            where other.storyboard_id = due.storyboard_id and other.panel_id = due.panel_id
              and other.id <> due.id
              and (other.state = 'running' or (other.state = 'queued'
                and (other.created_at, other.id) < (due.created_at, due.id)))
          )
        order by position, queued_at, id
        limit ${limit}
        for update skip locked
      )
      returning *`
    return rows
      .map(parseClaimedJob)
      .toSorted((first, second) => compareTurns(first.job, second.job))
  }

  return {
    async enqueue(jobs) {
      return sql.begin((transaction) => enqueueJobs(transaction, jobs, now()))
    },

    async enqueueOnce({ storyboardId, actor, key, requestHash }, jobs) {
      return sql.begin(async (transaction) => {
        const row = {
          storyboard_id: storyboardId,
          actor,
          key,
          request_hash: requestHash,
          job_ids: sql.json(jobs.map(({ id }) => id)) as never,
          created_at: now(),
        }
        // Of two at once the second waits here until the first is committed.
        const { count } = await transaction`
          insert into request_key ${transaction(row)} on conflict do nothing`
        if (count > 0) return success(await enqueueJobs(transaction, jobs, now()))
        const known = await findRequested(transaction, { storyboardId, actor, key, requestHash })
        return known.ok ? success(known.value ?? []) : known
      })
    },

    findRequested: (key) => findRequested(sql, key),

    async find(id) {
      return one(await sql`select * from job where id = ${id}`)
    },

    async list(storyboardId) {
      const rows = await sql`
        (select * from job
          where storyboard_id = ${storyboardId} and state in ('waiting', 'queued', 'running'))
        union all
        (select * from job
          where storyboard_id = ${storyboardId} and state not in ('waiting', 'queued', 'running')
          order by finished_at desc limit ${listedFinished})
        order by created_at desc, position desc, id`
      return rows.map(parseJob)
    },

    async claim({ owner, room, leaseMs }) {
      const claimed: ClaimedJob[] = []
      for (const [provider, limit] of room)
        if (limit > 0) claimed.push(...(await claimFrom(provider, limit, { owner, leaseMs })))
      return claimed
    },

    async renew({ owner, ids, leaseMs }) {
      const rows = await sql<{ id: JobId; wanted: boolean }[]>`
        update job set lease_expires_at = ${later(leaseMs)}
        where id = any(${[...ids]}) and lease_owner = ${owner} and state = 'running'
        returning id, cancel_requested_at is not null as wanted`
      return {
        held: new Set(rows.map((row) => row.id)),
        cancelRequested: new Set(rows.filter((row) => row.wanted).map((row) => row.id)),
      }
    },

    async recover({ soleOwner }) {
      const rows = await settling(
        sql,
        sql`
        update job set
          state = case when cancel_requested_at is null then 'queued' else 'canceled' end,
          finished_at = case when cancel_requested_at is null then null else ${now()}::timestamptz end,
          lease_owner = null, lease_expires_at = null, progress = 0
        where state = 'running'
          and (lease_expires_at < ${now()}
            or (${soleOwner}::text is not null and lease_owner is distinct from ${soleOwner}::text))
        returning *`,
        now(),
      )
      return rows.map(parseJob)
    },

    async markSent(id, owner) {
      await sql`
        update job set sent_at = ${now()}
        where id = ${id} and lease_owner = ${owner} and state = 'running'`
    },

    async saveProgress(id, owner, progress) {
      await sql`
        update job set progress = ${progress}
        where id = ${id} and lease_owner = ${owner} and state = 'running'`
    },

    async postpone(id, owner, runAfter) {
      return one(
        await settling(
          sql,
          sql`
        update job set
          state = case when cancel_requested_at is null then 'waiting' else 'canceled' end,
          finished_at = case when cancel_requested_at is null then null else ${now()}::timestamptz end,
          run_after = ${new Date(runAfter)}, progress = 0,
          sent_at = null, lease_owner = null, lease_expires_at = null
        where id = ${id} and lease_owner = ${owner} and state = 'running'
        returning *`,
          now(),
        ),
      )
    },

    async giveBack(id, owner) {
      return one(
        await settling(
          sql,
          sql`
        update job set
          state = case when cancel_requested_at is null then 'queued' else 'canceled' end,
          finished_at = case when cancel_requested_at is null then null else ${now()}::timestamptz end,
          progress = 0, attempt = greatest(attempt - 1, 0), sent_at = null, lease_owner = null, lease_expires_at = null
        where id = ${id} and lease_owner = ${owner} and state = 'running'
        returning *`,
          now(),
        ),
      )
    },

    async end(id, owner, ending) {
      const { variantId, cost, failure: reason, isCached } = toColumns(ending)
      return one(
        await settling(
          sql,
          sql`
        update job set
          state = ${ending.state},
          progress = case when ${ending.state} = 'succeeded' then 1 else progress end,
          variant_id = ${variantId},
          cost = ${cost === null ? null : sql.json(cost)},
          failure = ${reason === null ? null : sql.json(reason)},
          is_cached = ${isCached},
          finished_at = ${now()},
          lease_owner = null, lease_expires_at = null
        where id = ${id} and lease_owner = ${owner} and state = 'running'
        returning *`,
          now(),
        ),
      )
    },

    async cancel(id) {
      return one(
        await settling(
          sql,
          sql`
        update job set
          cancel_requested_at = case
            when state in ('waiting', 'queued', 'running')
            then coalesce(cancel_requested_at, ${now()}) else cancel_requested_at end,
          state = case when state in ('waiting', 'queued') then 'canceled' else state end,
          finished_at = case
            when state in ('waiting', 'queued') then ${now()} else finished_at end
        where id = ${id}
        returning *`,
          now(),
        ),
      )
    },
  }
}

async function findRequested(
  sql: Queries,
  { storyboardId, actor, key, requestHash }: RequestKey,
): ReturnType<JobQueue["findRequested"]> {
  const [known] = await sql`
    select request_hash, job_ids from request_key
    where storyboard_id = ${storyboardId} and actor = ${actor} and key = ${key}`
  if (known === undefined) return success(null)
  if (known["request_hash"] !== requestHash) return failure({ kind: "key-reused" } as const)
  const ids = known["job_ids"] as readonly string[]
  const rows = await sql`select * from job where id = any(${[...ids]})`
  const stored = new Map(rows.map((row) => [row["id"] as string, parseJob(row)]))
  return success(ids.flatMap((id) => stored.get(id) ?? []))
}

function toColumns(ending: JobEnding) {
  const none = { variantId: null, cost: null, failure: null, isCached: false }
  switch (ending.state) {
    case "succeeded":
      return {
        ...none,
        variantId: ending.variantId,
        cost: ending.cost,
        isCached: ending.isCached ?? false,
      }
    case "failed":
    case "unknown":
      return { ...none, failure: ending.failure }
    case "canceled":
      return none
  }
}
