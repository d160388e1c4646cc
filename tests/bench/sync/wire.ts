import * as encoding from "lib0/encoding"

/** How messages look on a peer's socket: y-websocket's, or the same with the room's name in front. */
export type Wire = "y-websocket" | "hocuspocus" | "relay"

/** y-websocket's message types, and its kinds of sync message. */
const sync = 0
const awareness = 1
const auth = 2
const step1 = 0
const step2 = 1
const update = 2
/** Hocuspocus answers a step 1 with a type of its own. */
const syncReply = 4

export interface MessageWriter {
  /** What a client says first. */
  hello(): Uint8Array[]
  step1(stateVector: Uint8Array): Uint8Array
  step2(bytes: Uint8Array): Uint8Array
  update(bytes: Uint8Array): Uint8Array
  awareness(states: Uint8Array): Uint8Array
  /** Whatever is no message at all, addressed as one. */
  nonsense(bytes: readonly number[]): Uint8Array
}

const emptyStateVector = Uint8Array.of(0)

export function createMessageWriter(wire: Wire, room: string): MessageWriter {
  const write = (types: readonly number[], bytes: Uint8Array): Uint8Array => {
    const encoder = encoding.createEncoder()
    if (wire === "hocuspocus") encoding.writeVarString(encoder, room)
    for (const type of types) encoding.writeVarUint(encoder, type)
    encoding.writeVarUint8Array(encoder, bytes)
    return encoding.toUint8Array(encoder)
  }
  const writer: MessageWriter = {
    hello() {
      const first = writer.step1(emptyStateVector)
      if (wire === "relay") return []
      return wire === "hocuspocus" ? [write([auth, 0], Buffer.from("token")), first] : [first]
    },
    step1: (stateVector) => write([sync, step1], stateVector),
    step2: (bytes) => write([sync, step2], bytes),
    update: (bytes) => write([sync, update], bytes),
    awareness: (states) => write([awareness], states),
    nonsense(bytes) {
      const encoder = encoding.createEncoder()
      if (wire === "hocuspocus") encoding.writeVarString(encoder, room)
      encoding.writeUint8Array(encoder, Uint8Array.from(bytes))
      return encoding.toUint8Array(encoder)
    },
  }
  return writer
}

export type ServerMessage =
  | { readonly kind: "step-1" | "step-2" | "update" | "awareness"; readonly bytes: Uint8Array }
  /** So many of the connection's updates are stored, by the server's word: since its start, or now. */
  | { readonly kind: "acknowledgement"; readonly updates: number; readonly isTotal: boolean }
  | { readonly kind: "other" }

const acknowledgement = 100
/** Hocuspocus says by it that one message was taken in. */
const syncStatus = 8
const other = { kind: "other" } as const

/** What a server says; the bytes are a view. */
export function parseServerMessage(wire: Wire, message: Uint8Array): ServerMessage {
  let at = 0
  const readVarUint = (): number => {
    let value = 0
    for (let unit = 1; ; unit *= 128) {
      const byte = message[at] ?? 0
      at += 1
      value += (byte & 0x7f) * unit
      if (byte < 0x80) return value
    }
  }
  const readBytes = (): Uint8Array => {
    const length = readVarUint()
    at += length
    return message.subarray(at - length, at)
  }
  // The name of the room; a relay says what clients said.
  if (wire === "hocuspocus") readBytes()
  const type = readVarUint()
  if (type === awareness) return { kind: "awareness", bytes: readBytes() }
  if (wire === "hocuspocus" && type === syncStatus)
    return { kind: "acknowledgement", updates: readVarUint(), isTotal: false }
  if (type === acknowledgement)
    return { kind: "acknowledgement", updates: readVarUint(), isTotal: true }
  if (type !== sync && type !== syncReply) return other
  const kind = readVarUint()
  if (kind === step1) return { kind: "step-1", bytes: readBytes() }
  if (kind === step2) return { kind: "step-2", bytes: readBytes() }
  return kind === update ? { kind: "update", bytes: readBytes() } : other
}
