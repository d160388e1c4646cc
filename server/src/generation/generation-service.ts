import { availableParallelism } from "node:os"
import {
  failure,
  isFinal,
  success,
  type AssetId,
  type GenerationRequest,
  type Job,
  type JobId,
  type MakeToken,
  type PanelId,
  type RerunJudgement,
  type Result,
  type VariantId,
} from "@panelwright/core"
import type { AssetService } from "../asset/asset-service.ts"
import type { Bus } from "../bus/bus.ts"
import type { Database } from "../database/database.ts"
import type { Clock } from "../job/clock.ts"
import { createJobDesk } from "../job/job-desk.ts"
import { noJobMetrics, type JobMetrics } from "../job/job-metrics.ts"
import { createJobSignals } from "../job/job-signals.ts"
import { createJobWorker } from "../job/job-worker.ts"
import { createPostgresQueue } from "../job/postgres-queue.ts"
import { createRunTimes } from "../job/run-times.ts"
import type { Log } from "../log.ts"
import type { Sync } from "../sync/sync.ts"
import type { RequestFailure } from "./check-request.ts"
import { drawPanel, isRepeatable, type DrawOptions } from "./draw-panel.ts"
import { createGenerationDesk, type GenerationDesk } from "./generation-desk.ts"
import { loadStoryboard } from "./load-storyboard.ts"
import {
  enqueuePrepared,
  findOrdered,
  prepareJobs,
  type GenerationActor,
} from "./order-pictures.ts"
import type { ImageProvider } from "./provider.ts"
import { noTracer, type Tracer } from "../telemetry/tracer.ts"
import { judgeRecipe, toRerunWish } from "./recipe/prepare-rerun.ts"
import { createRecipeStore, type RecipeStore } from "./recipe/recipe-store.ts"
import type { Recipe } from "./recipe/recipe.ts"
import { retryJobs, type Retried, type RetryWish } from "./retry-jobs.ts"

export interface Generation {
  readonly providers: readonly ImageProvider[]
  readonly defaultProvider: string
  /**
   * Makes a durable job of each panel, in reading order, all or none. Whether the actor may is the caller's
   * question. Panels named twice count once. The same `key` from the same actor again answers with the same jobs.
   * What a budget has no room for waits for consent.
   */
  request(wish: {
    readonly storyboardId: string
    readonly panelIds: readonly PanelId[]
    readonly request: GenerationRequest
    readonly actor: GenerationActor
    readonly key?: string | null
  }): Promise<Result<Job[], RequestFailure>>
  /** New jobs for those that ended without a picture; of one whose outcome is not known this settles the question. */
  retry(wish: RetryWish): Promise<Result<Retried, RequestFailure>>
  /** What making this picture again would come to; nothing is drawn. */
  judgeRerun(variantId: VariantId): Promise<RerunJudgement>
  /** Makes it again by its recipe, as a new variant of its panel. */
  rerun(wish: {
    readonly variantId: VariantId
    readonly actor: GenerationActor
    readonly key?: string | null
  }): Promise<Result<Job[], RequestFailure>>
  /** Prices, budgets, turns and decisions. */
  readonly desk: GenerationDesk
  /** Housekeeping, now and then. */
  forgetOldKeys(): Promise<void>
  findJob(id: JobId): Promise<Job | null>
  /** Those under way and the most recent finished ones, newest first. */
  listJobs(storyboardId: string): Promise<Job[]>
  /**
   * Ends a job that has not begun; stops one that runs, within a second here and on other nodes. The answer shows
   * the job as it is then: one that runs is still `running` until its provider has let go. Null: no such job.
   */
  cancel(id: JobId, actor: GenerationActor): Promise<Job | null>
  /** How a picture came about; null when it was not made here. */
  findRecipe(id: VariantId): Promise<Recipe | null>
  /** Takes up what an earlier process left, then works. */
  start(): Promise<void>
  /** Finishes what is under way for up to `drainMs`, gives the rest back. */
  stop(options?: { readonly drainMs?: number }): Promise<void>
}

export interface GenerationOptions {
  /** To the workers of other nodes. */
  readonly bus: Bus
  readonly database: Database
  readonly sync: Pick<Sync, "loadDoc" | "changeDoc" | "publish">
  readonly assets: Pick<AssetService, "saveAsset" | "loadAsset">
  /** Told of pictures that were made and kept; nothing waits for it. */
  readonly onMade?: (assetIds: readonly AssetId[]) => void
  readonly providers: readonly ImageProvider[]
  readonly defaultProvider: string
  readonly log: Log
  readonly clock: Clock
  readonly makeToken: MakeToken
  /** How often the queue is looked at without being told; 500 ms when left out. */
  readonly pollMs?: number
  readonly leaseMs?: number
  readonly metrics?: JobMetrics
  readonly tracer?: Tracer
}

const capacityOf = (provider: ImageProvider) =>
  provider.concurrency ?? (isRepeatable(provider) ? availableParallelism() : 4)

