import { spawn } from "node:child_process"
import { once } from "node:events"
import { existsSync } from "node:fs"
import { createServer } from "node:net"
import { createClient } from "@redis/client"

export interface ThrowawayRedis {
  readonly url: string
  /** Ends the process at once; what it knew is gone. */
  kill(): Promise<void>
  /** The same address again, empty. */
  restart(): Promise<void>
  /** Stops answering without closing a connection. */
  freeze(): void
  thaw(): void
  stop(): Promise<void>
}

const PROGRAM = "/usr/bin/redis-server"
const PATIENCE_MS = 20_000

/** Starts a real Redis of this machine on a free port; it keeps nothing on disk. */
export async function startThrowawayRedis(): Promise<ThrowawayRedis> {
  if (!existsSync(PROGRAM)) {
    throw new Error("These tests need Redis: install Debian's package `redis-server`.")
  }
  const port = await findFreePort()
  const url = `redis://127.0.0.1:${port}`
  let server = await start(port)

  const kill = async () => {
    if (server.exitCode !== null || server.signalCode !== null) return
    const exited = once(server, "exit")
    server.kill("SIGKILL")
    await exited
  }
  return {
    url,
    kill,
    restart: async () => {
      await kill()
      server = await start(port)
    },
    freeze: () => server.kill("SIGSTOP"),
    thaw: () => server.kill("SIGCONT"),
    stop: kill,
  }
}

async function start(port: number) {
  const server = spawn(
    PROGRAM,
    ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"],
    { stdio: "ignore" },
  )
  const killAtExit = () => server.kill("SIGKILL")
  process.once("exit", killAtExit)
  server.once("exit", () => process.off("exit", killAtExit))
  const deadline = performance.now() + PATIENCE_MS
  for (;;) {
    const client = createClient({
      url: `redis://127.0.0.1:${port}`,
      socket: { reconnectStrategy: false },
    })
    client.on("error", () => undefined)
    try {
      await client.connect()
      await client.close()
      return server
    } catch (error) {
      if (performance.now() > deadline) throw error
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }
}

async function findFreePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1")
  await once(probe, "listening")
  const address = probe.address()
  probe.close()
  await once(probe, "close")
  if (address === null || typeof address === "string") throw new Error("no port")
  return address.port
}
