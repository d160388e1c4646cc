import type { Duplex } from "node:stream"
import { randomUUID } from "node:crypto"
import { type DirectStatement, DirectStatementError } from "../direct-statement.ts"
import { AnswerReader } from "./answer-reader.ts"
import { bindAndExecute, parse, terminate } from "./request.ts"

interface DirectStatementOptions {
  text: string
  /** A connection that has signed in. */
  connect: () => Promise<Duplex>
}

export interface ClosableStatement extends DirectStatement {
  close(): void
}

interface Waiting {
  readonly since: number
  resolve(): void
  reject(error: DirectStatementError): void
}

/** A connection whose oldest question is not answered by then is given up. */
const ANSWER_MS = 9_000
const CHECK_MS = 1_000
const STATEMENT_UNKNOWN = "26000"

export function createDirectStatement(options: DirectStatementOptions): ClosableStatement {
  const { text, connect } = options
  // One backend may serve several connections (the embedded database), so the name is ours alone.
  const name = `direct_${randomUUID()}`
  let connected: Promise<Connection> | null = null
  let open: Connection | null = null
  let closed = false

  async function openConnection(): Promise<Connection> {
    let connection: Connection | null = null
    try {
      connection = new Connection(await connect(), () => (open = connected = null))
      await connection.ask(parse(name, text))
      if (closed) connection.close()
      else if (!connection.isLost) open = connection
      return connection
    } catch (error) {
      connected = null
      connection?.close()
      if (error instanceof DirectStatementError) throw error
      throw new DirectStatementError("no connection", null, { cause: error })
    }
  }

  return {
    run: (parameters) => {
      const request = bindAndExecute(name, parameters)
      if (open) return open.ask(request)
      connected ??= openConnection()
      return connected.then((connection) => connection.ask(request))
    },
    close: () => {
      closed = true
      open?.close()
    },
  }
}

/** Answers come in the order of the questions. */
class Connection {
  readonly #stream: Duplex
  readonly #waiting: Waiting[] = []
  readonly #watch: NodeJS.Timeout
  #lost: DirectStatementError | null = null

  constructor(stream: Duplex, onLost: () => void) {
    this.#stream = stream
    const answers = new AnswerReader((failure) => {
      const waiting = this.#waiting.shift()
      if (failure) waiting?.reject(failure)
      // A pooler between may have led us to a backend that does not know the statement.
      if (failure?.code === STATEMENT_UNKNOWN) this.close()
      if (!failure) waiting?.resolve()
    })
    const lose = (cause?: Error) => {
      if (this.#lost) return
      this.#lost = new DirectStatementError("the connection was lost", null, { cause })
      clearInterval(this.#watch)
      stream.destroy()
      onLost()
      for (const waiting of this.#waiting.splice(0)) waiting.reject(this.#lost)
    }
    stream.on("data", (bytes: Buffer) => answers.push(bytes))
    stream.on("error", lose)
    stream.on("close", () => lose())
    this.#watch = setInterval(() => {
      const oldest = this.#waiting[0]
      if (oldest && performance.now() - oldest.since > ANSWER_MS) lose(new Error("no answer"))
    }, CHECK_MS).unref()
  }

  get isLost(): boolean {
    return this.#lost !== null
  }

  ask(request: Buffer): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.#lost) return reject(this.#lost)
      this.#waiting.push({ since: performance.now(), resolve, reject })
      this.#stream.write(request)
    })
  }

  close(): void {
    if (!this.#lost) this.#stream.end(terminate())
  }
}
