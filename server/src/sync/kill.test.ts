import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest"
import { startThrowawayServer, type ThrowawayServer } from "../database/testing/throwaway-server.ts"
import { openClient, type TestClient, until } from "./testing/sync-server.ts"

const board = "storyboard:one"
const program = fileURLToPath(new URL("./testing/sync-process.ts", import.meta.url))
const KILLS = 3

describe.each(["embedded", "server"] as const)(
  "a server process on the %s database that is killed while people write flat out",
  { timeout: 240_000 },
  (kind) => {
    let dataDir: string
    let postgres: ThrowawayServer | null = null
    let child: ChildProcess | null = null
    const clients: TestClient[] = []

    async function start(): Promise<number> {
      const started = spawn(process.execPath, [program, dataDir, postgres?.url ?? "-"], {
        stdio: ["ignore", "pipe", "inherit"],
      })
      child = started
      const [line] = (await once(started.stdout, "data")) as [Buffer]
      return Number(line.toString())
    }
    async function kill(): Promise<void> {
      const killed = child
      child = null
      if (!killed || killed.exitCode !== null) return
      killed.kill("SIGKILL")
      await once(killed, "exit")
    }
    async function open(port: number, parameters = {}): Promise<TestClient> {
      const client = openClient(port, board, parameters)
      clients.push(client)
      await until("synced", () => client.provider.synced, 20_000)
      return client
    }

    beforeEach(async () => {
      dataDir = await mkdtemp(join(tmpdir(), "panelwright-kill-"))
      if (kind === "server") postgres ??= await startThrowawayServer()
    }, 30_000)
    afterEach(async () => {
      for (const client of clients.splice(0)) client.close()
      await kill()
      await rm(dataDir, { recursive: true, force: true })
    })
    afterAll(async () => postgres?.stop())

    it("loses nothing it acknowledged and nothing it told to others", async () => {
      const promised = new Set<string>()
      for (let round = 0; round < KILLS; round += 1) {
        const port = await start()
        const reader = await open(port)
        for (const key of promised) expect(reader.doc.getMap("map").has(key), key).toBe(true)
        const writers = await Promise.all([0, 1, 2].map(() => open(port, { ack: "1" })))
        const written = writers.map(() => 0)
        const told = new Set<string>()
        reader.doc.getMap("map").observe(({ keysChanged }) => {
          for (const key of keysChanged) told.add(key)
        })
        const enough = 300 + 400 * round
        const isEnough = () =>
          told.size > enough && writers.every(({ acknowledged }) => acknowledged.updates > enough)
        const deadline = performance.now() + 30_000
        while (!isEnough() && performance.now() < deadline) {
          for (const [index, writer] of writers.entries()) {
            // As far ahead as a client that sees "Saving…" may get.
            if ((written[index] ?? 0) - writer.acknowledged.updates > 2000) continue
            for (let count = 0; count < 10; count += 1) {
              writer.doc.getMap("map").set(`${round}.${index}.${written[index]}`, count)
              written[index] = (written[index] ?? 0) + 1
            }
          }
          await new Promise((resolve) => setImmediate(resolve))
        }
        await kill()
        const acknowledged = writers.map((writer) => writer.acknowledged.updates)
        for (const [index, count] of acknowledged.entries()) {
          for (let entry = 0; entry < count; entry += 1) promised.add(`${round}.${index}.${entry}`)
        }
        for (const key of told) promised.add(key)
        expect(isEnough()).toBe(true)
        for (const client of clients.splice(0)) client.close()
      }
      const survivor = await open(await start())
      const lost = [...promised].filter((key) => !survivor.doc.getMap("map").has(key))
      expect(lost).toEqual([])
    })
  },
)
