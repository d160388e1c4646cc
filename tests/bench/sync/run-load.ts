import { execFile } from "node:child_process"
import { fileURLToPath } from "node:url"
import { promisify } from "node:util"
import { loadCore } from "./cores.ts"
import type { Exercises, LoadJob } from "./load/job.ts"

const program = fileURLToPath(new URL("load/main.ts", import.meta.url))
const execute = promisify(execFile)

/** Runs one exercise of the load program and gives what it saw. */
export async function runLoad<Name extends keyof Exercises>(
  job: LoadJob<Name>,
): Promise<Exercises[Name]["outcome"]> {
  const running = execute("taskset", ["-c", loadCore, process.execPath, program], {
    maxBuffer: 64 * 1024 * 1024,
  })
  // Two thousand rooms are longer than an argument may be.
  running.child.stdin?.end(JSON.stringify(job))
  const { stdout } = await running
  // JSON has no word for what is not a number.
  return JSON.parse(stdout.trimEnd().split("\n").at(-1) ?? "null", (_key, value: unknown) =>
    value === null ? Number.NaN : value,
  )
}
