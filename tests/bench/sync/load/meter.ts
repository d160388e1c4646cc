import { readFamilySeconds, readProcessorSeconds } from "../process-cost.ts"
import type { Target } from "./target.ts"

/** Processor time in percent of one core. */
export interface Cost {
  readonly seconds: number
  readonly serverPercent: number
  readonly databasePercent: number
  /** Of the load itself: near 100 the figures are the load's, not the server's. */
  readonly loadPercent: number
}

/** Measures from now until the returned function is called. */
export function startMeter({ serverPid, databasePid }: Target): () => Cost {
  const readAll = () => ({
    at: performance.now(),
    server: readProcessorSeconds(serverPid),
    database: databasePid === null ? 0 : readFamilySeconds(databasePid),
    load: process.cpuUsage(),
  })
  const before = readAll()
  return () => {
    const after = readAll()
    const seconds = (after.at - before.at) / 1000
    const load =
      (after.load.user - before.load.user + after.load.system - before.load.system) / 1_000_000
    return {
      seconds,
      serverPercent: (100 * (after.server - before.server)) / seconds,
      databasePercent: (100 * (after.database - before.database)) / seconds,
      loadPercent: (100 * load) / seconds,
    }
  }
}
