import { setTimeout as sleep } from "node:timers/promises"
import { createApi, ownerToken } from "../../../support/api.ts"
import { startPostgres } from "../../../support/postgres.ts"
import { startServer } from "../../../support/server.ts"
import { serverCore } from "../cores.ts"
import type { Peer, RunningPeer } from "../peer.ts"
import { readProcessorSeconds } from "../process-cost.ts"

/** The product itself, spoken to as any y-websocket client would. */
async function start(name: RunningPeer["name"], onPostgres: boolean): Promise<RunningPeer> {
  const postgres = onPostgres ? await startPostgres({ core: serverCore, waitsForDisk: true }) : null
  const server = await startServer({
    core: serverCore,
    environment: {
      PANELWRIGHT_TOKEN: ownerToken,
      LOG_LEVEL: "warn",
      ...(postgres && { DATABASE_URL: postgres.databaseUrl }),
    },
  })
  const api = createApi(server)
  const { hostname, port } = new URL(server.url)
  await waitUntilIdle(server.pid)
  return {
    name,
    target: () => ({
      host: hostname,
      port: Number(port),
      wire: "y-websocket",
      serverPid: server.pid,
      databasePid: postgres?.pid ?? null,
    }),
    async createRoom() {
      const { id } = await api.post<{ id: string }>("/storyboards", { title: "Measured" })
      return { name: id, path: `/sync/${encodeURIComponent(id)}?token=${ownerToken}` }
    },
    kill9: () => server.kill9(),
    restart: () => server.restart(),
    async discard() {
      await server.discard()
      await postgres?.stop()
    },
  }
}

export const oursOnPglite: Peer = {
  name: "ours, PGlite",
  start: () => start("ours, PGlite", false),
}
export const oursOnPostgres: Peer = {
  name: "ours, PostgreSQL",
  start: () => start("ours, PostgreSQL", true),
}

/** The first start draws a sample storyboard; nothing is measured beside that. */
async function waitUntilIdle(pid: number): Promise<void> {
  for (let round = 0; round < 120; round += 1) {
    const before = readProcessorSeconds(pid)
    await sleep(1000)
    if (readProcessorSeconds(pid) - before <= 0.02) return
  }
  throw new Error("the server did not come to rest within two minutes")
}
