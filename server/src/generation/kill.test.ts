import { spawn, type ChildProcess } from "node:child_process"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { createInterface } from "node:readline"
import { fileURLToPath } from "node:url"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { startThrowawayServer } from "../database/testing/throwaway-server.ts"
import {
  protocolKey,
  startProtocolServer,
  type ProtocolServer,
} from "./providers/openai/testing/protocol-server.ts"

const program = fileURLToPath(new URL("testing/generation-process.ts", import.meta.url))

let dataDir: string
let server: ProtocolServer
let children: ChildProcess[]

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "panelwright-kill-"))
  server = await startProtocolServer()
  children = []
})
afterEach(async () => {
  for (const child of children) child.kill("SIGKILL")
  await server.close()
  await rm(dataDir, { recursive: true, force: true })
})

interface Running {
  readonly child: ChildProcess
  /** The next thing that it says. */
  next(): Promise<unknown>
}

function run(part: "begin" | "resume", databaseUrl = ""): Running {
  const child = spawn(
    process.execPath,
    [program, dataDir, server.baseUrl, protocolKey, part, databaseUrl],
    { stdio: ["ignore", "pipe", "inherit"] },
  )
  children.push(child)
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  return {
    child,
    async next() {
      const line = await lines.next()
      if (line.done === true) throw new Error(`the process said nothing more in ${part}`)
      return JSON.parse(line.value) as unknown
    },
  }
}

const ended = (child: ChildProcess) =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve(null)
    else child.once("exit", resolve)
  })

/** Of the process that comes after or beside the one that was killed. */
const outcome = {
  jobs: expect.arrayContaining([
    { panelId: "panel:a", state: "unknown", failure: { kind: "interrupted", billed: true } },
    { panelId: "panel:b", state: "succeeded", failure: null },
    { panelId: "panel:c", state: "succeeded", failure: null },
  ]) as unknown,
  variants: [
    ["panel:a", 0],
    ["panel:b", 1],
    ["panel:c", 1],
  ],
}

async function beginAndHang(databaseUrl?: string): Promise<Running> {
  server.misbehave({ kind: "hang" })
  const begun = run("begin", databaseUrl)
  expect(await begun.next()).toEqual({ running: true })
  while (server.calls.length === 0) await new Promise((resolve) => setTimeout(resolve, 5))
  return begun
}

describe("a server that is killed in the middle of its jobs", () => {
  it("loses, doubles and resends nothing when it comes back", { timeout: 60_000 }, async () => {
    const begun = await beginAndHang()
    begun.child.kill("SIGKILL")
    await ended(begun.child)

    const resumed = run("resume")
    expect(await resumed.next()).toEqual({ running: true })
    expect(await resumed.next()).toEqual(outcome)
    await ended(resumed.child)
    expect(server.calls).toHaveLength(1)
  })

  it(
    "leaves its jobs to a worker beside it, once its leases have ended",
    { timeout: 60_000 },
    async () => {
      const database = await startThrowawayServer()
      try {
        const begun = await beginAndHang(database.url)
        const beside = run("resume", database.url)
        expect(await beside.next()).toEqual({ running: true })
        begun.child.kill("SIGKILL")
        expect(await beside.next()).toEqual(outcome)
        await ended(beside.child)
        expect(server.calls).toHaveLength(1)
      } finally {
        await database.stop()
      }
    },
  )
})
