import type { Bus } from "../bus/bus.ts"
import type { JobMetrics } from "../job/job-metrics.ts"
import type { RoomStats } from "../sync/sync.ts"
import type { SyncMetrics } from "../sync/sync-metrics.ts"
import { addProcessMetrics } from "./process-metrics.ts"
import { createRegistry } from "./registry.ts"

export interface AnsweredRequest {
  readonly method: string
  /** The pattern, never the path. */
  readonly route: string
  readonly status: number
  readonly seconds: number
}

/** What is only known by asking the database, as of the last time that somebody did. */
export interface DatabaseFigures {
  readonly isAnswering: boolean
  /** Of the question itself. */
  readonly seconds: number
  readonly jobs: Readonly<Record<"waiting" | "queued" | "running", number>>
  /** Of the oldest job that could run and does not. */
  readonly oldestJobSeconds: number
}

/**
 * What this process counts. Everything is kept from the start, whether anybody reads it or not; on the way of an update
 * or a request it is an addition to a number.
 */
export interface Metrics {
  answered(request: AnsweredRequest): void
  readonly sync: SyncMetrics
  readonly jobs: JobMetrics
  assetUsed(operation: string, outcome: "done" | "failed", seconds: number): void
  /** Names what is looked at when somebody reads; before that it shows as nothing. */
  watch(sources: MetricSources): void
  listNames(): string[]
  format(): string
}

export interface MetricSources {
  readonly roomStats: () => RoomStats
  readonly bus: Pick<Bus, "isShared" | "isConnected" | "droppedMessages">
  readonly database: () => DatabaseFigures
  readonly isDraining: () => boolean
}

const waitBuckets = [0.005, 0.025, 0.1, 0.25, 1, 2.5, 10, 30]
const commitBuckets = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.1, 0.5, 2]
const batchBuckets = [1, 2, 5, 10, 25, 50, 100, 250, 1000, 5000]
const jobBuckets = [0.1, 0.5, 1, 5, 15, 30, 60, 120, 300]

const methods: ReadonlySet<string> = new Set(["GET", "HEAD", "POST", "PATCH", "PUT", "DELETE"])

const nothingYet: MetricSources = {
  roomStats: () => ({
    rooms: 0,
    connections: 0,
    pendingUpdates: 0,
    pendingBytes: 0,
    outageMs: 0,
  }),
  bus: { isShared: false, isConnected: true, droppedMessages: 0 },
  database: () => ({
    isAnswering: false,
    seconds: 0,
    jobs: { waiting: 0, queued: 0, running: 0 },
    oldestJobSeconds: 0,
  }),
  isDraining: () => false,
}

