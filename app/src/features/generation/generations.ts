import {
  jobIdSchema,
  panelIdSchema,
  jobStateSchema,
  type AssetId,
  type Job,
  type JobId,
  type PanelId,
  type Result,
  type VariantId,
} from "@panelwright/core"
import { applyCommands } from "@panelwright/document"
import type { StoryboardSession } from "@panelwright/storyboard/connection"
import { z } from "zod"
import { apiRequest, type ApiFailure } from "../../api/api-request.ts"

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
  /** Orders with the same turn are taken back together; left out: each by itself. */
  readonly turn?: GenerationTurn
}

const orderedSchema = z.object({
  jobs: z.array(z.object({ id: jobIdSchema, panelId: panelIdSchema, state: jobStateSchema })),
})

/** The pictures that this browser asks for, and their place in this person's undo. */
export interface Generations {
  order(order: GenerationOrder): Promise<Result<readonly JobId[], ApiFailure>>
  cancel(jobId: JobId): Promise<Result<unknown, ApiFailure>>
  retry(job: Job): Promise<Result<readonly JobId[], ApiFailure>>
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
): Generations {
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
    turn.landed.push({ panelId: panel.id, before, after: job.variantId })
    if (turn.landed.length > 1) return
    session.undo.push({
      undo: () => choose(turn.landed, "before"),
      redo: () => choose(turn.landed, "after"),
    })
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

  const order = async (input: GenerationOrder): Promise<Result<readonly JobId[], ApiFailure>> => {
    const { panels } = session.reader.read()
    const { turn = createTurn(), ...body } = input
    for (const { id, picture } of panels)
      if (input.panelIds.includes(id) && !turn.before.has(id)) turn.before.set(id, picture)
    const result = await apiRequest({
      method: "POST",
      path: `/storyboards/${session.storyboardId}/generations`,
      body,
      answer: orderedSchema,
    })
    if (!result.ok) return result
    const ids = result.value.jobs.map(({ id }) => id)
    for (const id of ids) turns.set(id, turn)
    look()
    return { ok: true, value: ids }
  }

  return {
    order,
    cancel: (jobId) =>
      apiRequest({ method: "DELETE", path: `/jobs/${jobId}`, answer: z.unknown() }),
    retry: (job) =>
      order({
        panelIds: [job.panelId],
        operation: job.operation,
        ...(job.instruction !== null && { instruction: job.instruction }),
      }),
    stop: () => {
      for (const stop of stops) stop()
    },
  }
}
