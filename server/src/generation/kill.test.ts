import { spawn, type ChildProcess } from "node:child_process"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { createInterface } from "node:readline"
import { fileURLToPath } from "node:url"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
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

/** The first line that the process says, and the process. */
async function run(part: "begin" | "resume"): Promise<{ line: unknown; child: ChildProcess }> {
  const child = spawn(process.execPath, [program, dataDir, server.baseUrl, protocolKey, part], {
    stdio: ["ignore", "pipe", "inherit"],
  })
  children.push(child)
  for await (const line of createInterface({ input: child.stdout }))
    return { line: JSON.parse(line), child }
  throw new Error(`the process said nothing in ${part}`)
}

const ended = (child: ChildProcess) =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve(null)
    else child.once("exit", resolve)
  })

describe("a server that is killed in the middle of its jobs", () => {
  it("loses, doubles and resends nothing", { timeout: 60_000 }, async () => {
    server.misbehave({ kind: "hang" })
    const begun = await run("begin")
    while (server.calls.length === 0) await new Promise((resolve) => setTimeout(resolve, 5))
    begun.child.kill("SIGKILL")
    await ended(begun.child)

    const resumed = await run("resume")
    await ended(resumed.child)
    expect(resumed.line).toEqual({
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
    })
    expect(server.calls).toHaveLength(1)
  })
})