export function createGeneration(options: GenerationOptions): Generation {
  const { database, sync, assets, log, clock, makeToken, defaultProvider } = options
  const { metrics = noJobMetrics, tracer = noTracer } = options
  const providers = new Map(options.providers.map((provider) => [provider.id, provider]))
  if (!providers.has(defaultProvider)) throw new Error(`no provider ${defaultProvider}`)
  const queue = createPostgresQueue({ database, clock })
  const jobDesk = createJobDesk({ database, clock })
  const times = createRunTimes(database.sql, clock)
  const stored = createRecipeStore(database)
  const recipes: RecipeStore = {
    ...stored,
    async saveMade(made) {
      await stored.saveMade(made)
      options.onMade?.(made.map(({ asset }) => asset.id))
    },
  }
  const announce = (job: Job) => sync.publish(job.storyboardId, { type: "job", job })
  const loadAsset = (id: AssetId) => assets.loadAsset(id)
  const ordering = { queue, providers, defaultProvider, loadAsset, makeToken }
  const learn = ({ provider, operation, quality }: Job, ms: number) =>
    times.record({ provider, operation, quality, ms })
  const publish: Sync["publish"] = (storyboardId, event) => sync.publish(storyboardId, event)

  const drawing: DrawOptions = {
    sync,
    assets,
    recipes,
    providers,
    publish,
    log,
    clock,
    metrics,
    tracer,
    learn,
  }
  const worker = createJobWorker({
    queue,
    handle: (claimed, run) =>
      tracer.trace(
        { name: "job", attributes: { "panelwright.provider": claimed.job.provider } },
        async (span) => {
          const outcome = await drawPanel(claimed, run, drawing)
          if (!outcome.ok) span.fail(outcome.failure.kind)
          return outcome
        },
      ),
    capacity: new Map(options.providers.map((provider) => [provider.id, capacityOf(provider)])),
    isRepeatable: (id) => isRepeatable(providers.get(id)),
    announce,
    log,
    clock,
    owner: makeToken(),
    soleProcess: database.kind === "embedded",
    metrics,
    ...(options.pollMs === undefined ? {} : { pollMs: options.pollMs }),
    ...(options.leaseMs === undefined ? {} : { leaseMs: options.leaseMs }),
  })

  const signals = createJobSignals(options.bus, worker)
  const tell = (jobs: readonly Job[]) => {
    for (const job of jobs) announce(job)
    worker.wake()
    signals.enqueued()
  }

  const request: Generation["request"] = async ({
    storyboardId,
    panelIds,
    request: wish,
    actor,
    key = null,
  }) => {
    const sender = { storyboardId, actor, key, asked: [panelIds, wish] }
    const known = await findOrdered(sender, ordering)
    if (!known.ok) return known
    if (known.value !== null) return success(known.value)
    const storyboard = await loadStoryboard(sync, storyboardId)
    if (storyboard === null) return failure({ kind: "storyboard-not-found" })
    const by = { storyboard, storyboardId, actor, batchId: makeToken() }
    const prepared = await prepareJobs({ panelIds, request: wish }, by, ordering)
    if (!prepared.ok) return prepared
    const jobs = await enqueuePrepared(prepared.value, sender, ordering)
    if (jobs.ok) tell(jobs.value)
    return jobs
  }

  const judgeRerun: Generation["judgeRerun"] = async (variantId) => {
    const recipe = await recipes.findRecipe(variantId)
    const storyboard = recipe && (await loadStoryboard(sync, recipe.storyboardId))
    const provider = (recipe && providers.get(recipe.provider)) ?? null
    return judgeRecipe({ recipe, storyboard, provider }, { loadAsset, recipes })
  }

  return {
    providers: options.providers,
    defaultProvider,

    request,

    async retry(wish) {
      const storyboard = await loadStoryboard(sync, wish.storyboardId)
      if (storyboard === null) return failure({ kind: "storyboard-not-found" })
      const retried = await retryJobs(wish, { ...ordering, jobDesk, storyboard })
      if (retried.ok) tell(retried.value.jobs)
      return retried
    },

    judgeRerun,

    async rerun({ variantId, actor, key = null }) {
      const { outcome, reasons } = await judgeRerun(variantId)
      const recipe = await recipes.findRecipe(variantId)
      if (recipe === null || outcome === "cannot")
        return failure({ kind: "rerun-impossible", reasons })
      const { storyboardId, panelId } = recipe
      return request({
        storyboardId,
        panelIds: [panelId],
        request: toRerunWish(recipe),
        actor,
        key,
      })
    },

    desk: createGenerationDesk({
      database,
      clock,
      jobs: jobDesk,
      times,
      providers,
      defaultProvider,
      loadStoryboard: (id) => loadStoryboard(sync, id),
      listUnderWay: async (id) => (await queue.list(id)).filter(({ state }) => !isFinal(state)),
      tell,
    }),
    forgetOldKeys: () => jobDesk.forgetOldKeys(),

    findJob: (id) => queue.find(id),
    listJobs: (storyboardId) => queue.list(storyboardId),

    async cancel(id, actor) {
      const job = await queue.cancel(id)
      if (job === null) return null
      worker.abort(id)
      signals.canceled(id)
      log.info({ jobId: id, actor: actor.id, state: job.state }, "job-cancel-requested")
      if (job.state === "canceled") announce(job)
      return job
    },

    findRecipe: (id) => recipes.findRecipe(id),
    start: () => worker.start(),
    stop: async (stopping) => {
      signals.stop()
      await worker.stop(stopping)
    },
  }
}
