import type { Cost, GenerationFailure, Job, JobId, VariantId } from "@panelwright/core"
import type { Log } from "../log.ts"
import type { Clock } from "./clock.ts"
import { noJobMetrics, type JobMetrics } from "./job-metrics.ts"
import type { ClaimedJob, JobEnding, JobQueue } from "./job-queue.ts"
import { decideRetry, isOutcomeUnknown } from "./retry-policy.ts"

/** What a handler made of a job. It throws only when `signal` aborts; anything else thrown is a bug. */
export type JobOutcome =
  | {
      readonly ok: true
      readonly variantId: VariantId
      readonly cost: Cost
      /** It was made before: nothing was asked of the provider. */
      readonly isCached?: boolean
    }
  | { readonly ok: false; readonly failure: GenerationFailure }

export interface JobRun {
  /** Aborts when somebody cancels the job, when its lease is lost, and when the process stops. */
  readonly signal: AbortSignal
  /** Await it before a request leaves that may cost something. */
  markSent(): Promise<void>
  /** 0–1. */
  reportProgress(value: number): void
}

export type JobHandler = (claimed: ClaimedJob, run: JobRun) => Promise<JobOutcome>

export interface JobWorker {
  /** Takes up what a process that was killed left behind, then works until `stop`. */
  start(): Promise<void>
  /** Takes no more jobs, lets those under way finish for a while, then gives them back or says their outcome is unknown. */
  stop(options?: { readonly drainMs?: number }): Promise<void>
  /** Looks at the queue now instead of at the next turn. */
  wake(): void
  /** Aborts a job if it runs here. */
  abort(id: JobId): void
}

export interface JobWorkerOptions {
  readonly queue: JobQueue
  readonly handle: JobHandler
  /** How many jobs of each provider may run here at once. */
  readonly capacity: ReadonlyMap<string, number>
  /** Whether an attempt of this provider may simply be made again: free and without effect elsewhere. */
  readonly isRepeatable: (provider: string) => boolean
  /** Told of every change of a job. */
  readonly announce: (job: Job) => void
  readonly log: Log
  readonly clock: Clock
  readonly owner: string
  /** No other process uses this database: whatever runs and is not ours was left by one that is gone. */
  readonly soleProcess: boolean
  readonly pollMs?: number
  readonly leaseMs?: number
  readonly metrics?: JobMetrics
}

const progressEventMs = 100
const progressRowMs = 1000
const letGoMs = 2000

class Canceled extends Error {}
class LeaseLost extends Error {}
class Stopping extends Error {}

interface Running {
  readonly claimed: ClaimedJob
  readonly controller: AbortController
  sent: boolean
  settled: Promise<void>
}

