import {
  isLocked,
  toStyleMark,
  type AssetId,
  type GenerationFailure,
  type Job,
  type Panel,
  type Style,
} from "@panelwright/core"
import type { SyncEvent } from "@panelwright/core/protocol"
import type { AssetService } from "../asset/asset-service.ts"
import type { Clock } from "../job/clock.ts"
import type { JobMetrics } from "../job/job-metrics.ts"
import type { ClaimedJob } from "../job/job-queue.ts"
import type { JobOutcome, JobRun } from "../job/job-worker.ts"
import type { Log } from "../log.ts"
import type { Sync } from "../sync/sync.ts"
import type { Tracer } from "../telemetry/tracer.ts"
import { finishPictures } from "./finish-picture.ts"
import { findCachedPictures, type CachedPictures } from "./cached-pictures.ts"
import { landPictures } from "./land-pictures.ts"
import { loadStoryboard } from "./load-storyboard.ts"
import { toPartialPicture } from "./picture/partial-picture.ts"
import { prepareCall } from "./prepare-call.ts"
import { ProviderError, type ImageProvider } from "./provider.ts"
import type { RecipeStore } from "./recipe/recipe-store.ts"
import { prepareRerun } from "./recipe/prepare-rerun.ts"
import { hashCall } from "./recipe/request-hash.ts"
import { runProvider, type ProviderResult } from "./run-provider.ts"
import { savePictures, type DrawnIn } from "./save-pictures.ts"
import { listPossibleVariantIds } from "./variant-ids.ts"

export interface DrawOptions {
  readonly sync: Pick<Sync, "loadDoc" | "changeDoc">
  readonly assets: Pick<AssetService, "saveAsset" | "loadAsset">
  readonly recipes: RecipeStore
  readonly providers: ReadonlyMap<string, ImageProvider>
  readonly publish: (storyboardId: string, event: SyncEvent) => void
  readonly log: Log
  readonly clock: Clock
  readonly metrics: JobMetrics
  readonly tracer: Tracer
  /** Told how long a provider took for one picture. */
  readonly learn: (job: Job, ms: number) => Promise<void>
}

const failed = (failure: GenerationFailure): JobOutcome => ({ ok: false, failure })

/** Free ones make the same picture again at no cost; of others nobody knows what a second request would cost. */
export const isRepeatable = (provider: ImageProvider | undefined) =>
  provider?.capabilities.cost === "free"

/**
 * Whether an earlier picture can stand for another call. What one that retouches goes by is not in the request (other
 * pictures of the storyboard), nor is a model that only the answer names.
 */
const isAnswerable = (provider: ImageProvider) =>
  provider.retouches !== true && provider.modelFor !== undefined

