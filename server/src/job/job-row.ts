import {
  costSchema,
  generationFailureSchema,
  generationRequestSchema,
  jobIdSchema,
  jobSchema,
  jobStateSchema,
  overBudgetSchema,
  panelIdSchema,
  variantIdSchema,
  type Job,
} from "@panelwright/core"
import { z } from "zod"
import type { ClaimedJob } from "./job-queue.ts"

const rowSchema = z.object({
  id: jobIdSchema,
  storyboard_id: z.string(),
  panel_id: panelIdSchema,
  state: jobStateSchema,
  operation: z.enum(["generate", "edit"]),
  provider: z.string(),
  request: generationRequestSchema,
  progress: z.number(),
  failure: generationFailureSchema.nullable(),
  variant_id: variantIdSchema.nullable(),
  cost: costSchema.nullable(),
  created_by: z.string(),
  created_at: z.date(),
  finished_at: z.date().nullable(),
  batch_id: z.string(),
  queued_at: z.date(),
  started_at: z.date().nullable(),
  position: z.number(),
  price: costSchema.nullable(),
  held: z.enum(["consent", "paused"]).nullable(),
  over_budget: overBudgetSchema.nullable(),
  is_cached: z.boolean(),
  decision: z.enum(["left", "asked-again"]).nullable(),
  attempt: z.number(),
  sent_at: z.date().nullable(),
})

const toJob = (row: z.infer<typeof rowSchema>): Job =>
  jobSchema.parse({
    id: row.id,
    storyboardId: row.storyboard_id,
    panelId: row.panel_id,
    state: row.state,
    operation: row.operation,
    provider: row.provider,
    instruction: row.request.instruction,
    progress: row.progress,
    failure: row.failure,
    variantId: row.variant_id,
    cost: row.cost,
    createdBy: row.created_by,
    createdAt: row.created_at.getTime(),
    finishedAt: row.finished_at?.getTime() ?? null,
    quality: row.request.quality,
    count: row.request.count,
    batchId: row.batch_id,
    startedAt: row.started_at?.getTime() ?? null,
    position: row.position,
    queuedAt: row.queued_at.getTime(),
    price: row.price,
    held: row.held,
    overBudget: row.over_budget,
    isCached: row.is_cached,
    decision: row.decision,
  })

/** What a job was asked for, as it is stored. */
export const parseStoredRequest = (row: unknown) =>
  rowSchema.pick({ request: true }).parse(row).request

export const parseJob = (row: unknown): Job => toJob(rowSchema.parse(row))

export function parseClaimedJob(value: unknown): ClaimedJob {
  const row = rowSchema.parse(value)
  return {
    job: toJob(row),
    request: row.request,
    attempt: row.attempt,
    wasSent: row.sent_at !== null,
  }
}
