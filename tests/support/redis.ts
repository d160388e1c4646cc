import { findOnPath } from "./executable.ts"
import { findFreePort } from "./free-port.ts"
import { startProgram } from "./program.ts"

export interface RedisServer {
  /** Stays the same over restarts. */
  readonly url: string
  /** Ends the server as a power cut of the process would; it has kept nothing. */
  kill9(): Promise<void>
  /** Starts it again at the same address after a `kill9`. */
  restart(): Promise<void>
  stop(): Promise<void>
}

const startDeadlineMilliseconds = 30_000

export const findRedisProgram = (): string | null => findOnPath(["redis-server", "valkey-server"])

/** Starts a throw-away Redis on a free port of 127.0.0.1; nothing of it is on the disk. */
export async function startRedis(): Promise<RedisServer> {
  const file = findRedisProgram()
  if (file === null)
    throw new Error(
      "No Redis was found: install Debian's redis-server, or put redis-server on the PATH, and run again.",
    )
  const port = await findFreePort()
  const start = () =>
    startProgram({
      file,
      args: ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"],
      cwd: "/",
      environment: { PATH: process.env["PATH"] },
      user: null,
      ready: /ready to accept connections/iu,
      deadlineMilliseconds: startDeadlineMilliseconds,
    })
  let program = await start()
  return {
    url: `redis://127.0.0.1:${port}`,
    async kill9() {
      await program.end("SIGKILL")
    },
    async restart() {
      program = await start()
    },
    async stop() {
      await program.end("SIGKILL")
    },
  }
}