/** The life of one generation, from the storyboard as it is now to a variant in the doc. */
export async function drawPanel(
  claimed: ClaimedJob,
  run: JobRun,
  options: DrawOptions,
): Promise<JobOutcome> {
  const { job, request: wish } = claimed
  const { sync, assets, recipes, log, clock, metrics } = options
  const provider = options.providers.get(job.provider)
  const storyboard = await loadStoryboard(sync, job.storyboardId)
  const panel = storyboard?.panels.find((candidate) => candidate.id === job.panelId)

  const earlier = claimed.attempt > 1 ? await findEarlierResult(claimed, panel, options) : null
  if (earlier !== null) return earlier
  if (claimed.wasSent && !isRepeatable(provider))
    return failed({ kind: "interrupted", billed: true })
  if (!storyboard || !panel) return failed({ kind: "panel-gone", billed: false })
  if (isLocked(panel)) return failed({ kind: "panel-locked", billed: false })
  if (!provider) {
    const reason = `There is no provider called ${job.provider} any more.`
    return failed({ kind: "invalid", reason, billed: false })
  }

  const startedAt = clock()
  const sources = { loadAsset: (id: AssetId) => assets.loadAsset(id), recipes }
  const prepared = await (wish.rerunOf === undefined
    ? prepareCall({ storyboard, panel, wish, provider }, sources)
    : prepareRerun({ storyboard, panel, variantId: wish.rerunOf, provider }, sources))
  if (!prepared.ok) return failed(prepared.failure)
  const call = prepared.value

  const requestHash = hashCall(provider, call, wish)
  if (wish.fresh !== true && wish.rerunOf === undefined && isAnswerable(provider)) {
    const cached = await findCachedPictures(
      { job, panel, wish, requestHash, at: startedAt },
      options,
    )
    if (cached !== null) return landCached(cached, claimed, { panel, sync })
  }

  run.signal.throwIfAborted()
  if (!isRepeatable(provider)) await run.markSent()
  const calledAt = clock()
  const secondsSince = () => (clock() - calledAt) / 1000
  let result: ProviderResult
  try {
    result = await options.tracer.trace({ name: `provider ${provider.id}`, kind: "client" }, () =>
      runProvider({
        provider,
        request: call.request,
        jobId: job.id,
        signal: run.signal,
        onProgress: (value) => run.reportProgress(value),
        onPartial: (bytes) => void publishPartial(job, bytes, options),
      }),
    )
  } catch (error) {
    if (!(error instanceof ProviderError)) {
      if (run.signal.aborted) metrics.answered(provider.id, "aborted", secondsSince())
      throw error
    }
    const { failure } = error
    metrics.answered(provider.id, failure.kind, secondsSince())
    log.info({ jobId: job.id, provider: provider.id, kind: failure.kind }, "provider-failed")
    return failed(failure)
  }
  const answeredAt = clock()
  metrics.answered(provider.id, "done", secondsSince())

  const finished = await finishPictures(result.images, call)
  if (!finished.ok) return failed({ kind: "bad-output", reason: finished.failure, billed: true })
  run.signal.throwIfAborted()
  const saved = await savePictures(
    finished.value.pictures,
    {
      job,
      wish,
      call,
      result,
      providerId: provider.id,
      requestHash,
      drawnIn:
        (provider.retouches && call.parent?.variant.recipe) || toDrawnIn(call.request.packet.style),
      warnings: [...call.warnings, ...result.warnings, ...finished.value.warnings],
      createdAt: clock(),
      timing: { providerMs: answeredAt - calledAt, totalMs: clock() - startedAt },
    },
    { assets, recipes },
  )
  if (!saved.ok) return failed({ kind: "bad-output", reason: saved.failure, billed: true })
  if (wish.count === 1) await learn(job, answeredAt - calledAt, options)
  return landPictures(sync, { job, wish, made: saved.value, panelAtStart: panel })
}

async function landCached(
  { made, isThere }: CachedPictures,
  { job, request: wish }: ClaimedJob,
  { panel, sync }: { readonly panel: Panel; readonly sync: Pick<Sync, "changeDoc"> },
): Promise<JobOutcome> {
  const landed = await landPictures(sync, {
    job,
    wish,
    made,
    panelAtStart: panel,
    chooses: isThere,
  })
  return landed.ok ? { ...landed, cost: { microDollars: 0 }, isCached: true } : landed
}

/** How long it took is good to know, and no reason to lose a picture. */
const learn = (job: Job, ms: number, options: Pick<DrawOptions, "learn" | "log">) =>
  options
    .learn(job, ms)
    .catch((error: unknown) => options.log.warn({ jobId: job.id, err: error }, "time-not-learned"))

const toDrawnIn = (style: Style): DrawnIn => ({
  styleVersion: style.version,
  styleMark: toStyleMark(style),
})

/** What an attempt that was cut off had come to: its picture may be in the doc, or made, paid for and not landed. */
async function findEarlierResult(
  { job, request: wish }: ClaimedJob,
  panel: Panel | undefined,
  { recipes, sync }: DrawOptions,
): Promise<JobOutcome | null> {
  const made = await recipes.listMade(listPossibleVariantIds(job))
  const [first] = made
  if (!first) return null
  const { variantId, cost } = first.recipe
  if (panel?.variants.some((variant) => variant.id === variantId))
    return { ok: true, variantId, cost }
  return landPictures(sync, { job, wish, made, panelAtStart: null })
}

async function publishPartial(job: Job, bytes: Uint8Array, options: DrawOptions): Promise<void> {
  const { id: jobId, panelId, storyboardId } = job
  const picture = await toPartialPicture(bytes)
  if (picture !== null) options.publish(storyboardId, { type: "partial", jobId, panelId, picture })
}
