import {
  can,
  failure,
  findRole,
  jobIdSchema,
  jobSchema,
  storyboardIdSchema,
  success,
  type Actor,
  type GenerationRequest,
  type Job,
  type JobId,
  type PanelId,
  type Result,
  type StoryboardId,
} from "@panelwright/core"
import { generationsBodySchema } from "@panelwright/core/protocol"
import { z } from "zod"
import type { RequestFailure } from "../../generation/check-request.ts"
import { readRequestKey } from "./request-key.ts"
import { createRoute, type ApiRoute } from "./route.ts"

/** What the API needs of generation. */
export interface GenerationDesk {
  request(request: {
    readonly storyboardId: StoryboardId
    readonly panelIds: readonly PanelId[]
    readonly request: GenerationRequest
    readonly actor: Actor
    readonly key: string | null
  }): Promise<Result<readonly Job[], RequestFailure>>
  /** Null: there is no such job. */
  findJob(id: JobId): Promise<Job | null>
  listJobs(storyboardId: StoryboardId): Promise<readonly Job[]>
  /** A job that has ended stays as it is. */
  cancel(id: JobId, actor: Actor): Promise<unknown>
}

export const toGenerationRequest = (
  body: z.infer<typeof generationsBodySchema>,
): GenerationRequest => ({
  operation: body.operation,
  instruction: body.instruction ?? null,
  mask: body.mask ?? null,
  count: body.count ?? 1,
  quality: body.quality ?? "draft",
  provider: body.provider ?? null,
  ...(body.trial !== undefined && { trial: body.trial }),
  ...(body.landing !== undefined && { landing: body.landing }),
  ...(body.base !== undefined && { base: body.base }),
  ...(body.markup !== undefined && { markup: body.markup }),
  ...(body.name !== undefined && { name: body.name }),
  ...(body.fresh !== undefined && { fresh: body.fresh }),
})

export function createGenerationRoutes({ generation }: { generation: GenerationDesk }): ApiRoute[] {
  const findJobOf = async (actor: Actor, id: string | undefined) => {
    const jobId = jobIdSchema.safeParse(id)
    const job = jobId.success ? await generation.findJob(jobId.data) : null
    const storyboardId = storyboardIdSchema.safeParse(job?.storyboardId)
    if (job === null || !storyboardId.success) return null
    return findRole(actor, storyboardId.data) === null
      ? null
      : { job, storyboardId: storyboardId.data }
  }

  return [
    createRoute(
      {
        method: "POST",
        path: "/storyboards/{id}/generations",
        cost: 10,
        summary: "Asks for pictures of panels, one job each. They are made in the background.",
        access: { storyboard: "storyboard.generate" },
        takesKey: true,
        body: { kind: "json", schema: generationsBodySchema, limit: 256_000 },
        answer: { status: 202, schema: z.object({ jobs: z.array(jobSchema) }) },
        problems: [
          "panel-not-found",
          "panel-locked",
          "no-picture",
          "instruction-missing",
          "mask-without-edit",
          "mask-invalid",
          "mask-size",
          "base-not-found",
          "markup-invalid",
          "markup-not-followed",
          "provider-unknown",
          "key-reused",
          "unavailable",
        ],
      },
      async ({ actor, storyboardId, body, request }) => {
        const key = readRequestKey(request)
        if (!key.ok) return key
        const requested = await generation.request({
          storyboardId,
          panelIds: body.panelIds,
          actor,
          key: key.value,
          request: toGenerationRequest(body),
        })
        return requested.ok ? success({ jobs: requested.value }) : requested
      },
    ),
    createRoute(
      {
        method: "GET",
        path: "/storyboards/{id}/jobs",
        summary: "The latest jobs of a storyboard.",
        access: { storyboard: "storyboard.read" },
        answer: { status: 200, schema: z.array(jobSchema) },
        problems: [],
      },
      async ({ storyboardId }) => success(await generation.listJobs(storyboardId)),
    ),
    createRoute(
      {
        method: "GET",
        path: "/jobs/{id}",
        summary: "A job as it is now.",
        access: "signed-in",
        answer: { status: 200, schema: jobSchema },
        problems: ["job-not-found"],
      },
      async ({ actor, parameters }) => {
        const found = await findJobOf(actor, parameters["id"])
        return found ? success(found.job) : failure({ kind: "job-not-found" })
      },
    ),
    createRoute(
      {
        method: "DELETE",
        path: "/jobs/{id}",
        summary: "Cancels a job. One that has ended stays as it is.",
        access: "signed-in",
        answer: { status: 204 },
        problems: ["job-not-found", "forbidden"],
      },
      async ({ actor, parameters }) => {
        const found = await findJobOf(actor, parameters["id"])
        if (!found) return failure({ kind: "job-not-found" })
        if (!can(actor, "storyboard.generate", found.storyboardId))
          return failure({ kind: "forbidden", action: "storyboard.generate" })
        await generation.cancel(found.job.id, actor)
        return success(null)
      },
    ),
  ]
}
