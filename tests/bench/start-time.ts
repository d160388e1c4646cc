import { readFileSync } from "node:fs"
import { startPostgres } from "../support/postgres.ts"
import { startServer } from "../support/server.ts"
import { measureMilliseconds, type Benchmark } from "./benchmark.ts"

/** Resident memory of a process in MB, as the kernel counts it. */
function readResidentMegabytes(pid: number): number {
  const match = /^VmRSS:\s+(\d+) kB$/mu.exec(readFileSync(`/proc/${pid}/status`, "utf8"))
  return Number(match?.[1]) / 1000
}

/** The server by itself, after everything is installed and built; and what it keeps while nobody is there. */
export const startTime: Benchmark = {
  name: "start",
  async run() {
    let server = await startServer()
    try {
      await server.stop()
      const warm = await measureMilliseconds(() => server.restart())
      // The sample storyboard is drawn after the start; idle is when that is done and garbage was collected.
      await waitUntilIdle(server.pid)
      const embedded = readResidentMegabytes(server.pid)
      await server.discard()
      const postgres = await startPostgres()
      server = await startServer({ environment: { DATABASE_URL: postgres.databaseUrl } })
      await server.restart()
      await waitUntilIdle(server.pid)
      const plain = readResidentMegabytes(server.pid)
      await server.discard()
      await postgres.stop()
      return [
        { what: "Server start on existing data", value: warm, unit: "ms", bound: 5000 },
        { what: "Idle memory with the embedded database", value: embedded, unit: "MB", bound: 450 },
        { what: "Idle memory with PostgreSQL", value: plain, unit: "MB", bound: 200 },
      ]
    } finally {
      await server.discard()
    }
  },
}

const readProcessorTicks = (pid: number): number => {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? []
  return Number(fields[11]) + Number(fields[12])
}

/** Idle: less than 2 % of a core over two seconds. */
async function waitUntilIdle(pid: number): Promise<void> {
  for (let round = 0; round < 60; round += 1) {
    const before = readProcessorTicks(pid)
    await new Promise((resolve) => setTimeout(resolve, 2000))
    if (readProcessorTicks(pid) - before <= 4) return
  }
  throw new Error("the server did not come to rest within two minutes")
}
