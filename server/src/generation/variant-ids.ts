import { createVariantId, type Job, type VariantId } from "@panelwright/core"

/** As many as one job can make. */
const mostPictures = 4

/** The variant that the n-th picture of a job becomes, from 0. It follows from the job: landing twice is landing once. */
export const toVariantId = (job: Pick<Job, "id">, index: number): VariantId =>
  createVariantId(`${job.id.slice("job:".length)}${index === 0 ? "" : `-${index + 1}`}`)

export const listPossibleVariantIds = (job: Pick<Job, "id">): VariantId[] =>
  Array.from({ length: mostPictures }, (_, index) => toVariantId(job, index))
