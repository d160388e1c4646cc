import { message } from "../backends/wire-message.ts"

/**
 * Requests of PostgreSQL's wire protocol 3.0 (protocol-message-formats in its manual). Each ends
 * with Sync, which makes it a transaction and asks for ReadyForQuery.
 */
const SYNC = message("S", Buffer.alloc(0))
/** The unnamed portal, all rows. */
const EXECUTE_AND_SYNC = Buffer.concat([message("E", Buffer.alloc(5)), SYNC])
const HEAD_BYTES = 5

/** Makes a prepared statement; the server finds out the types of its parameters. */
export function parse(name: string, text: string): Buffer {
  return Buffer.concat([message("P", Buffer.from(`${name}\0${text}\0\0\0`)), SYNC])
}

/** Runs a prepared statement with parameters in binary format. */
export function bindAndExecute(name: string, parameters: readonly Uint8Array[]): Buffer {
  // The unnamed portal, the statement, one format for all parameters, their number.
  const nameBytes = name.length + 1
  let byteLength = HEAD_BYTES + 1 + nameBytes + 6
  for (const parameter of parameters) byteLength += 4 + parameter.length
  // No formats of results.
  byteLength += 2
  const request = Buffer.allocUnsafe(byteLength + EXECUTE_AND_SYNC.length)
  let offset = request.writeUInt8(0x42, 0)
  offset = request.writeInt32BE(byteLength - 1, offset)
  offset = request.writeUInt8(0, offset)
  offset += request.write(`${name}\0`, offset, "latin1")
  offset = request.writeInt16BE(1, offset)
  offset = request.writeInt16BE(1, offset)
  offset = request.writeInt16BE(parameters.length, offset)
  for (const parameter of parameters) {
    offset = request.writeInt32BE(parameter.length, offset)
    request.set(parameter, offset)
    offset += parameter.length
  }
  offset = request.writeInt16BE(0, offset)
  request.set(EXECUTE_AND_SYNC, offset)
  return request
}

export function terminate(): Buffer {
  return message("X", Buffer.alloc(0))
}
