import type { RoomStats } from "../sync/sync.ts"

/** Counts of this process, in the text format of Prometheus 0.0.4. */
export interface Metrics {
  countRequest(kind: string, status: number, seconds: number): void
  format(rooms: RoomStats): string
}

export function createMetrics(): Metrics {
  const requests = new Map<string, { count: number; seconds: number }>()
  return {
    countRequest(kind, status, seconds) {
      const labels = `kind="${kind}",status="${status}"`
      const known = requests.get(labels) ?? { count: 0, seconds: 0 }
      requests.set(labels, { count: known.count + 1, seconds: known.seconds + seconds })
    },
    format(rooms) {
      const counted = [...requests]
      return [
        ...formatMetric(
          "panelwright_http_requests_total",
          "counter",
          "Answered requests.",
          counted.map(([labels, { count }]) => [labels, count] as const),
        ),
        ...formatMetric(
          "panelwright_http_request_seconds_total",
          "counter",
          "Time to answer.",
          counted.map(([labels, { seconds }]) => [labels, seconds] as const),
        ),
        ...formatMetric("panelwright_sync_rooms", "gauge", "Open storyboards.", [
          ["", rooms.rooms],
        ]),
        ...formatMetric("panelwright_sync_connections", "gauge", "Open sync connections.", [
          ["", rooms.connections],
        ]),
        ...formatMetric("panelwright_sync_pending_updates", "gauge", "Updates not yet durable.", [
          ["", rooms.pendingUpdates],
        ]),
        ...formatMetric("panelwright_sync_pending_bytes", "gauge", "Bytes not yet durable.", [
          ["", rooms.pendingBytes],
        ]),
        ...formatMetric(
          "panelwright_sync_outage_seconds",
          "gauge",
          "Since when the database has not taken a commit.",
          [["", rooms.outageMs / 1000]],
        ),
        ...formatMetric("process_resident_memory_bytes", "gauge", "Resident memory.", [
          ["", process.memoryUsage.rss()],
        ]),
        ...formatMetric("process_uptime_seconds", "gauge", "Since the start.", [
          ["", process.uptime()],
        ]),
        "",
      ].join("\n")
    },
  }
}

function formatMetric(
  name: string,
  type: "counter" | "gauge",
  help: string,
  values: readonly (readonly [labels: string, value: number])[],
): string[] {
  return [
    `# HELP ${name} ${help}`,
    `# TYPE ${name} ${type}`,
    ...values.map(([labels, value]) => `${name}${labels === "" ? "" : `{${labels}}`} ${value}`),
  ]
}
