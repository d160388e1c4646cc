import type { ExportService } from "../export/export-service.ts"
import type { Projects } from "../project/projects.ts"
import type { SyncMetrics } from "../sync/sync-metrics.ts"
import type { Tracer } from "./tracer.ts"

/** Of very many commits one in a hundred says as much about where time goes as all of them. */
const COMMIT_SHARE = 0.01

export const createTracedProjects = (projects: Projects, tracer: Tracer): Projects => ({
  ...projects,
  change: (actor, id, change) =>
    tracer.trace({ name: "commands" }, async (span) => {
      const outcome = await projects.change(actor, id, change)
      if (!outcome.ok) span.fail(outcome.failure.kind)
      return outcome
    }),
})

export const createTracedExports = (exports: ExportService, tracer: Tracer): ExportService => ({
  export: (storyboardId, parameters, signal) =>
    tracer.trace({ name: "export" }, async (span) => {
      const outcome = await exports.export(storyboardId, parameters, signal)
      if (!outcome.ok) span.fail(outcome.failure.kind)
      return outcome
    }),
})

/** Commits have their own figures, which say how long each took: nothing has to happen before one. */
export const createTracedSyncMetrics = (metrics: SyncMetrics, tracer: Tracer): SyncMetrics => ({
  ...metrics,
  committed(batch) {
    metrics.committed(batch)
    tracer.note({
      name: "sync commit",
      share: COMMIT_SHARE,
      seconds: batch.seconds,
      attributes: { "panelwright.updates": batch.updates, "panelwright.bytes": batch.bytes },
    })
  },
})
