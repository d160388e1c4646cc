import { availableParallelism } from "node:os"
import {
  createJobId,
  failure,
  success,
  type AssetId,
  type GenerationRequest,
  type Job,
  type JobId,
  type MakeToken,
  type PanelId,
  type Result,
  type VariantId,
} from "@panelwright/core"
import type { AssetService } from "../asset/asset-service.ts"
import type { Bus } from "../bus/bus.ts"
import type { Database } from "../database/database.ts"
import type { Clock } from "../job/clock.ts"
import { noJobMetrics, type JobMetrics } from "../job/job-metrics.ts"
import { createJobSignals } from "../job/job-signals.ts"
import { createJobWorker } from "../job/job-worker.ts"
import { createPostgresQueue } from "../job/postgres-queue.ts"
import type { Log } from "../log.ts"
import type { Sync } from "../sync/sync.ts"
import { checkRequest, type RequestFailure } from "./check-request.ts"
import { drawPanel, isRepeatable } from "./draw-panel.ts"
import { loadStoryboard } from "./load-storyboard.ts"
import type { ImageProvider } from "./provider.ts"
import { noTracer, type Tracer } from "../telemetry/tracer.ts"
import { createRecipeStore, type RecipeStore } from "./recipe/recipe-store.ts"
import type { Recipe } from "./recipe/recipe.ts"

/** Who asks; `id` goes into the job, the variants and the doc's updates. */
export interface GenerationActor {
  readonly id: string
}

export interface Generation {
  readonly providers: readonly ImageProvider[]
  readonly defaultProvider: string
  /**
   * Makes a durable job of each panel, in reading order, all or none. Whether the actor may is the caller's
   * question. Panels named twice count once.
   */
  request(wish: {
    readonly storyboardId: string
    readonly panelIds: readonly PanelId[]
    readonly request: GenerationRequest
    readonly actor: GenerationActor
  }): Promise<Result<Job[], RequestFailure>>
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
  const stored = createRecipeStore(database)
  const recipes: RecipeStore = {
    ...stored,
    async saveMade(made) {
      await stored.saveMade(made)
      options.onMade?.(made.map(({ asset }) => asset.id))
    },
  }
  const announce = (job: Job) => sync.publish(job.storyboardId, { type: "job", job })
  const publish: Sync["publish"] = (storyboardId, event) => sync.publish(storyboardId, event)

  const worker = createJobWorker({
    queue,
    handle: (claimed, run) =>
      tracer.trace(
        { name: "job", attributes: { "panelwright.provider": claimed.job.provider } },
        async (span) => {
          const drawing = { sync, assets, recipes, providers, publish, log, clock, metrics, tracer }
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

  return {
    providers: options.providers,
    defaultProvider,

    async request({ storyboardId, panelIds, request, actor }) {
      const provider = request.provider ?? defaultProvider
      const adapter = providers.get(provider)
      if (!adapter)
        return failure({ kind: "provider-unknown", provider, known: [...providers.keys()] })
      const storyboard = await loadStoryboard(sync, storyboardId)
      if (storyboard === null) return failure({ kind: "storyboard-not-found" })
      const checked = await checkRequest({
        storyboard,
        panelIds,
        request,
        provider: adapter,
        loadAsset: (id) => assets.loadAsset(id),
      })
      if (!checked.ok) return checked
      // One panel is somebody waiting for it: before the long lists, whose panels come in reading order.
      const positionOf = (index: number) => (checked.value.length === 1 ? 0 : index + 1)
      const jobs = await queue.enqueue(
        checked.value.map((panel, index) => ({
          id: createJobId(makeToken()),
          storyboardId,
          panelId: panel.id,
          provider,
          request,
          createdBy: actor.id,
          position: positionOf(index),
        })),
      )
      for (const job of jobs) announce(job)
      worker.wake()
      signals.enqueued()
      return success(jobs)
    },

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
