import { type CloseReason, closeReasons, syncEventSchema } from "@panelwright/core/protocol"
import type { SyncEvent } from "@panelwright/core/protocol"
import * as decoding from "lib0/decoding"
import * as encoding from "lib0/encoding"
import { z } from "zod"

/** One client's awareness as nodes tell each other. */
export interface TaggedState {
  readonly clientId: number
  readonly clock: number
  /** Whose the client id is. */
  readonly actorId: string
  /** JSON with the server's `user`; null for a client that left. */
  readonly json: string | null
}

/** What nodes say to each other about a storyboard. */
export type RoomMessage =
  /** These are durable; the first has this seq, the others follow on it. */
  | { kind: "updates"; firstSeq: number; updates: readonly Uint8Array[] }
  /** `whole`: who is not among them is not on that node. */
  | { kind: "presence"; states: readonly TaggedState[]; whole: boolean }
  /** Somebody new wants to know who is there. */
  | { kind: "presence-query" }
  | { kind: "event"; event: SyncEvent }
  /** Every connection is to be closed. */
  | { kind: "cut"; reason: CloseReason }

const KINDS = ["updates", "presence", "presence-query", "event", "cut"] as const
const closeReasonSchema = z.enum(closeReasons)

export const roomTopic = (storyboardId: string): string => `room:${storyboardId}`

export function encodeRoomMessage(message: RoomMessage): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, KINDS.indexOf(message.kind))
  switch (message.kind) {
    case "updates":
      encoding.writeVarUint(encoder, message.firstSeq)
      encoding.writeVarUint(encoder, message.updates.length)
      for (const update of message.updates) encoding.writeVarUint8Array(encoder, update)
      break
    case "presence":
      encoding.writeVarUint(encoder, message.whole ? 1 : 0)
      encoding.writeVarUint(encoder, message.states.length)
      for (const { clientId, clock, actorId, json } of message.states) {
        encoding.writeVarUint(encoder, clientId)
        encoding.writeVarUint(encoder, clock)
        encoding.writeVarString(encoder, actorId)
        encoding.writeVarString(encoder, json ?? "")
      }
      break
    case "presence-query":
      break
    case "event":
      encoding.writeVarString(encoder, JSON.stringify(message.event))
      break
    case "cut":
      encoding.writeVarString(encoder, message.reason)
      break
  }
  return encoding.toUint8Array(encoder)
}

/** Null for what another release may say. The updates are views of the bytes. */
export function parseRoomMessage(bytes: Uint8Array): RoomMessage | null {
  try {
    return readMessage(decoding.createDecoder(bytes))
  } catch {
    return null
  }
}

function readMessage(decoder: decoding.Decoder): RoomMessage | null {
  const kind = KINDS[decoding.readVarUint(decoder)]
  if (kind === undefined) return null
  switch (kind) {
    case "updates": {
      const firstSeq = decoding.readVarUint(decoder)
      return { kind, firstSeq, updates: readList(decoder, decoding.readVarUint8Array) }
    }
    case "presence": {
      const whole = decoding.readVarUint(decoder) === 1
      return { kind, whole, states: readList(decoder, readState) }
    }
    case "presence-query":
      return { kind }
    case "event":
      return { kind, event: syncEventSchema.parse(JSON.parse(decoding.readVarString(decoder))) }
    case "cut":
      return { kind, reason: closeReasonSchema.parse(decoding.readVarString(decoder)) }
  }
}

function readList<Value>(
  decoder: decoding.Decoder,
  read: (decoder: decoding.Decoder) => Value,
): Value[] {
  const list: Value[] = []
  for (let left = decoding.readVarUint(decoder); left > 0; left -= 1) list.push(read(decoder))
  return list
}

function readState(decoder: decoding.Decoder): TaggedState {
  const clientId = decoding.readVarUint(decoder)
  const clock = decoding.readVarUint(decoder)
  const actorId = decoding.readVarString(decoder)
  const json = decoding.readVarString(decoder)
  return { clientId, clock, actorId, json: json === "" ? null : json }
}
