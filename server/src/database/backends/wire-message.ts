/**
 * The frontend half of PostgreSQL's wire protocol 3.0, as far as a proxy needs it
 * (postgresql.org/docs/15/protocol-message-formats.html).
 */
export type FrontendMessage =
  | { type: "startup" | "ssl-request" | "cancel-request"; bytes: Uint8Array }
  | { type: string; bytes: Uint8Array }

const SSL_REQUEST = 80_877_103
const GSS_REQUEST = 80_877_104
const CANCEL_REQUEST = 80_877_102
const ERROR_RESPONSE = 0x45
const MAX_MESSAGE_BYTES = 256 * 1024 * 1024

/** Cuts a stream of bytes into whole messages; what is not whole yet is kept for the next call. */
export class FrontendSplitter {
  #parts: Uint8Array[] = []
  #size = 0
  #needed = 0
  #started = false

  push(bytes: Uint8Array): FrontendMessage[] {
    this.#parts.push(bytes)
    this.#size += bytes.length
    if (this.#size < this.#needed) return []
    const all = this.#parts.length === 1 ? bytes : Buffer.concat(this.#parts)
    const messages: FrontendMessage[] = []
    let offset = 0
    for (;;) {
      const length = this.#lengthAt(all, offset)
      this.#needed = length ?? all.length - offset + 1
      if (length === null || offset + length > all.length) break
      messages.push(this.#messageOf(all.subarray(offset, offset + length)))
      offset += length
    }
    this.#parts = offset < all.length ? [all.subarray(offset)] : []
    this.#size = all.length - offset
    return messages
  }

  #lengthAt(all: Uint8Array, offset: number): number | null {
    const typeBytes = this.#started ? 1 : 0
    if (all.length < offset + typeBytes + 4) return null
    const length = viewOf(all).getUint32(offset + typeBytes) + typeBytes
    if (length < typeBytes + 4 || length > MAX_MESSAGE_BYTES) {
      throw new RangeError(`a message of ${length} bytes`)
    }
    return length
  }

  #messageOf(bytes: Uint8Array): FrontendMessage {
    if (this.#started) return { type: String.fromCharCode(bytes[0] ?? 0), bytes }
    const code = bytes.length >= 8 ? viewOf(bytes).getUint32(4) : 0
    if (code === SSL_REQUEST || code === GSS_REQUEST) return { type: "ssl-request", bytes }
    if (code === CANCEL_REQUEST) return { type: "cancel-request", bytes }
    this.#started = true
    return { type: "startup", bytes }
  }
}

/** The name of the prepared statement that a Parse message makes; empty for the unnamed one. */
export function statementNameOf(parse: Uint8Array): string {
  return Buffer.from(parse.buffer, parse.byteOffset + 5, parse.length - 5)
    .toString("utf8")
    .split("\0", 1)
    .join("")
}

/** The transaction status in the last ReadyForQuery of an answer, or null when it has none. */
export function lastReadyStatus(answer: Uint8Array): string | null {
  let status: string | null = null
  const view = viewOf(answer)
  for (let offset = 0; offset + 5 <= answer.length; offset += view.getUint32(offset + 1) + 1) {
    if (answer[offset] === 0x5a) status = String.fromCharCode(answer[offset + 5] ?? 0)
  }
  return status
}

/** Whether an answer says that the server cannot go on. */
export function hasPanic(answer: Uint8Array): boolean {
  const view = viewOf(answer)
  for (let offset = 0; offset + 5 <= answer.length; offset += view.getUint32(offset + 1) + 1) {
    if (answer[offset] !== ERROR_RESPONSE) continue
    const end = offset + 1 + view.getUint32(offset + 1)
    const fields = Buffer.from(answer.subarray(offset + 5, end)).toString("utf8")
    if (fields.split("\0").includes("VPANIC")) return true
  }
  return false
}

export function simpleQuery(text: string): Uint8Array {
  return message("Q", Buffer.from(`${text}\0`))
}

/** What a server says after it accepted a connection. */
export function welcome(): Uint8Array {
  const parameters = {
    server_version: "18.0",
    server_encoding: "UTF8",
    client_encoding: "UTF8",
    DateStyle: "ISO, MDY",
    TimeZone: "UTC",
    integer_datetimes: "on",
    standard_conforming_strings: "on",
  }
  return Buffer.concat([
    message("R", Buffer.alloc(4)),
    ...Object.entries(parameters).map(([name, value]) =>
      message("S", Buffer.from(`${name}\0${value}\0`)),
    ),
    message("K", Buffer.alloc(8)),
    message("Z", Buffer.from("I")),
  ])
}

export function fatalError(code: string, text: string): Uint8Array {
  return message("E", Buffer.from(`SFATAL\0VFATAL\0C${code}\0M${text}\0\0`))
}

/** Its type, its length and what it says. */
export function message(type: string, body: Uint8Array): Buffer {
  const head = Buffer.alloc(5)
  head.write(type, 0, "latin1")
  head.writeUInt32BE(body.length + 4, 1)
  return Buffer.concat([head, body])
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
