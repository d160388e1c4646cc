import { budgetSchema, jobSchema, type Budget, type JobId, type Result } from "@panelwright/core"
import type { StoryboardId } from "@panelwright/core"
import { z } from "zod"
import { apiRequest, type ApiFailure } from "../../api/api-request.ts"

type Outcome = Promise<Result<unknown, ApiFailure>>

const patchJob = (id: JobId, body: object): Outcome =>
  apiRequest({ method: "PATCH", path: `/jobs/${id}`, body, answer: jobSchema })

export const pauseJob = (id: JobId) => patchJob(id, { isPaused: true })
export const resumeJob = (id: JobId) => patchJob(id, { isPaused: false })
export const moveJobUp = (id: JobId) => patchJob(id, { moveUp: true })
/** Nothing more is done about an outcome that is not known. */
export const leaveJob = (id: JobId, leave: "billed" | "not-billed") => patchJob(id, { leave })

export const pauseQueue = (storyboardId: StoryboardId, isPaused: boolean): Outcome =>
  apiRequest({
    method: "PATCH",
    path: `/storyboards/${storyboardId}/queue`,
    body: { isPaused },
    answer: z.unknown(),
  })

export const consentTo = (storyboardId: StoryboardId, jobIds: readonly JobId[]): Outcome =>
  apiRequest({
    method: "POST",
    path: `/storyboards/${storyboardId}/consents`,
    body: { jobIds },
    answer: z.object({ jobs: z.array(jobSchema) }),
  })

export const saveBudget = (storyboardId: StoryboardId, budget: Budget) =>
  apiRequest({
    method: "PATCH",
    path: `/storyboards/${storyboardId}/budget`,
    body: budget,
    answer: budgetSchema,
  })
