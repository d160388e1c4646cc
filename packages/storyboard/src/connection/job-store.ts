import { isFinal, type Job, type JobId, type PanelId } from "@panelwright/core"
import type { SyncEvent } from "@panelwright/core/protocol"
import { createObservable } from "./observable.ts"
import type { JobStore, PartialPicture } from "./session.ts"

/** What the server tells of jobs. */
type JobEvent = Extract<SyncEvent, { type: "job" | "partial" }>

export interface WritableJobStore extends JobStore {
  handleEvent(event: JobEvent): void
}

/** Messages may arrive twice or late: what is over stays over, and progress never goes back. */
const isNewer = (known: Job | undefined, job: Job): boolean => {
  if (known === undefined) return true
  if (isFinal(known.state)) return isFinal(job.state)
  return isFinal(job.state) || job.progress >= known.progress
}

export function createJobStore(): WritableJobStore {
  const jobs = createObservable<ReadonlyMap<JobId, Job>>(new Map())
  const latest = new Map<PanelId, Job>()
  const partials = new Map<PanelId, PartialPicture>()

  const add = (added: Iterable<Job>) => {
    const next = new Map(jobs.get())
    let changed = false
    for (const job of added) {
      if (!isNewer(next.get(job.id), job)) continue
      next.set(job.id, job)
      changed = true
      const newest = latest.get(job.panelId)
      if (newest === undefined || newest.id === job.id || newest.createdAt <= job.createdAt)
        latest.set(job.panelId, job)
      if (isFinal(job.state) && partials.get(job.panelId)?.jobId === job.id)
        partials.delete(job.panelId)
    }
    if (changed) jobs.set(next)
  }

  return {
    get: jobs.get,
    observe: jobs.observe,
    findLatest: (panelId) => latest.get(panelId) ?? null,
    findPartial(panelId) {
      const partial = partials.get(panelId)
      return partial && latest.get(panelId)?.id === partial.jobId ? partial : null
    },
    add,
    handleEvent(event) {
      if (event.type === "job") {
        add([event.job])
        return
      }
      const job = jobs.get().get(event.jobId)
      if (job && isFinal(job.state)) return
      partials.set(event.panelId, event)
      jobs.set(new Map(jobs.get()))
    },
  }
}
