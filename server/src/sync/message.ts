import { acknowledgementMessage, eventMessage, type SyncEvent } from "@panelwright/core/protocol"
import * as decoding from "lib0/decoding"
import * as encoding from "lib0/encoding"

/** Message types of y-websocket and, for 0, the kinds of sync message (y-protocols `sync.js`). */
const SYNC = 0
const AWARENESS = 1
const AUTH = 2
const QUERY_AWARENESS = 3
const STEP_1 = 0
const STEP_2 = 1
const UPDATE = 2
const PERMISSION_DENIED = 0

export type ClientMessage =
  | { kind: "step-1"; stateVector: Uint8Array }
  /** `answer`: a sync step 2, what the server lacked when the client connected. */
  | { kind: "update"; update: Uint8Array; answer: boolean }
  | { kind: "awareness"; states: Uint8Array }
  | { kind: "query-awareness" }
  | { kind: "malformed" }
  | { kind: "unknown" }

/** The bytes in the result are views of the message. */
export function parseClientMessage(message: Uint8Array): ClientMessage {
  try {
    const decoder = decoding.createDecoder(message)
    const parsed = readMessage(decoder)
    return decoding.hasContent(decoder) && parsed.kind !== "unknown"
      ? { kind: "malformed" }
      : parsed
  } catch {
    return { kind: "malformed" }
  }
}

function readMessage(decoder: decoding.Decoder): ClientMessage {
  switch (decoding.readVarUint(decoder)) {
    case SYNC:
      return readSyncMessage(decoder)
    case AWARENESS:
      return { kind: "awareness", states: readBytes(decoder) }
    case QUERY_AWARENESS:
      return { kind: "query-awareness" }
    default:
      return { kind: "unknown" }
  }
}

function readSyncMessage(decoder: decoding.Decoder): ClientMessage {
  switch (decoding.readVarUint(decoder)) {
    case STEP_1:
      return { kind: "step-1", stateVector: readBytes(decoder) }
    case STEP_2:
      return { kind: "update", update: readBytes(decoder), answer: true }
    case UPDATE:
      return { kind: "update", update: readBytes(decoder), answer: false }
    default:
      return { kind: "unknown" }
  }
}

/** lib0's own reader returns a short view when the message ends too early. */
function readBytes(decoder: decoding.Decoder): Uint8Array {
  const length = decoding.readVarUint(decoder)
  if (decoder.pos + length > decoder.arr.length) throw new RangeError("an unexpected end")
  return decoding.readUint8Array(decoder, length)
}

/** A state vector from the network; null when it is none. */
export function parseStateVector(bytes: Uint8Array): ReadonlyMap<number, number> | null {
  try {
    const decoder = decoding.createDecoder(bytes)
    const clocks = new Map<number, number>()
    for (let left = decoding.readVarUint(decoder); left > 0; left -= 1) {
      clocks.set(decoding.readVarUint(decoder), decoding.readVarUint(decoder))
    }
    return decoding.hasContent(decoder) ? null : clocks
  } catch {
    return null
  }
}

/**
 * A whole WebSocket message as the bytes of one unmasked, final, binary frame (RFC 6455, 5.2).
 * Built here instead of by `ws` because the same frame goes to everybody in a room, and several in
 * a row leave in one write.
 */
export function toFrame(...parts: readonly Uint8Array[]): Buffer {
  let length = 0
  for (const part of parts) length += part.length
  const headLength = length < 126 ? 2 : length < 65_536 ? 4 : 10
  const frame = Buffer.allocUnsafe(headLength + length)
  frame[0] = 0x82
  if (headLength === 2) frame[1] = length
  else if (headLength === 4) {
    frame[1] = 126
    frame.writeUInt16BE(length, 2)
  } else {
    frame[1] = 127
    frame.writeBigUInt64BE(BigInt(length), 2)
  }
  let offset = headLength
  for (const part of parts) {
    frame.set(part, offset)
    offset += part.length
  }
  return frame
}

export function toUpdateFrame(update: Uint8Array): Buffer {
  return toFrame(head(SYNC, UPDATE, update.length), update)
}

export function toStep1Frame(stateVector: Uint8Array): Buffer {
  return toFrame(head(SYNC, STEP_1, stateVector.length), stateVector)
}

export function toStep2Frame(update: Uint8Array): Buffer {
  return toFrame(head(SYNC, STEP_2, update.length), update)
}

export function toAwarenessFrame(states: Uint8Array): Buffer {
  return toFrame(head(AWARENESS, states.length), states)
}

export function toAcknowledgementFrame(updates: number, answers: number): Buffer {
  return toFrame(head(acknowledgementMessage, updates, answers))
}

export function toEventFrame(event: SyncEvent): Buffer {
  const text = Buffer.from(JSON.stringify(event))
  return toFrame(head(eventMessage, text.length), text)
}

export function toPermissionDeniedFrame(reason: string): Buffer {
  const text = Buffer.from(reason)
  return toFrame(head(AUTH, PERMISSION_DENIED, text.length), text)
}

function head(...numbers: readonly number[]): Uint8Array {
  const encoder = encoding.createEncoder()
  for (const number of numbers) encoding.writeVarUint(encoder, number)
  return encoding.toUint8Array(encoder)
}
