import {
  jobIdSchema,
  panelIdSchema,
  jobStateSchema,
  type AssetId,
  type Job,
  type JobId,
  type Look,
  type PanelId,
  type Result,
  type VariantId,
} from "@panelwright/core"
import { applyCommands } from "@panelwright/document"
import type { StoryboardSession } from "@panelwright/storyboard/connection"
import { z } from "zod"
import { apiRequest, type ApiFailure } from "../../api/api-request.ts"
import { makeToken } from "../workspace/make-token.ts"
import { noDesk, type DeskStore } from "./desk-store.ts"
import { createIntents } from "./intents.ts"

export interface GenerationOrder {
  readonly panelIds: readonly PanelId[]
  readonly operation: "generate" | "edit"
  readonly instruction?: string
  /** An uploaded mask. */
  readonly mask?: string
  readonly count?: number
  readonly provider?: string
  /** The variant that an edit starts from; left out: the picture shown. */
  readonly base?: VariantId
  /** An uploaded drawing over the base. */
  readonly markup?: AssetId
  /** `beside`: it waits among the variants to be chosen. */
  readonly landing?: "beside"
  /** What the resulting variant is called. */
  readonly name?: string
  /** A look to be tried, which the storyboard does not have (yet). */
  readonly trial?: Look
  readonly quality?: "draft" | "final"
  /** Another picture even where the same one was asked for before; left out: for a first one, not for a change. */
  readonly fresh?: boolean
  /** Orders with the same turn are taken back together; left out: each by itself. */
  readonly turn?: GenerationTurn
}

const orderedSchema = z.object({
  jobs: z.array(z.object({ id: jobIdSchema, panelId: panelIdSchema, state: jobStateSchema })),
})

/** The pictures that this browser asks for, and their place in this person's undo. */
export interface Generations {
  order(order: GenerationOrder): Promise<Result<readonly JobId[], ApiFailure>>
  /** Makes pictures that lie beside those of their panels, as a preview, part of a turn. */
  keep(
    pictures: readonly { readonly panelId: PanelId; readonly variantId: VariantId }[],
    turn: GenerationTurn,
  ): void
  cancel(jobId: JobId): Promise<Result<unknown, ApiFailure>>
  retry(job: Job): Promise<Result<readonly JobId[], ApiFailure>>
  /** Those that ended without a picture, with one request. */
  retryAll(
    jobs: readonly Job[],
    changes?: { readonly instruction?: string; readonly provider?: string },
  ): Promise<Result<readonly JobId[], ApiFailure>>
  /** Prices, times and budgets. */
  readonly desk: DeskStore
  stop(): void
}

interface Landing {
  readonly panelId: PanelId
  readonly before: VariantId | null
  readonly after: VariantId
}

/** One order, or several that belong together: its pictures are taken back together, as one step. */
export interface GenerationTurn {
  readonly before: Map<PanelId, VariantId | null>
  readonly landed: Landing[]
}

export const createTurn = (): GenerationTurn => ({ before: new Map(), landed: [] })

/** Not this person's own, so that replaying a turn is no new step of their undo. */
const replayOrigin = { kind: "turn" }

export function createGenerations(
  session: Pick<StoryboardSession, "storyboardId" | "doc" | "reader" | "undo" | "jobs">,
  desk: DeskStore = noDesk,
): Generations {
  const intents = createIntents({
    makeKey: makeToken,
    now: () => performance.now(),
    wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  })
  const turns = new Map<JobId, GenerationTurn>()

  const choose = (landings: readonly Landing[], side: "before" | "after") => {
    for (const landing of landings)
      applyCommands(
        session.doc,
        [{ kind: "variant.choose", panelId: landing.panelId, variantId: landing[side] }],
        replayOrigin,
      )
  }

  const land = (job: Job, turn: GenerationTurn) => {
    const panel = session.reader.read().panels.find(({ id }) => id === job.panelId)
    if (!panel || job.variantId === null || panel.picture !== job.variantId) return
    const before = turn.before.get(panel.id) ?? null
    addLanding({ panelId: panel.id, before, after: job.variantId }, turn)
  }

  const addLanding = (landing: Landing, turn: GenerationTurn) => {
    turn.landed.push(landing)
    if (turn.landed.length > 1) return
    session.undo.push({
      undo: () => choose(turn.landed, "before"),
      redo: () => choose(turn.landed, "after"),
    })
  }

  const keep: Generations["keep"] = (pictures, turn) => {
    const { panels } = session.reader.read()
    for (const { panelId, variantId } of pictures) {
      const panel = panels.find(({ id }) => id === panelId)
      if (!panel || panel.picture === variantId) continue
      const landing = { panelId, before: panel.picture, after: variantId }
      choose([landing], "after")
      addLanding(landing, turn)
    }
  }

  /** The news of a job and the change of the doc come by themselves: a job is done here once its variant is. */
  const look = () => {
    const jobs = session.jobs.get()
    for (const [id, turn] of turns) {
      const job = jobs.get(id)
      if (!job) continue
      if (job.state === "failed" || job.state === "canceled") turns.delete(id)
      if (job.state !== "succeeded" || job.variantId === null) continue
      const panel = session.reader.read().panels.find((item) => item.id === job.panelId)
      if (panel && !panel.variants.some((variant) => variant.id === job.variantId)) continue
      turns.delete(id)
      land(job, turn)
    }
  }
  const stops = [session.jobs.observe(look), session.reader.observe(look)]

  const take = (ids: readonly JobId[], turn: GenerationTurn) => {
    for (const id of ids) turns.set(id, turn)
    look()
  }

  const rememberPictures = (turn: GenerationTurn, panelIds: readonly PanelId[]) => {
    for (const { id, picture } of session.reader.read().panels)
      if (panelIds.includes(id) && !turn.before.has(id)) turn.before.set(id, picture)
  }

  const order = async (input: GenerationOrder): Promise<Result<readonly JobId[], ApiFailure>> => {
    const { turn = createTurn(), ...wish } = input
    const body = { ...wish, fresh: wish.fresh ?? wish.operation === "generate" }
    rememberPictures(turn, input.panelIds)
    const result = await intents.run(JSON.stringify(body), (key) =>
      apiRequest({
        method: "POST",
        path: `/storyboards/${session.storyboardId}/generations`,
        body,
        key,
        answer: orderedSchema,
      }),
    )
    if (!result.ok) return result
    const ids = result.value.jobs.map(({ id }) => id)
    take(ids, turn)
    return { ok: true, value: ids }
  }

  const retryAll: Generations["retryAll"] = async (jobs, changes = {}) => {
    const turn = createTurn()
    const body = { jobIds: jobs.map(({ id }) => id), ...changes }
    rememberPictures(
      turn,
      jobs.map(({ panelId }) => panelId),
    )
    const result = await intents.run(`retry ${JSON.stringify(body)}`, (key) =>
      apiRequest({
        method: "POST",
        path: `/storyboards/${session.storyboardId}/retries`,
        body,
        key,
        answer: orderedSchema,
      }),
    )
    if (!result.ok) return result
    const ids = result.value.jobs.map(({ id }) => id)
    take(ids, turn)
    return { ok: true, value: ids }
  }

  return {
    order,
    keep,
    cancel: (jobId) =>
      apiRequest({ method: "DELETE", path: `/jobs/${jobId}`, answer: z.unknown() }),
    retry: (job) => retryAll([job]),
    retryAll,
    desk,
    stop: () => {
      desk.stop()
      for (const stop of stops) stop()
    },
  }
}
