import { randomBytes } from "node:crypto"
import * as encoding from "lib0/encoding"
import * as Y from "yjs"
import type { MessageWriter } from "../wire.ts"
import { toClientFrame } from "./raw-client.ts"

export interface BadInput {
  readonly what: string
  /** What goes onto the socket, frames and all. */
  readonly toBytes: (messages: MessageWriter) => Uint8Array
}

const megabyte = 1024 * 1024
const endless = Array.from({ length: 12 }, () => 255)
const maskedEmptyHead = [0x80, 0, 0, 0, 0]

/** The second of two edits, without the first. */
function createGap(): Uint8Array {
  const doc = new Y.Doc()
  doc.getText("text").insert(0, "first")
  const before = Y.encodeStateVector(doc)
  doc.getText("text").insert(5, "second")
  return Y.encodeStateAsUpdate(doc, before)
}

function createUpdate(): Uint8Array {
  const doc = new Y.Doc()
  doc.getText("text").insert(0, "some words that will be cut off")
  return Y.encodeStateAsUpdate(doc)
}

function createLargeAwareness(): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, 1)
  encoding.writeVarUint(encoder, 1_000_000_000)
  encoding.writeVarUint(encoder, 99)
  encoding.writeVarString(encoder, JSON.stringify({ junk: "x".repeat(megabyte) }))
  return encoding.toUint8Array(encoder)
}

const asFrame =
  (create: (messages: MessageWriter) => Uint8Array): BadInput["toBytes"] =>
  (messages) =>
    toClientFrame(create(messages))

export const badInputs: readonly BadInput[] = [
  { what: "a text frame", toBytes: () => Uint8Array.from([0x81, 0x82, 0, 0, 0, 0, 104, 105]) },
  { what: "an empty message", toBytes: () => Uint8Array.from([0x82, ...maskedEmptyHead]) },
  { what: "an unknown type", toBytes: asFrame((to) => to.nonsense([77])) },
  { what: "a varint that does not end", toBytes: asFrame((to) => to.nonsense([0, 2, 255, 255])) },
  { what: "a varint beyond 2^53", toBytes: asFrame((to) => to.nonsense([0, 2, ...endless, 1])) },
  { what: "a length beyond the end", toBytes: asFrame((to) => to.nonsense([0, 2, 200, 1, 1])) },
  { what: "an unknown kind of sync message", toBytes: asFrame((to) => to.nonsense([0, 9, 0])) },
  { what: "bytes after the message", toBytes: asFrame((to) => to.nonsense([0, 2, 2, 0, 0, 1])) },
  {
    what: "a state vector of garbage",
    toBytes: asFrame((to) => to.step1(Uint8Array.of(250, 1))),
  },
  { what: "an update of random bytes", toBytes: asFrame((to) => to.update(randomBytes(3000))) },
  {
    what: "an update that is cut off",
    toBytes: asFrame((to) => to.update(createUpdate().slice(0, -3))),
  },
  { what: "an update with a gap before it", toBytes: asFrame((to) => to.update(createGap())) },
  {
    what: "a message of 20 MB",
    toBytes: asFrame((to) => to.update(new Uint8Array(20 * megabyte))),
  },
  { what: "a reserved opcode", toBytes: () => Uint8Array.from([0x83, ...maskedEmptyHead]) },
  { what: "a frame without a mask", toBytes: () => Uint8Array.from([0x82, 2, 0, 0]) },
  {
    what: "1 MB of presence for somebody else",
    toBytes: asFrame((to) => to.awareness(createLargeAwareness())),
  },
  {
    what: "the same question 2,000 times",
    toBytes: (messages) =>
      Buffer.concat(
        Array.from({ length: 2000 }, () => toClientFrame(messages.step1(Uint8Array.of(0)))),
      ),
  },
]
