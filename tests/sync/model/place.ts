import { createApi, ownerToken } from "../../support/api.ts"
import { startPostgres } from "../../support/postgres.ts"
import { startServer, type RunningServer } from "../../support/server.ts"
import { createEmbeddedFaults, createPostgresFaults, type Faults } from "./faults.ts"

export const databaseKinds = ["embedded", "PostgreSQL"] as const
export type DatabaseKind = (typeof databaseKinds)[number]

/** A server with one storyboard, and what can go wrong with it. */
export interface Place {
  readonly server: RunningServer
  readonly storyboardId: string
  readonly token: string
  readonly syncUrl: () => string
  readonly faults: Faults["list"]
  discard(): Promise<void>
}

/** `storyboard` is the commands that the storyboard begins with. */
export async function openPlace(kind: DatabaseKind, storyboard: readonly object[]): Promise<Place> {
  const postgres = kind === "PostgreSQL" ? await startPostgres() : null
  const server = await startServer({
    environment: {
      PANELWRIGHT_TOKEN: ownerToken,
      ...(postgres && { DATABASE_URL: postgres.databaseUrl }),
    },
  })
  const faults =
    postgres === null ? createEmbeddedFaults(server) : createPostgresFaults(server, postgres)
  const api = createApi(server)
  const { id } = await api.post<{ id: string }>("/storyboards", { title: "Durable" })
  await api.post(`/storyboards/${id}/commands`, { commands: storyboard })
  return {
    server,
    storyboardId: id,
    token: ownerToken,
    syncUrl: () => `${server.url.replace(/^http/u, "ws")}/sync`,
    faults: faults.list,
    async discard() {
      await server.discard()
      await faults.close()
      await postgres?.stop()
    },
  }
}
