import { success, type Job, type JobId, type Result } from "@panelwright/core"
import type { JobDesk, StoredJob } from "../job/job-desk.ts"
import type { NewJob } from "../job/job-queue.ts"
import type { RequestFailure } from "./check-request.ts"
import {
  enqueuePrepared,
  findOrdered,
  prepareJobs,
  type GenerationActor,
  type OrderOptions,
} from "./order-pictures.ts"
import type { Storyboard } from "@panelwright/core"

/** Jobs that ended without a picture, once more: with the same wish, other words or another provider. */
export interface RetryWish {
  readonly storyboardId: string
  readonly jobIds: readonly JobId[]
  /** Null: the same as before. */
  readonly instruction: string | null
  readonly provider: string | null
  readonly actor: GenerationActor
  readonly key: string | null
}

export interface Retried {
  readonly jobs: Job[]
  /** Those that cannot be asked for again, because their panel is gone or approved, or that did not fail. */
  readonly skipped: readonly JobId[]
}

const isOpen = ({ job }: StoredJob) =>
  job.state === "failed" || job.state === "canceled" || job.state === "unknown"

const skips: readonly RequestFailure["kind"][] = ["panel-not-found", "panel-locked", "no-picture"]

export async function retryJobs(
  wish: RetryWish,
  options: OrderOptions & {
    readonly jobDesk: Pick<JobDesk, "loadJobs" | "decide">
    readonly storyboard: Storyboard
  },
): Promise<Result<Retried, RequestFailure>> {
  const { storyboardId, actor, key } = wish
  const asked = ["retry", wish.jobIds, wish.instruction, wish.provider]
  const sender = { storyboardId, actor, key, asked }
  const known = await findOrdered(sender, options)
  if (!known.ok) return known
  if (known.value !== null) return success({ jobs: known.value, skipped: [] })
  const batchId = options.makeToken()
  const stored = (await options.jobDesk.loadJobs([...new Set(wish.jobIds)])).filter(
    ({ job }) => job.storyboardId === storyboardId,
  )
  const prepared: NewJob[] = []
  const retried: Job[] = []
  for (const one of stored.filter(isOpen)) {
    const { job } = one
    const request = {
      ...one.request,
      provider: wish.provider ?? job.provider,
      ...(wish.instruction !== null && { instruction: wish.instruction }),
    }
    const by = { storyboard: options.storyboard, storyboardId, actor, batchId }
    const jobs = await prepareJobs({ panelIds: [job.panelId], request }, by, options)
    if (jobs.ok) {
      const position = wish.jobIds.length === 1 ? 0 : prepared.length + 1
      prepared.push(...jobs.value.map((made) => ({ ...made, position })))
      retried.push(job)
    } else if (!skips.includes(jobs.failure.kind)) return jobs
  }
  const jobs = await enqueuePrepared(prepared, sender, options)
  if (!jobs.ok) return jobs
  // What is not known may have been paid for: asking again says that somebody has taken that into account.
  for (const { id, state } of retried)
    if (state === "unknown") await options.jobDesk.decide(id, "asked-again", { isBilled: true })
  const taken = new Set(retried.map(({ id }) => id))
  return success({ jobs: jobs.value, skipped: wish.jobIds.filter((id) => !taken.has(id)) })
}
