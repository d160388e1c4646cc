import type { Log } from "../../log.ts"
import { once } from "node:events"
import { existsSync } from "node:fs"
import { join } from "node:path"
import { Duplex } from "node:stream"
import { MessageChannel, type MessagePort, Worker } from "node:worker_threads"
import postgres from "postgres"
import type { Database } from "../database.ts"
import { createDirectStatements } from "../direct/create-direct-statements.ts"
import { logIn } from "../direct/log-in.ts"
import { createFolderSync } from "./folder-sync.ts"
import { noticeHandler, valueTypes } from "./client-options.ts"
import type { WorkerRequest, WorkerSettings } from "./embedded-worker.ts"

export interface EmbeddedOptions {
  /** Where PGlite keeps its files; null keeps them in memory. */
  folder: string | null
  log: Log
  /** How often the room of deleted rows is made free again. */
  vacuumEveryMs?: number
  /** A tar of a prepared data folder to begin with when there is none yet. */
  preparedTar?: Uint8Array<ArrayBuffer>
}

const VACUUM_EVERY_MS = 10 * 60_000

/**
 * PGlite in a worker thread, reached by postgres.js as if over a network: each connection is a
 * MessagePort that carries the wire protocol. Should the worker die, the next connection starts
 * another one on the same files.
 */
export function openEmbedded(options: EmbeddedOptions): Database {
  const { folder, log, preparedTar, vacuumEveryMs = VACUUM_EVERY_MS } = options
  let worker: Promise<Worker> | null = null
  let closing = false
  const syncFolder = createFolderSync()

  async function startWorker(): Promise<Worker> {
    // Making a cluster leaves 150 MB behind in the thread that did it.
    if (folder !== null && !existsSync(join(folder, "PG_VERSION"))) {
      const maker = createWorker({ folder, preparedTar: preparedTar ?? null })
      maker.postMessage({ type: "close" } satisfies WorkerRequest, [])
      await once(maker, "exit")
    }
    const started = createWorker({ folder, preparedTar: preparedTar ?? null })
    // Every connection listens for its end.
    started.setMaxListeners(0)
    started.on("error", (error) => log.error({ err: error }, "embedded-database-crashed"))
    started.on("exit", (code) => {
      worker = null
      if (!closing) log.error({ code }, "embedded-database-stopped")
    })
    return started
  }

  async function dial(): Promise<Duplex> {
    worker ??= startWorker()
    return createPortStream(await worker)
  }

  const clientOptions = {
    host: "embedded",
    user: "postgres",
    database: "postgres",
    max: 8,
    types: valueTypes,
    idle_timeout: 0,
    max_lifetime: null,
    connect_timeout: 60,
    onnotice: noticeHandler(log),
    // Not in the type of the options: postgres.js calls it for each connection instead of dialling.
    socket: dial,
  }
  const sql = postgres(clientOptions)
  const statements = createDirectStatements(() => logIn(null, clientOptions, dial))
  // PGlite has no autovacuum, and every snapshot of a doc leaves its predecessor behind.
  let vacuuming = setTimeout(() => void vacuum(), vacuumEveryMs).unref()

  async function vacuum(): Promise<void> {
    try {
      const tables = await sql<{ name: string }[]>`
        select quote_ident(tablename) as name from pg_tables where schemaname = 'public'`
      const names = tables.map(({ name }) => name).join(", ")
      if (names !== "") await sql.unsafe(`vacuum (analyze) ${names}`)
    } catch (error) {
      log.warn({ err: error }, "vacuum-failed")
    }
    if (!closing) vacuuming = setTimeout(() => void vacuum(), vacuumEveryMs).unref()
  }

  return {
    sql,
    kind: "embedded",
    openStatement: statements.open,
    persist: async () => {
      await sql`checkpoint`
      if (folder !== null) await syncFolder(folder)
    },
    close: async () => {
      closing = true
      clearTimeout(vacuuming)
      statements.close()
      await sql.end({ timeout: 5 })
      const last = await worker
      if (!last) return
      last.postMessage({ type: "close" } satisfies WorkerRequest, [])
      await once(last, "exit")
    },
  }
}

function createWorker(data: WorkerSettings): Worker {
  return new Worker(new URL("./embedded-worker.ts", import.meta.url), {
    workerData: data,
    name: "database",
    stdout: true,
    stderr: true,
  })
}

function createPortStream(worker: Worker): Duplex {
  const { port1, port2 } = new MessageChannel()
  const onExit = () => stream.destroy(new Error("the embedded database stopped"))
  const stream = new PortStream(port1)
  worker.once("exit", onExit)
  stream.once("close", () => worker.off("exit", onExit))
  worker.postMessage({ type: "connect", port: port2 } satisfies WorkerRequest, [port2])
  return stream
}

/** One connection's bytes over a port; null in the port's direction means its end. */
class PortStream extends Duplex {
  /** postgres.js asks whether its goodbye can still be written. */
  readyState: "open" | "closed" = "open"
  readonly #port: MessagePort

  constructor(port: MessagePort) {
    super({ allowHalfOpen: false })
    this.#port = port
    port.on("message", (bytes: Uint8Array | null) => {
      this.push(bytes === null ? null : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length))
    })
    port.once("close", () => this.destroy())
  }

  override _read(): void {}

  override _write(chunk: Uint8Array, _encoding: string, done: () => void): void {
    // A copy of its own: posting a slice of a pooled buffer would post the pool.
    const exact = new Uint8Array(chunk)
    this.#port.postMessage(exact, [exact.buffer])
    done()
  }

  override _final(done: () => void): void {
    this.#port.postMessage(null, [])
    done()
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.readyState = "closed"
    this.#port.close()
    done(error)
  }
}
