import { readFileSync } from "node:fs"
import { startPostgres } from "../support/postgres.ts"
import { startServer } from "../support/server.ts"
import { measureMedian, measureMilliseconds, type Benchmark, type Figure } from "./benchmark.ts"

/** Resident memory of a process in MB, as the kernel counts it. */
function readResidentMegabytes(pid: number): number {
  const match = /^VmRSS:\s+(\d+) kB$/mu.exec(readFileSync(`/proc/${pid}/status`, "utf8"))
  return Number(match?.[1]) / 1000
}

interface Rest {
  /** How long a start on existing data takes. */
  readonly startMilliseconds: number
  /** What a server keeps that was started and that nobody has asked for anything. */
  readonly idleMegabytes: number
  /** What it keeps after its first start, in which it draws the sample storyboard. */
  readonly afterDrawingMegabytes: number
}

async function measureRest(environment: Record<string, string>): Promise<Rest> {
  const server = await startServer({ environment })
  try {
    await waitUntilIdle(server.pid)
    const afterDrawingMegabytes = readResidentMegabytes(server.pid)
    const startMilliseconds = await measureMedian(3, async () => {
      await server.stop()
      return measureMilliseconds(() => server.restart())
    })
    await waitUntilIdle(server.pid)
    const idleMegabytes = readResidentMegabytes(server.pid)
    return { startMilliseconds, idleMegabytes, afterDrawingMegabytes }
  } finally {
    await server.discard()
  }
}

const toMegabytes = (what: string, value: number, bound: number | null): Figure => ({
  what,
  value,
  unit: "MB",
  bound,
})

/** The server by itself, after everything is installed and built; and what it keeps while nobody is there. */
export const startTime: Benchmark = {
  name: "start",
  async run() {
    const embedded = await measureRest({})
    const postgres = await startPostgres()
    const plain = await measureRest({ DATABASE_URL: postgres.databaseUrl })
    await postgres.stop()
    return [
      {
        what: "Server start on existing data",
        value: embedded.startMilliseconds,
        unit: "ms",
        bound: 5000,
      },
      toMegabytes("Idle memory with the embedded database", embedded.idleMegabytes, 450),
      toMegabytes("The same after drawing 34 pictures", embedded.afterDrawingMegabytes, null),
      toMegabytes("Idle memory with PostgreSQL", plain.idleMegabytes, 200),
      toMegabytes("The same after drawing 34 pictures", plain.afterDrawingMegabytes, null),
    ]
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