export function createJobWorker(options: JobWorkerOptions): JobWorker {
  const { queue, handle, capacity, announce, log, clock, owner } = options
  const { pollMs = 500, leaseMs = 20_000, metrics = noJobMetrics } = options
  const running = new Map<JobId, Running>()
  const state = { stopped: true, again: false, recoverAt: -Infinity }
  let timer: NodeJS.Timeout | null = null
  let turn: Promise<void> | null = null

  const wake = () => {
    if (state.stopped) return
    state.again = true
    turn ??= takeTurns().finally(() => {
      turn = null
      schedule()
    })
  }

  const schedule = () => {
    if (timer !== null) clearTimeout(timer)
    timer = state.stopped ? null : setTimeout(wake, pollMs)
  }

  const takeTurns = async () => {
    while (state.again && !state.stopped) {
      state.again = false
      try {
        await recover()
        await holdOn()
        await claim()
      } catch (error) {
        log.warn({ err: error }, "job-queue-unavailable")
      }
    }
  }

  const recover = async () => {
    if (clock() < state.recoverAt) return
    for (const job of await queue.recover({ soleOwner: options.soleProcess ? owner : null })) {
      log.warn({ jobId: job.id, state: job.state }, "job-recovered")
      announce(job)
    }
    state.recoverAt = clock() + leaseMs / 4
  }

  const holdOn = async () => {
    if (running.size === 0) return
    const ids = [...running.keys()]
    const { held, cancelRequested } = await queue.renew({ owner, ids, leaseMs })
    for (const id of ids) {
      if (!held.has(id)) running.get(id)?.controller.abort(new LeaseLost())
      else if (cancelRequested.has(id)) running.get(id)?.controller.abort(new Canceled())
    }
  }

  const claim = async () => {
    const room = new Map(capacity)
    for (const { claimed } of running.values()) {
      const { provider } = claimed.job
      room.set(provider, (room.get(provider) ?? 0) - 1)
    }
    for (const claimed of await queue.claim({ owner, room, leaseMs })) begin(claimed)
  }

  const begin = (claimed: ClaimedJob) => {
    const entry: Running = {
      claimed,
      controller: new AbortController(),
      sent: false,
      settled: Promise.resolve(),
    }
    running.set(claimed.job.id, entry)
    announce(claimed.job)
    entry.settled = work(entry)
      .catch((error: unknown) => log.error({ jobId: claimed.job.id, err: error }, "job-not-ended"))
      .finally(() => {
        running.delete(claimed.job.id)
        wake()
      })
  }

  const work = async (entry: Running) => {
    const { claimed, controller } = entry
    const { id, provider } = claimed.job
    const startedAt = clock()
    if (claimed.attempt === 1)
      metrics.began(provider, Math.max(0, startedAt - claimed.job.createdAt) / 1000)
    const progress = createProgress(claimed.job)
    let outcome: JobOutcome | null = null
    try {
      outcome = await handle(claimed, {
        signal: controller.signal,
        markSent: async () => {
          await queue.markSent(id, owner)
          entry.sent = true
        },
        reportProgress: progress.report,
      })
    } catch (error) {
      if (!controller.signal.aborted) {
        log.error({ jobId: id, provider, err: error }, "job-handler-failed")
        outcome = { ok: false, failure: { kind: "interrupted", billed: entry.sent } }
      }
    }
    await progress.close()
    const ended =
      outcome !== null && (outcome.ok || !controller.signal.aborted)
        ? await endWith(claimed, outcome)
        : await endAborted(entry)
    const leftIn = ended?.state ?? "lost"
    const ms = clock() - startedAt
    metrics.ended(provider, leftIn, ms / 1000)
    log.info({ jobId: id, provider, state: leftIn, ms }, "job-ended")
    if (ended) announce(ended)
  }

  const endWith = async (claimed: ClaimedJob, outcome: JobOutcome): Promise<Job | null> => {
    const { id } = claimed.job
    if (outcome.ok)
      return queue.end(id, owner, {
        state: "succeeded",
        variantId: outcome.variantId,
        cost: outcome.cost,
        isCached: outcome.isCached ?? false,
      })
    const { failure } = outcome
    const retryMs = decideRetry(failure, claimed.attempt)
    if (retryMs !== null) return queue.postpone(id, owner, clock() + retryMs)
    return queue.end(id, owner, {
      state: isOutcomeUnknown(failure) ? "unknown" : "failed",
      failure,
    })
  }

  const endAborted = async (entry: Running): Promise<Job | null> => {
    const { id, provider } = entry.claimed.job
    const reason: unknown = entry.controller.signal.reason
    if (reason instanceof LeaseLost) return null
    if (reason instanceof Canceled) return queue.end(id, owner, { state: "canceled" })
    if (!entry.sent || options.isRepeatable(provider)) return queue.giveBack(id, owner)
    const ending: JobEnding = { state: "unknown", failure: { kind: "interrupted", billed: true } }
    return queue.end(id, owner, ending)
  }

  const createProgress = (job: Job) => {
    let eventAt = -Infinity
    let rowAt = clock()
    let row: Promise<void> = Promise.resolve()
    return {
      report: (value: number) => {
        const progress = Math.min(1, Math.max(0, value))
        if (clock() - eventAt >= progressEventMs) {
          eventAt = clock()
          announce({ ...job, progress })
        }
        if (clock() - rowAt >= progressRowMs) {
          rowAt = clock()
          row = row
            .then(() => queue.saveProgress(job.id, owner, progress))
            .catch((error: unknown) => log.warn({ jobId: job.id, err: error }, "job-progress-lost"))
        }
      },
      close: () => row,
    }
  }

  return {
    async start() {
      state.stopped = false
      wake()
      await turn
    },
    async stop({ drainMs = 10_000 } = {}) {
      state.stopped = true
      schedule()
      await turn
      const keepLeases = setInterval(() => {
        const ids = [...running.keys()]
        queue.renew({ owner, ids, leaseMs }).catch(() => undefined)
      }, leaseMs / 4)
      const deadline = setTimeout(() => {
        for (const { controller } of running.values()) controller.abort(new Stopping())
      }, drainMs)
      // What does not even let go when it is aborted is left to the next process: its lease ends.
      let giveUp: NodeJS.Timeout | undefined
      await Promise.race([
        Promise.all([...running.values()].map((entry) => entry.settled)),
        new Promise((resolve) => {
          giveUp = setTimeout(resolve, drainMs + letGoMs)
        }),
      ])
      clearTimeout(giveUp)
      clearTimeout(deadline)
      clearInterval(keepLeases)
    },
    wake,
    abort: (id) => running.get(id)?.controller.abort(new Canceled()),
  }
}
