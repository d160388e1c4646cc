import type {
  Cost,
  GenerationFailure,
  GenerationRequest,
  Job,
  JobId,
  PanelId,
  Result,
  VariantId,
} from "@panelwright/core"

export interface NewJob {
  readonly id: JobId
  readonly storyboardId: string
  readonly panelId: PanelId
  /** The one that will do it: resolved, never null. */
  readonly provider: string
  readonly request: GenerationRequest
  readonly createdBy: string
  /** Whose budget it is: the person's, where there is one. */
  readonly payer: string
  /** Null: its provider is free. */
  readonly price: Cost | null
  /** The same for all that were asked for together. */
  readonly batchId: string
  /** Smaller goes first; equal ones in order of creation. */
  readonly position: number
}

/** What makes a request that is sent twice one request: the key that its sender gave it. */
export interface RequestKey {
  readonly storyboardId: string
  readonly actor: string
  readonly key: string
  /** Of everything that was asked for: the same key for something else is a mistake of the sender. */
  readonly requestHash: string
}

/** A job that this process has taken and nobody else will, until its lease ends. */
export interface ClaimedJob {
  readonly job: Job
  readonly request: GenerationRequest
  /** 1 for the first. */
  readonly attempt: number
  /** The request of an earlier attempt went out and nobody knows what became of it. */
  readonly wasSent: boolean
}

/** How a job ends. `unknown`: sent, and whether there is a picture or a bill is not known. */
export type JobEnding =
  | {
      readonly state: "succeeded"
      readonly variantId: VariantId
      readonly cost: Cost
      /** An earlier answer was taken, nothing was sent. */
      readonly isCached?: boolean
    }
  | { readonly state: "failed" | "unknown"; readonly failure: GenerationFailure }
  | { readonly state: "canceled" }

/**
 * Durable jobs. Whatever a call says has happened has been committed. A process names itself as `owner`; the calls
 * that take one do nothing, and return null, when the job is not (or no longer) that owner's.
 *
 * Jobs and the ledger change together: what a job may cost is held back in the transaction that makes it, and
 * settled, or given free, in the one that ends it. One whose outcome is `unknown` keeps it until somebody decides.
 */
export interface JobQueue {
  /**
   * All or none; in the order given. Those that a budget has no room for wait for consent (`held`), and nothing is
   * held back for them. Two who ask at once cannot pass a limit together.
   */
  enqueue(jobs: readonly NewJob[]): Promise<Job[]>
  /** The same, once for each key: a second time answers with the jobs of the first, as they are now. */
  enqueueOnce(
    key: RequestKey,
    jobs: readonly NewJob[],
  ): Promise<Result<Job[], { readonly kind: "key-reused" }>>
  /** The jobs that were asked for under this key, as they are now; null: none were. */
  findRequested(key: RequestKey): Promise<Result<Job[] | null, { readonly kind: "key-reused" }>>
  find(id: JobId): Promise<Job | null>
  /** Those under way and the most recent finished ones, newest first. */
  list(storyboardId: string): Promise<Job[]>

  /**
   * Takes jobs that are due, at most so many for each provider, and none of a storyboard whose queue is paused. Of one
   * panel's jobs only one runs at a time, in order, so that a second wish is carried out on the result of the first.
   */
  claim(options: {
    readonly owner: string
    readonly room: ReadonlyMap<string, number>
    readonly leaseMs: number
  }): Promise<ClaimedJob[]>
  /** Holds this owner's jobs for longer and says which of them are still its own and which somebody wants stopped. */
  renew(options: {
    readonly owner: string
    readonly ids: readonly JobId[]
    readonly leaseMs: number
  }): Promise<{ readonly held: ReadonlySet<JobId>; readonly cancelRequested: ReadonlySet<JobId> }>
  /**
   * Puts jobs whose process is gone back into the queue, with the memory of having been sent. Gone means a lease
   * that ended, or any other owner when `soleOwner` is this process.
   */
  recover(options: { readonly soleOwner: string | null }): Promise<Job[]>

  /** Must be called before a request leaves that may cost something. */
  markSent(id: JobId, owner: string): Promise<void>
  saveProgress(id: JobId, owner: string, progress: number): Promise<void>
  /** For an attempt that certainly had no effect. Ends the job instead when somebody wants it stopped; so does `giveBack`. */
  postpone(id: JobId, owner: string, runAfter: number): Promise<Job | null>
  /** Back to its place in the queue, as if never begun. */
  giveBack(id: JobId, owner: string): Promise<Job | null>
  end(id: JobId, owner: string, ending: JobEnding): Promise<Job | null>

  /** Ends a job that does not run; asks the owner of one that does. Null: no such job. Finished ones stay as they are. */
  cancel(id: JobId): Promise<Job | null>
}
