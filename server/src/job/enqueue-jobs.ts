import { createHash } from "node:crypto"
import {
  findOverBudget,
  takeFrom,
  type BudgetRoom,
  type Job,
  type OverBudget,
} from "@panelwright/core"
import type postgres from "postgres"
import type { Queries } from "../database/database.ts"
import type { NewJob } from "./job-queue.ts"
import { parseJob } from "./job-row.ts"
import { loadRooms, reserve } from "./ledger.ts"

/** Same storyboard, panel and wish. */
const hashRequest = ({ storyboardId, panelId, provider, request }: NewJob) =>
  createHash("sha256")
    .update(JSON.stringify([storyboardId, panelId, provider, request]))
    .digest("hex")

const asJson = (sql: Queries, value: object | null) =>
  value === null
    ? null
    : (sql.json(value as postgres.JSONValue) as unknown as postgres.SerializableParameter)

/** Writes jobs and what is held back for them. Call it in a transaction: it takes the budgets' locks. */
export async function enqueueJobs(sql: Queries, jobs: readonly NewJob[], at: Date): Promise<Job[]> {
  if (jobs.length === 0) return []
  const overBudget = await findThoseOver(sql, jobs, at)
  const values = jobs.map((job) => {
    const over = overBudget.get(job) ?? null
    return {
      id: job.id,
      storyboard_id: job.storyboardId,
      panel_id: job.panelId,
      state: over === null ? "queued" : "waiting",
      held: over === null ? null : "consent",
      over_budget: asJson(sql, over),
      operation: job.request.operation,
      provider: job.provider,
      request: asJson(sql, job.request),
      request_hash: hashRequest(job),
      position: job.position,
      batch_id: job.batchId,
      price: asJson(sql, job.price),
      payer: job.payer,
      created_by: job.createdBy,
      created_at: at,
      queued_at: at,
    }
  })
  const rows = await sql`insert into job ${sql(values)} returning *`
  await reserve(
    sql,
    jobs.flatMap((job) =>
      job.price === null || overBudget.has(job)
        ? []
        : {
            jobId: job.id,
            storyboardId: job.storyboardId,
            payer: job.payer,
            provider: job.provider,
            microDollars: job.price.microDollars,
            consentedBy: null,
          },
    ),
    at,
  )
  const stored = new Map(rows.map((row) => [row["id"] as string, parseJob(row)]))
  return jobs.flatMap((job) => stored.get(job.id) ?? [])
}

/** In the order given, so that the first ones are drawn with what is left. Free ones ask nobody. */
async function findThoseOver(
  sql: Queries,
  jobs: readonly NewJob[],
  at: Date,
): Promise<Map<NewJob, OverBudget>> {
  const over = new Map<NewJob, OverBudget>()
  const rooms = new Map<string, readonly BudgetRoom[]>()
  for (const job of jobs) {
    if (job.price === null) continue
    const { storyboardId, payer, price } = job
    const whose = JSON.stringify([storyboardId, payer])
    const room =
      rooms.get(whose) ?? (await loadRooms(sql, { storyboardId, payer, at }, { lock: true }))
    const found = findOverBudget(room, price.microDollars)
    if (found !== null) over.set(job, found)
    rooms.set(whose, found === null ? takeFrom(room, price.microDollars ?? 0) : room)
  }
  return over
}
