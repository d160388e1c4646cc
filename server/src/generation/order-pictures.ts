import { createHash } from "node:crypto"
import {
  createJobId,
  failure,
  success,
  type AssetId,
  type GenerationRequest,
  type Job,
  type MakeToken,
  type PanelId,
  type Result,
  type Storyboard,
} from "@panelwright/core"
import type { JobQueue, NewJob, RequestKey } from "../job/job-queue.ts"
import { checkRequest, type RequestFailure } from "./check-request.ts"
import { estimateJob } from "./price.ts"
import type { ImageProvider } from "./provider.ts"

/** Who asks; `id` goes into the job, the variants and the doc's updates. */
export interface GenerationActor {
  readonly id: string
  /** Whose budget it is; null or left out: the actor's own, as a guest's is the link's. */
  readonly personId?: string | null
}

/** Some panels, one wish for all of them. */
export interface PictureOrder {
  readonly panelIds: readonly PanelId[]
  readonly request: GenerationRequest
}

export interface OrderOptions {
  readonly queue: Pick<JobQueue, "enqueue" | "enqueueOnce" | "findRequested">
  readonly providers: ReadonlyMap<string, ImageProvider>
  readonly defaultProvider: string
  readonly loadAsset: (id: AssetId) => Promise<Uint8Array | null>
  readonly makeToken: MakeToken
}

type Ordering = Result<NewJob[], RequestFailure>

/** Jobs for one order, checked and priced, in reading order; nothing is written yet. */
export async function prepareJobs(
  order: PictureOrder,
  by: {
    readonly storyboard: Storyboard
    readonly storyboardId: string
    readonly actor: GenerationActor
    readonly batchId: string
  },
  options: OrderOptions,
): Promise<Ordering> {
  const { providers, defaultProvider, loadAsset, makeToken } = options
  const { request } = order
  const id = request.provider ?? defaultProvider
  const provider = providers.get(id)
  if (!provider)
    return failure({ kind: "provider-unknown", provider: id, known: [...providers.keys()] })
  const { storyboard, storyboardId, actor, batchId } = by
  const checked = await checkRequest({
    storyboard,
    panelIds: order.panelIds,
    request,
    provider,
    loadAsset,
  })
  if (!checked.ok) return checked
  const price = estimateJob(provider, storyboard.settings.aspectRatio, request)
  return success(
    checked.value.map((panel, index) => ({
      id: createJobId(makeToken()),
      storyboardId,
      panelId: panel.id,
      provider: id,
      request,
      createdBy: actor.id,
      payer: actor.personId ?? actor.id,
      price,
      batchId,
      // One panel is somebody waiting for it: before the long lists, whose panels come in reading order.
      position: checked.value.length === 1 ? 0 : index + 1,
    })),
  )
}

/** Who sent it, and under which key. */
export interface Sender {
  readonly storyboardId: string
  readonly actor: GenerationActor
  readonly key: string | null
  /** All that was asked for: what the key stands for. */
  readonly asked: unknown
}

const toRequestKey = (sender: Sender, key: string): RequestKey => ({
  storyboardId: sender.storyboardId,
  actor: sender.actor.id,
  key,
  requestHash: createHash("sha256").update(JSON.stringify(sender.asked)).digest("hex"),
})

/**
 * The jobs that this sender has asked for under this key already, whatever has become of the panels since; null: it is
 * new.
 */
export const findOrdered = async (
  sender: Sender,
  { queue }: Pick<OrderOptions, "queue">,
): Promise<Result<Job[] | null, RequestFailure>> =>
  sender.key === null ? success(null) : queue.findRequested(toRequestKey(sender, sender.key))

/** Writes prepared jobs; with a key, once. */
export async function enqueuePrepared(
  jobs: readonly NewJob[],
  sender: Sender,
  { queue }: Pick<OrderOptions, "queue">,
): Promise<Result<Job[], RequestFailure>> {
  return sender.key === null
    ? success(await queue.enqueue(jobs))
    : queue.enqueueOnce(toRequestKey(sender, sender.key), jobs)
}
