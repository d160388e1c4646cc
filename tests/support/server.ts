import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { afterAll, beforeAll } from "vitest"
import { onCore, startProgram, type RunningProgram } from "./program.ts"

export interface ServerOptions {
  /** Variables of the server's configuration; nothing of the caller's own reaches it. */
  environment?: Record<string, string>
  /** Without it the server gets a fresh folder, which `discard` deletes. */
  dataDir?: string
  /** The only core that it runs on. */
  core?: string
}

export interface RunningServer {
  /** `http://127.0.0.1:<port>`; stays the same over restarts. */
  readonly url: string
  /** Signs the owner in once; a restart prints a new one. */
  readonly readyUrl: string
  readonly dataDir: string
  readonly pid: number
  /** What the server has printed since its last start. */
  output(): string
  /** Asks the server to end, and gives its exit code. Its data stays. */
  stop(): Promise<number | null>
  /** Ends the server as a power cut of the process would. Its data stays. */
  kill9(): Promise<void>
  /** Starts the server again on the same data and port, after a `stop` where it still runs. */
  restart(): Promise<void>
  /** Ends the server and deletes its data. */
  discard(): Promise<void>
}

const repository = fileURLToPath(new URL("../..", import.meta.url))
const startDeadlineMilliseconds = 60_000

/** Starts the real server as a process of its own. */
export async function startServer(options: ServerOptions = {}): Promise<RunningServer> {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), "panelwright-data-"))
  const start = (port: string): Promise<RunningProgram> =>
    startProgram({
      ...onCore(options.core, process.execPath, ["server/src/main.ts", "serve"]),
      cwd: repository,
      environment: {
        PATH: process.env["PATH"],
        NODE_ENV: "production",
        PORT: port,
        DATA_DIR: dataDir,
        ...options.environment,
      },
      user: null,
      ready: /^panelwright ready (\S+)\n/mu,
      deadlineMilliseconds: startDeadlineMilliseconds,
    })
  const removeOwnData = (): void => {
    if (options.dataDir === undefined) rmSync(dataDir, { recursive: true, force: true })
  }
  let program = await start("0").catch((error: unknown) => {
    removeOwnData()
    throw error
  })
  const readReadyUrl = (): string => program.ready[1] ?? ""
  const { origin, port } = new URL(readReadyUrl())

  return {
    url: origin,
    get readyUrl() {
      return readReadyUrl()
    },
    dataDir,
    get pid() {
      return program.pid
    },
    output: () => program.output(),
    stop: () => program.end("SIGTERM"),
    async kill9() {
      await program.end("SIGKILL")
    },
    async restart() {
      await program.end("SIGTERM")
      program = await start(port)
    },
    async discard() {
      await program.end("SIGKILL")
      removeOwnData()
    },
  }
}

/** One server for the tests of a file or a `describe`; read `current` inside a test. */
export function useServer(options: ServerOptions = {}): { readonly current: RunningServer } {
  let server: RunningServer | null = null
  beforeAll(async () => {
    server = await startServer(options)
  })
  afterAll(async () => {
    await server?.discard()
  })
  return {
    get current() {
      if (server === null) throw new Error("the server runs only while tests do")
      return server
    },
  }
}
