import { DirectStatementError } from "../direct-statement.ts"

const HEAD_BYTES = 5
const ERROR_RESPONSE = 0x45
const READY_FOR_QUERY = 0x5a

/**
 * Reads what a server answers (PostgreSQL's wire protocol 3.0) and tells of each question, when
 * the server is ready for the next, whether it succeeded. Rows, notices and tags are passed over.
 */
export class AnswerReader {
  readonly #onAnswer: (failure: DirectStatementError | null) => void
  #rest: Buffer | null = null
  #failure: DirectStatementError | null = null

  constructor(onAnswer: (failure: DirectStatementError | null) => void) {
    this.#onAnswer = onAnswer
  }

  push(bytes: Buffer): void {
    const all = this.#rest ? Buffer.concat([this.#rest, bytes]) : bytes
    let offset = 0
    while (offset + HEAD_BYTES <= all.length) {
      const end = offset + 1 + all.readUInt32BE(offset + 1)
      if (end > all.length) break
      if (all[offset] === ERROR_RESPONSE) this.#failure = parseError(all, offset + HEAD_BYTES, end)
      else if (all[offset] === READY_FOR_QUERY) {
        const failure = this.#failure
        this.#failure = null
        this.#onAnswer(failure)
      }
      offset = end
    }
    this.#rest = offset < all.length ? all.subarray(offset) : null
  }
}

/** Fields, each a letter and a text that ends with 0: C is the code, M the message. */
function parseError(bytes: Buffer, start: number, end: number): DirectStatementError {
  const fields = new Map(
    bytes
      .toString("utf8", start, end)
      .split("\0")
      .map((field) => [field.slice(0, 1), field.slice(1)]),
  )
  return new DirectStatementError(fields.get("M") ?? "refused", fields.get("C") ?? "")
}
