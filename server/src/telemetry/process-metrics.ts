import { monitorEventLoopDelay } from "node:perf_hooks"
import type { Registry } from "./registry.ts"

const quantiles = [50, 99, 100]

/** How the process itself does, under the names that Prometheus' own clients use where they have one. */
export function addProcessMetrics(registry: Registry): void {
  // 20 ms apart: fine enough to see what people feel, at a cost that cannot be measured.
  const delay = monitorEventLoopDelay({ resolution: 20 })
  delay.enable()
  const startedAt = Math.round(Date.now() / 1000 - process.uptime())

  registry.addGauge(
    {
      name: "nodejs_eventloop_lag_seconds",
      help: "How late the event loop was since the last scrape.",
      labels: ["quantile"],
    },
    () => {
      const values = quantiles.map(
        (quantile) => [[String(quantile / 100)], delay.percentile(quantile) / 1e9] as const,
      )
      delay.reset()
      return values
    },
  )
  const gauge = (name: string, help: string, read: () => number) =>
    registry.addGauge({ name, help }, read)
  gauge("process_resident_memory_bytes", "Resident memory.", () => process.memoryUsage.rss())
  gauge("nodejs_heap_used_bytes", "JavaScript's part.", () => process.memoryUsage().heapUsed)
  gauge("nodejs_external_memory_bytes", "Buffers.", () => process.memoryUsage().external)
  gauge("process_start_time_seconds", "Since 1970.", () => startedAt)
  registry.addCounter({ name: "process_cpu_seconds_total", help: "User and system time." }, () => {
    const { user, system } = process.cpuUsage()
    return (user + system) / 1e6
  })
}
