import type { Config } from "../config.ts"
import type { RunServer } from "./run-server.ts"
import { createApiClient, type ApiClient } from "./client.ts"
import { findRunningServer } from "./running-server.ts"

/** Does something through the server of this data folder, or through one that is started just for it. */
export async function useServer(
  config: Config,
  runServer: RunServer,
  work: (client: ApiClient) => Promise<void>,
): Promise<void> {
  const running = await findRunningServer(config.dataDir)
  if (running) return work(createApiClient(running))
  const server = await runServer(
    { ...config, host: "127.0.0.1", port: 0, publicUrl: null },
    "commands",
  )
  try {
    await work(createApiClient(server))
  } finally {
    await server.stop()
  }
}
