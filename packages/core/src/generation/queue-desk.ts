import { z } from "zod"
import { budgetSchema } from "./budget.ts"
import { addMicroDollars, formatMicroDollars } from "./money.ts"
import { isFinal, type Job } from "./job.ts"

/** How long a provider took lately, from its first byte sent to its last received. */
export const runTimeSchema = z.object({
  provider: z.string(),
  operation: z.enum(["generate", "edit"]),
  quality: z.enum(["draft", "final"]),
  /** Half of them were done by then, and nineteen of twenty. Milliseconds. */
  p50Ms: z.number(),
  p95Ms: z.number(),
  runs: z.number().int(),
})
export type RunTime = z.infer<typeof runTimeSchema>

/** What one picture costs; the price is null where it is not known, and 0 where the provider is free. */
export const picturePriceSchema = z.object({
  provider: z.string(),
  operation: z.enum(["generate", "edit"]),
  quality: z.enum(["draft", "final"]),
  isFree: z.boolean(),
  microDollars: z.number().nullable(),
})
export type PicturePrice = z.infer<typeof picturePriceSchema>

const spendingSchema = z.object({
  budget: budgetSchema,
  /** Settled, and held back for what is under way or not decided; of everybody, in all. */
  spentMicroDollars: z.number(),
  reservedMicroDollars: z.number(),
})

/** Everything about a storyboard's queue that is not in its jobs. */
export const queueDeskSchema = z.object({
  isPaused: z.boolean(),
  defaultProvider: z.string(),
  prices: z.array(picturePriceSchema),
  times: z.array(runTimeSchema),
  storyboard: spendingSchema,
  /** Of the whole installation; null for those who do not run it. */
  installation: spendingSchema.nullable(),
  /** Of the tightest limit for the one who asks; null: nothing limits. */
  leftMicroDollars: z.number().nullable(),
})
export type QueueDesk = z.infer<typeof queueDeskSchema>

export interface PictureWish {
  /** Null: the storyboard's default. */
  readonly provider: string | null
  readonly operation: "generate" | "edit"
  readonly quality: "draft" | "final"
  /** In all: panels × pictures of each. */
  readonly pictures: number
}

const find = <Row extends { provider: string; operation: string; quality: string }>(
  rows: readonly Row[],
  of: { readonly provider: string; readonly operation: string; readonly quality: string },
) =>
  rows.find(
    ({ provider, operation, quality }) =>
      provider === of.provider && operation === of.operation && quality === of.quality,
  ) ?? null

/** `free`, `about $0.07` or `price not known`, for every button that draws. */
export function describePrice(
  desk: Pick<QueueDesk, "prices" | "defaultProvider">,
  wish: PictureWish,
): string {
  const price = find(desk.prices, { ...wish, provider: wish.provider ?? desk.defaultProvider })
  if (price === null) return "price not known"
  if (price.isFree) return "free"
  if (price.microDollars === null) return "price not known"
  return `about ${formatMicroDollars(price.microDollars * wish.pictures)}`
}

type Timed = Pick<Job, "provider" | "operation" | "quality">

export const findRunTime = (desk: Pick<QueueDesk, "times">, job: Timed): RunTime | null =>
  find(desk.times, job)

const pad = (value: number) => String(value).padStart(2, "0")

/** `0:21`, `12:05`, `1:02:03`. */
export function formatDuration(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000))
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60]
  const tail = `${hours > 0 ? pad(minutes) : minutes}:${pad(seconds % 60)}`
  return hours > 0 ? `${hours}:${tail}` : tail
}

/** `0:21 of about 1:00`, and the first part alone while nobody has learned how long it takes. */
export function describeRunning(job: Job, desk: Pick<QueueDesk, "times">, now: number): string {
  if (job.startedAt === null) return ""
  const ran = formatDuration(now - job.startedAt)
  const time = findRunTime(desk, job)
  return time === null ? ran : `${ran} of about ${formatDuration(Math.max(1000, time.p50Ms))}`
}

/**
 * Milliseconds until all is drawn, as things went lately: what is left of each job, over as many at once as run now.
 * Null: nothing is under way, or somebody's times are not known.
 */
export function estimateQueue(
  jobs: readonly Job[],
  desk: Pick<QueueDesk, "times">,
  now: number,
): number | null {
  const working = jobs.filter(({ state, held }) => !isFinal(state) && held === null)
  if (working.length === 0) return null
  const left = working.map((job) => {
    const time = findRunTime(desk, job)
    if (time === null) return null
    const ran = job.state === "running" && job.startedAt !== null ? now - job.startedAt : 0
    return Math.max(0, (ran > time.p50Ms ? time.p95Ms : time.p50Ms) - ran)
  })
  const sum = addMicroDollars(left)
  const atOnce = Math.max(1, working.filter(({ state }) => state === "running").length)
  return sum === null ? null : Math.max(...left.map((value) => value ?? 0), sum / atOnce)
}

/** In the order in which jobs get their turn. */
export const compareTurns = (one: Job, other: Job): number =>
  one.position - other.position || one.queuedAt - other.queuedAt || (one.id < other.id ? -1 : 1)
