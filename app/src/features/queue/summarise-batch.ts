import { isFinal, type Job, type JobId, type PanelId } from "@panelwright/core"

/** Pictures that somebody asked for together. */
export interface Batch {
  readonly id: string
  readonly jobs: readonly Job[]
  readonly drawn: number
  /** Those that failed and whose panel has had no job since, in the order in which they were asked for. */
  readonly failed: readonly Job[]
  /** How many are still to come. */
  readonly working: number
}

/** The latest batch of this person that had several panels; null when there is none to speak of. */
export function findLatestBatch(jobs: Iterable<Job>, personId: string): Batch | null {
  const all = [...jobs]
  const latest = new Map<PanelId, Job>()
  const batches = new Map<string, Job[]>()
  for (const job of all) {
    const known = latest.get(job.panelId)
    if (!known || known.createdAt <= job.createdAt) latest.set(job.panelId, job)
    if (job.createdBy !== personId || job.batchId === "") continue
    batches.set(job.batchId, [...(batches.get(job.batchId) ?? []), job])
  }
  const found = [...batches]
    .filter(([, members]) => members.length > 1)
    .toSorted(([, one], [, other]) => (other[0]?.createdAt ?? 0) - (one[0]?.createdAt ?? 0))[0]
  if (!found) return null
  const [id, members] = found
  const isLatest = ({ id: jobId, panelId }: { id: JobId; panelId: PanelId }) =>
    latest.get(panelId)?.id === jobId
  return {
    id,
    jobs: members,
    drawn: members.filter(({ state }) => state === "succeeded").length,
    failed: members
      .filter((job) => job.state === "failed" && isLatest(job))
      .toSorted((one, other) => one.position - other.position),
    working: members.filter(({ state }) => !isFinal(state)).length,
  }
}

/** `10 of 12 drawn, 2 failed`. */
export const describeBatch = ({ jobs, drawn, failed }: Batch): string =>
  `${drawn} of ${jobs.length} drawn${failed.length > 0 ? `, ${failed.length} failed` : ""}`
