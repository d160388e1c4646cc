import { isFinal, type Job, type PanelId } from "@panelwright/core"

/** `3 of 14 done · 1 failed` while there is work, then the panels whose last job failed; empty when all is well. */
export function summariseJobs(jobs: readonly Job[]): string {
  const working = jobs.filter(({ state }) => !isFinal(state))
  const latest = new Map<PanelId, Job>()
  for (const job of jobs) {
    const known = latest.get(job.panelId)
    if (!known || known.createdAt <= job.createdAt) latest.set(job.panelId, job)
  }
  const failed = [...latest.values()].filter(
    ({ state, decision }) => state === "failed" || (state === "unknown" && decision === null),
  ).length
  const parts: string[] = []
  if (working.length > 0) {
    const since = Math.min(...working.map(({ createdAt }) => createdAt))
    const turn = jobs.filter(({ createdAt }) => createdAt >= since - 1000)
    parts.push(`${turn.length - working.length} of ${turn.length} done`)
  }
  if (failed > 0) parts.push(`${failed} failed`)
  return parts.join(" · ")
}
