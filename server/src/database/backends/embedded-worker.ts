import { type MessagePort, parentPort, workerData } from "node:worker_threads"
import { PGlite } from "@electric-sql/pglite"
import {
  FrontendSplitter,
  fatalError,
  hasPanic,
  lastReadyStatus,
  simpleQuery,
  statementNameOf,
  welcome,
} from "./wire-message.ts"

export type WorkerRequest = { type: "connect"; port: MessagePort } | { type: "close" }

export interface WorkerSettings {
  readonly folder: string | null
  readonly preparedTar: Uint8Array<ArrayBuffer> | null
}

const IDLE_HOLDER_MS = 10_000

/** One client's side of the single backend. */
interface Client {
  readonly port: MessagePort
  readonly splitter: FrontendSplitter
  /** Whole messages that wait for the backend. */
  waiting: Uint8Array[]
  /** The last message needs a Sync before its answer ends. */
  midRequest: boolean
  statements: string[]
  gone: boolean
}

const { folder, preparedTar } = workerData as WorkerSettings
const database = await PGlite.create({
  ...(folder === null ? {} : { dataDir: folder }),
  ...(preparedTar === null ? {} : { loadDataDir: new Blob([preparedTar]) }),
  // The default, 128 MB, is memory that WebAssembly never gives back.
  startParams: [...PGlite.defaultStartParams, "-c", "shared_buffers=32MB"],
})

/**
 * The backend is one session, so it belongs to one client from its first message until it says
 * ReadyForQuery outside of a transaction; the others queue in order of arrival.
 */
let holder: Client | null = null
let holderTimer: NodeJS.Timeout | null = null
const queue: Client[] = []

function connect(port: MessagePort): void {
  const client: Client = {
    port,
    splitter: new FrontendSplitter(),
    waiting: [],
    midRequest: false,
    statements: [],
    gone: false,
  }
  port.on("message", (bytes: Uint8Array | null) => {
    if (bytes === null) leave(client)
    else receive(client, bytes)
  })
  port.once("close", () => leave(client))
}

function receive(client: Client, bytes: Uint8Array): void {
  if (client.gone) return
  for (const message of client.splitter.push(bytes)) {
    if (message.type === "startup") send(client, welcome())
    else if (message.type === "ssl-request") send(client, Buffer.from("N"))
    else if (message.type === "cancel-request" || message.type === "X") return leave(client)
    else {
      if (message.type === "P") client.statements.push(statementNameOf(message.bytes))
      client.midRequest = message.type !== "S" && message.type !== "Q"
      client.waiting.push(message.bytes)
    }
  }
  if (client.waiting.length === 0) return
  if (holder === null) holder = client
  if (holder === client) run(client)
  else if (!queue.includes(client)) queue.push(client)
  serveQueue()
}

function run(client: Client): void {
  const request = client.waiting.length === 1 ? client.waiting[0] : Buffer.concat(client.waiting)
  client.waiting = []
  if (!request) return
  const answer = ask(request)
  const status = lastReadyStatus(answer)
  send(client, answer)
  if (status === "I" && !client.midRequest) holder = null
}

/**
 * A panic, as after a write that found the disk full, ends a PostgreSQL server, which then recovers
 * from its log. PGlite goes on and waits for ever in the next statement, so the thread ends instead.
 */
function ask(request: Uint8Array): Uint8Array {
  const parts: Uint8Array[] = []
  // It does its work before it returns. Of the ways to ask, this one alone does not also parse what
  // it passes on and keep every row for ever.
  void database.execProtocolRawStream(request, {
    syncToFs: false,
    // A copy: the bytes lie in memory that the next part is written to.
    onRawData: (part) => parts.push(Uint8Array.from(part)),
  })
  const answer = parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts)
  if (hasPanic(answer)) process.exit(1)
  return answer
}

function serveQueue(): void {
  while (holder === null) {
    const next = queue.shift()
    if (!next) break
    if (next.gone) continue
    holder = next
    run(next)
  }
  watchHolder()
}

/** A transaction left open would keep everybody out for ever. */
function watchHolder(): void {
  if (holderTimer) clearTimeout(holderTimer)
  holderTimer = null
  if (holder === null || queue.length === 0) return
  const held = holder
  holderTimer = setTimeout(() => {
    send(held, fatalError("25P03", "terminating connection due to idle-in-transaction timeout"))
    leave(held)
  }, IDLE_HOLDER_MS)
}

function leave(client: Client): void {
  if (client.gone) return
  client.gone = true
  client.port.postMessage(null, [])
  client.port.close()
  if (holder === client) {
    // Sync ends a request that was cut off; harmless otherwise.
    ask(Buffer.from([0x53, 0, 0, 0, 4]))
    if (database.isInTransaction()) ask(simpleQuery("rollback"))
    holder = null
  }
  if (holder === null) forgetStatements(client)
  else holderLeftBehind.push(client)
  serveQueue()
  if (holder === null) for (const left of holderLeftBehind.splice(0)) forgetStatements(left)
}

/** Clients that left while another one was inside a transaction. */
const holderLeftBehind: Client[] = []

function forgetStatements(client: Client): void {
  const names = client.statements.filter((name) => name !== "")
  for (const name of names) {
    ask(simpleQuery(`deallocate "${name.replaceAll('"', '""')}"`))
  }
}

function send(client: Client, bytes: Uint8Array): void {
  if (client.gone || bytes.length === 0) return
  const exact = new Uint8Array(bytes)
  client.port.postMessage(exact, [exact.buffer])
}

parentPort?.on("message", (request: WorkerRequest) => {
  if (request.type === "connect") connect(request.port)
  else void database.close().finally(() => process.exit(0))
})
