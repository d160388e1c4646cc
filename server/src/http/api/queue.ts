import {
  budgetSchema,
  can,
  failure,
  findRole,
  jobIdSchema,
  jobSchema,
  overBudgetSchema,
  queueDeskSchema,
  storyboardIdSchema,
  success,
  type Actor,
  type Job,
  type JobId,
} from "@panelwright/core"
import {
  consentsBodySchema,
  generationsBodySchema,
  jobPatchBodySchema,
  queuePatchBodySchema,
  retriesBodySchema,
} from "@panelwright/core/protocol"
import { z } from "zod"
import type { Generation } from "../../generation/generation-service.ts"
import type { ApiFailure } from "../problem.ts"
import { toGenerationRequest } from "./generations.ts"
import { readRequestKey } from "./request-key.ts"
import { createRoute, type ApiRoute } from "./route.ts"

const installation = "installation"

/** What is left out stays as it is; null: no limit. */
const budgetChangesSchema = z.strictObject(budgetSchema.partial().shape)

const priceAnswerSchema = z.object({
  provider: z.string(),
  isFree: z.boolean(),
  microDollars: z.number().nullable(),
  overBudget: overBudgetSchema.nullable(),
})

/** Prices, budgets, turns and decisions. */
export function createQueueRoutes(options: {
  readonly generation: Pick<Generation, "desk" | "findJob" | "retry">
}): ApiRoute[] {
  const { desk, findJob, retry } = options.generation

  const findJobOf = async (actor: Actor, id: string | undefined): Promise<Job | ApiFailure> => {
    const jobId = jobIdSchema.safeParse(id)
    const job = jobId.success ? await findJob(jobId.data) : null
    const storyboardId = storyboardIdSchema.safeParse(job?.storyboardId)
    if (job === null || !storyboardId.success || findRole(actor, storyboardId.data) === null)
      return { kind: "job-not-found" }
    return can(actor, "storyboard.generate", storyboardId.data)
      ? job
      : { kind: "forbidden", action: "storyboard.generate" }
  }

  const patchJob = (id: JobId, patch: z.infer<typeof jobPatchBodySchema>) => {
    if ("moveUp" in patch) return desk.moveUp(id)
    if ("leave" in patch) return desk.leave(id, { isBilled: patch.leave === "billed" })
    return patch.isPaused ? desk.pauseJob(id) : desk.resumeJob(id)
  }

  return [
    createRoute(
      {
        method: "POST",
        path: "/storyboards/{id}/estimate",
        summary:
          "What a generation would cost, in millionths of a US dollar, and whether it fits the budgets.",
        access: { storyboard: "storyboard.generate" },
        body: { kind: "json", schema: generationsBodySchema, limit: 256_000 },
        answer: { status: 200, schema: priceAnswerSchema },
        problems: ["provider-unknown", "unavailable"],
      },
      ({ actor, storyboardId, body }) =>
        desk.estimate({
          storyboardId,
          panelIds: body.panelIds,
          request: toGenerationRequest(body),
          actor,
        }),
    ),
    createRoute(
      {
        method: "GET",
        path: "/storyboards/{id}/queue",
        summary: "Prices, learned times, budgets, and whether the queue is paused.",
        access: { storyboard: "storyboard.generate" },
        answer: { status: 200, schema: queueDeskSchema },
        problems: ["unavailable"],
      },
      async ({ actor, storyboardId }) => {
        const runsInstallation = can(actor, "installation.manage")
        const found = await desk.loadDesk(storyboardId, actor, { runsInstallation })
        return found ? success(found) : failure({ kind: "storyboard-not-found" })
      },
    ),
    createRoute(
      {
        method: "PATCH",
        path: "/storyboards/{id}/queue",
        summary: "Pauses the queue or lets it go on. What runs already is finished.",
        access: { storyboard: "storyboard.generate" },
        body: { kind: "json", schema: queuePatchBodySchema, limit: 1_000 },
        answer: { status: 204 },
        problems: [],
      },
      async ({ actor, storyboardId, body }) => {
        if (body.isPaused) await desk.pauseQueue(storyboardId, actor)
        else await desk.resumeQueue(storyboardId)
        return success(null)
      },
    ),
    createRoute(
      {
        method: "PATCH",
        path: "/storyboards/{id}/budget",
        summary:
          "Sets what may be spent on this storyboard. Jobs that waited for consent and fit now go.",
        access: { storyboard: "storyboard.budget" },
        body: { kind: "json", schema: budgetChangesSchema, limit: 1_000 },
        answer: { status: 200, schema: budgetSchema },
        problems: [],
      },
      async ({ actor, storyboardId, body }) => success(await setBudget(storyboardId, body, actor)),
    ),
    createRoute(
      {
        method: "GET",
        path: "/budget",
        summary: "What may be spent in the whole installation.",
        access: { installation: "installation.manage" },
        answer: { status: 200, schema: budgetSchema },
        problems: [],
      },
      async () => success(await desk.loadBudget(installation)),
    ),
    createRoute(
      {
        method: "PATCH",
        path: "/budget",
        summary: "Sets what may be spent in the whole installation, by all storyboards together.",
        access: { installation: "installation.manage" },
        body: { kind: "json", schema: budgetChangesSchema, limit: 1_000 },
        answer: { status: 200, schema: budgetSchema },
        problems: [],
      },
      async ({ actor, body }) => success(await setBudget(installation, body, actor)),
    ),
    createRoute(
      {
        method: "POST",
        path: "/storyboards/{id}/consents",
        summary: "Lets jobs go that wait because a budget has no room for them.",
        access: { storyboard: "storyboard.budget" },
        body: { kind: "json", schema: consentsBodySchema, limit: 64_000 },
        answer: { status: 200, schema: z.object({ jobs: z.array(jobSchema) }) },
        problems: [],
      },
      async ({ actor, storyboardId, body }) => {
        const jobs = (await Promise.all(body.jobIds.map((id) => findJob(id)))).filter(
          (job) => job?.storyboardId === storyboardId,
        )
        // Who owns a storyboard may pass its own limits, not those of the installation that it is in.
        const isAbove = jobs.some((job) => job?.overBudget?.scope === "installation")
        if (isAbove && !can(actor, "installation.manage"))
          return failure({ kind: "forbidden", action: "installation.manage" })
        const ids = jobs.flatMap((job) => job?.id ?? [])
        return success({ jobs: await desk.consent(ids, actor) })
      },
    ),
    createRoute(
      {
        method: "POST",
        path: "/storyboards/{id}/retries",
        cost: 10,
        summary:
          "Asks again for pictures that did not come, with other words or another provider if given.",
        access: { storyboard: "storyboard.generate" },
        takesKey: true,
        body: { kind: "json", schema: retriesBodySchema, limit: 256_000 },
        answer: {
          status: 202,
          schema: z.object({ jobs: z.array(jobSchema), skipped: z.array(jobIdSchema) }),
        },
        problems: [
          "instruction-missing",
          "mask-invalid",
          "mask-size",
          "provider-unknown",
          "key-reused",
          "unavailable",
        ],
      },
      async ({ actor, storyboardId, body, request }) => {
        const key = readRequestKey(request)
        if (!key.ok) return key
        return retry({
          storyboardId,
          jobIds: body.jobIds,
          instruction: body.instruction ?? null,
          provider: body.provider ?? null,
          actor,
          key: key.value,
        })
      },
    ),
    createRoute(
      {
        method: "PATCH",
        path: "/jobs/{id}",
        summary: "Pauses a job that waits, moves it up, or leaves an outcome that is not known.",
        access: "signed-in",
        body: { kind: "json", schema: jobPatchBodySchema, limit: 1_000 },
        answer: { status: 200, schema: jobSchema },
        problems: ["job-not-found", "job-not-open", "forbidden"],
      },
      async ({ actor, parameters, body }) => {
        const job = await findJobOf(actor, parameters["id"])
        if ("kind" in job) return failure(job)
        const patched = await patchJob(job.id, body)
        return patched ? success(patched) : failure({ kind: "job-not-open" })
      },
    ),
  ]

  async function setBudget(
    scope: string,
    changes: z.infer<typeof budgetChangesSchema>,
    actor: Actor,
  ) {
    const budget = budgetSchema.parse({ ...(await desk.loadBudget(scope)), ...changes })
    await desk.saveBudget(scope, budget, actor)
    return budget
  }
}