export function createMetrics({ version }: { readonly version: string }): Metrics {
  const registry = createRegistry()
  let sources = nothingYet

  registry.addGauge({ name: "panelwright_info", help: "Always 1.", labels: ["version"] }, () => [
    [[version], 1],
  ])
  registry.addGauge(
    { name: "panelwright_draining", help: "1 while this process ends in order." },
    () => Number(sources.isDraining()),
  )
  const requestSeconds = registry.createHistogram({
    name: "panelwright_http_request_seconds",
    help: "Time to answer a request, to its last byte.",
    labels: ["method", "route", "status"],
    buckets: waitBuckets,
  })

  const gauge = (name: string, help: string, read: () => number) =>
    registry.addGauge({ name, help }, read)
  gauge("panelwright_sync_rooms", "Open storyboards.", () => sources.roomStats().rooms)
  gauge(
    "panelwright_sync_connections",
    "Open sync connections.",
    () => sources.roomStats().connections,
  )
  gauge(
    "panelwright_sync_pending_updates",
    "Updates that are accepted and not yet durable.",
    () => sources.roomStats().pendingUpdates,
  )
  gauge(
    "panelwright_sync_pending_bytes",
    "Bytes that are accepted and not yet durable.",
    () => sources.roomStats().pendingBytes,
  )
  gauge(
    "panelwright_sync_outage_seconds",
    "Since when the database has not taken a commit; 0 while it does.",
    () => sources.roomStats().outageMs / 1000,
  )
  const count = (name: string, help: string, ...labels: readonly string[]) =>
    registry.createCounter({ name, help, labels })
  const committed = count("panelwright_sync_committed_updates_total", "Updates made durable.")
  const committedBytes = count("panelwright_sync_committed_bytes_total", "Bytes made durable.")
  const acknowledged = count(
    "panelwright_sync_acknowledged_updates_total",
    "Updates whose authors were told that they are durable.",
  )
  const delivered = count(
    "panelwright_sync_delivered_updates_total",
    "Updates sent on to other people's connections, one for each.",
  )
  const abandoned = count(
    "panelwright_sync_abandoned_updates_total",
    "Accepted updates that were not stored; their authors still have them.",
  )
  const commitFailures = count(
    "panelwright_sync_commit_failures_total",
    "Batches that the database did not take; most are tried again.",
    "kind",
  )
  const closed = count(
    "panelwright_sync_closed_connections_total",
    "Connections that the server ended.",
    "reason",
  )
  const resynced = count(
    "panelwright_sync_resyncs_total",
    "Clients that read too slowly and were sent later what they had missed.",
  )
  const commitSeconds = registry.createHistogram({
    name: "panelwright_sync_commit_seconds",
    help: "Time of one group commit.",
    buckets: commitBuckets,
  })
  const commitUpdates = registry.createHistogram({
    name: "panelwright_sync_commit_updates",
    help: "Updates in one group commit.",
    buckets: batchBuckets,
  })

  registry.addGauge(
    { name: "panelwright_jobs", help: "Jobs of all nodes, by state.", labels: ["state"] },
    () => Object.entries(sources.database().jobs).map(([state, jobs]) => [[state], jobs] as const),
  )
  gauge(
    "panelwright_jobs_oldest_seconds",
    "Age of the oldest job that could run and does not.",
    () => sources.database().oldestJobSeconds,
  )
  const jobWait = registry.createHistogram({
    name: "panelwright_job_wait_seconds",
    help: "From a wish to the beginning of its first attempt here.",
    labels: ["provider"],
    buckets: jobBuckets,
  })
  const jobSeconds = registry.createHistogram({
    name: "panelwright_job_seconds",
    help: "Time of one attempt, by the state that it left the job in.",
    labels: ["provider", "state"],
    buckets: jobBuckets,
  })
  const providerSeconds = registry.createHistogram({
    name: "panelwright_provider_seconds",
    help: "Time of one call of a provider, by its outcome: done, aborted, or the kind of failure.",
    labels: ["provider", "outcome"],
    buckets: jobBuckets,
  })

  const assetSeconds = registry.createHistogram({
    name: "panelwright_asset_store_seconds",
    help: "Time of one use of the store of pictures.",
    labels: ["operation", "outcome"],
    buckets: waitBuckets,
  })

  gauge("panelwright_database_up", "1 when the database answered the last question.", () =>
    Number(sources.database().isAnswering),
  )
  gauge(
    "panelwright_database_answer_seconds",
    "How long the database took for the last question.",
    () => sources.database().seconds,
  )
  gauge("panelwright_bus_up", "0 when there should be a Redis and there is none.", () =>
    Number(!sources.bus.isShared || sources.bus.isConnected),
  )
  registry.addCounter(
    {
      name: "panelwright_bus_dropped_messages_total",
      help: "Messages to other nodes that were not sent; those nodes read the database instead.",
    },
    () => sources.bus.droppedMessages,
  )
  addProcessMetrics(registry)

  return {
    answered: ({ method, route, status, seconds }) =>
      requestSeconds.observe(
        seconds,
        methods.has(method) ? method : "other",
        route,
        String(status),
      ),
    sync: {
      committed(batch) {
        committed.add(batch.updates)
        committedBytes.add(batch.bytes)
        commitSeconds.observe(batch.seconds)
        commitUpdates.observe(batch.updates)
      },
      commitFailed: (kind) => commitFailures.add(1, kind),
      abandoned: (updates) => abandoned.add(updates),
      told(updates) {
        acknowledged.add(updates.acknowledged)
        delivered.add(updates.delivered)
      },
      closed: (reason) => closed.add(1, reason),
      resynced: () => resynced.add(1),
    },
    jobs: {
      began: (provider, seconds) => jobWait.observe(seconds, provider),
      ended: (provider, state, seconds) => jobSeconds.observe(seconds, provider, state),
      answered: (provider, outcome, seconds) => providerSeconds.observe(seconds, provider, outcome),
    },
    assetUsed: (operation, outcome, seconds) => assetSeconds.observe(seconds, operation, outcome),
    watch(given) {
      sources = given
    },
    listNames: () => registry.listNames(),
    format: () => registry.format(),
  }
}
