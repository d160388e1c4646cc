import { isAscii, isUtf8 } from "node:buffer"

/** Thrown by the reader and by nothing else: the bytes are not an update. */
export class MalformedUpdateError extends Error {}

export type StructKind = "item" | "gc" | "skip"

/** What the reader tells about an update, in the order in which it stands there. */
export interface UpdateVisitor {
  /** `needs`: client and clock, in turns, of the structs it names; only valid during the call. */
  struct(
    client: number,
    clock: number,
    length: number,
    kind: StructKind,
    needs: readonly number[],
  ): void
  deletion(client: number, clock: number, length: number): void
}

const MAX_DEPTH = 100
const NONE: readonly number[] = []
const NOBODY: UpdateVisitor = { struct: () => {}, deletion: () => {} }
const CONTENT_BITS = 0x1f
const HAS_ORIGIN = 0x80
const HAS_RIGHT_ORIGIN = 0x40
const HAS_PARENT_SUB = 0x20

/**
 * Walks an update in Yjs' encoding v1 without making its structs, so that a hostile one costs
 * little, and refuses whatever would throw in a client that applies it. Yjs itself is more lenient
 * about bytes after the end, lengths of zero and unused bits.
 *
 * The encoding, from Yjs' own sources (`src/utils/encoding.js`, `src/structs`): the number of
 * clients; for each the number of its structs, its id, the first clock and the structs; then the
 * delete set: the number of clients; for each its id, the number of ranges, and clock and length
 * of each. All numbers are varuints.
 */
export function readUpdate(bytes: Uint8Array, visitor: UpdateVisitor): void {
  const reader = new ByteReader(bytes)
  for (let clients = reader.varUint(); clients > 0; clients -= 1) readClient(reader, visitor)
  for (let clients = reader.varUint(); clients > 0; clients -= 1) readDeletions(reader, visitor)
  reader.end()
}

/** The structs of one client, and where they stand in the bytes of the update. */
export interface StructBlock {
  readonly client: number
  readonly clock: number
  readonly end: number
  readonly firstByte: number
  readonly endByte: number
}

/** The blocks of an update, and where its delete set begins. Throws as `readUpdate` does. */
export function readBlocks(bytes: Uint8Array): {
  readonly blocks: StructBlock[]
  readonly deleteSetByte: number
} {
  const reader = new ByteReader(bytes)
  const blocks: StructBlock[] = []
  for (let clients = reader.varUint(); clients > 0; clients -= 1) {
    const firstByte = reader.position
    const block = readClient(reader, NOBODY)
    blocks.push({ ...block, firstByte, endByte: reader.position })
  }
  return { blocks, deleteSetByte: reader.position }
}

/** A delete set alone, as it is kept beside a snapshot. */
export function readDeleteSet(
  bytes: Uint8Array,
  visit: (client: number, clock: number, length: number) => void,
): void {
  const reader = new ByteReader(bytes)
  const visitor = { deletion: visit }
  for (let clients = reader.varUint(); clients > 0; clients -= 1) readDeletions(reader, visitor)
  reader.end()
}

function readClient(
  reader: ByteReader,
  visitor: UpdateVisitor,
): { client: number; clock: number; end: number } {
  let structs = reader.varUint()
  const client = reader.varUint()
  const first = reader.varUint()
  let clock = first
  for (; structs > 0; structs -= 1) {
    const length = readStruct(reader, visitor, client, clock)
    clock += length
    if (clock > Number.MAX_SAFE_INTEGER) refuse("a clock out of range")
  }
  return { client, clock: first, end: clock }
}

function readStruct(
  reader: ByteReader,
  visitor: UpdateVisitor,
  client: number,
  clock: number,
): number {
  const info = reader.byte()
  if (info === 0 || info === 10) {
    const length = positive(reader.varUint())
    visitor.struct(client, clock, length, info === 0 ? "gc" : "skip", NONE)
    return length
  }
  const needs: number[] = []
  if (info & HAS_ORIGIN) needs.push(reader.varUint(), reader.varUint())
  if (info & HAS_RIGHT_ORIGIN) needs.push(reader.varUint(), reader.varUint())
  if (!(info & (HAS_ORIGIN | HAS_RIGHT_ORIGIN))) {
    if (reader.varUint() === 1) reader.string()
    else needs.push(reader.varUint(), reader.varUint())
    if (info & HAS_PARENT_SUB) reader.string()
  }
  const length = positive(readContent(reader, info & CONTENT_BITS))
  visitor.struct(client, clock, length, "item", needs)
  return length
}

/** Reads one content and returns how many clocks it takes. */
function readContent(reader: ByteReader, content: number): number {
  switch (content) {
    case 1: // deleted
      return reader.varUint()
    case 2: // a list of JSON
      return repeat(reader.varUint(), () => {
        const text = reader.string().toString("utf8")
        if (text !== "undefined") parseJson(text)
      })
    case 3: // bytes
      reader.bytes(reader.varUint())
      return 1
    case 4: {
      const text = reader.string()
      return isAscii(text) ? text.length : countUtf16(text)
    }
    case 5: // embedded JSON
      parseJson(reader.string().toString("utf8"))
      return 1
    case 6: // a format: key and JSON
      reader.string()
      parseJson(reader.string().toString("utf8"))
      return 1
    case 7: {
      const type = reader.varUint()
      if (type > 6) refuse("an unknown type")
      if (type === 3 || type === 5) reader.string()
      return 1
    }
    case 8: // a list of values
      return repeat(reader.varUint(), () => readAny(reader, 0))
    default: // 9 is a doc inside the doc, which no storyboard has
      return refuse(`content of kind ${content}`)
  }
}

const PROTOTYPE_KEY = Buffer.from("__proto__")

/** lib0's encoding of any value (`src/encoding.js`, `writeAny`). */
function readAny(reader: ByteReader, depth: number): void {
  if (depth > MAX_DEPTH) refuse("a value that is nested too deeply")
  const type = reader.byte()
  switch (type) {
    case 127:
    case 126:
    case 121:
    case 120:
      return
    case 125:
      reader.varInt()
      return
    case 124:
      reader.bytes(4)
      return
    case 123:
    case 122:
      reader.bytes(8)
      return
    case 119:
      reader.string()
      return
    case 118:
      repeat(reader.varUint(), () => {
        // lib0 assigns it, so the object gets another prototype and passes for what it is not:
        // with bytes as its value no client could encode the doc any more.
        if (reader.string().equals(PROTOTYPE_KEY))
          refuse("a key that changes an object's prototype")
        readAny(reader, depth + 1)
      })
      return
    case 117:
      repeat(reader.varUint(), () => readAny(reader, depth + 1))
      return
    case 116:
      reader.bytes(reader.varUint())
      return
    default:
      refuse(`a value of type ${type}`)
  }
}

function readDeletions(reader: ByteReader, visitor: Pick<UpdateVisitor, "deletion">): void {
  const client = reader.varUint()
  for (let ranges = reader.varUint(); ranges > 0; ranges -= 1) {
    const clock = reader.varUint()
    const length = positive(reader.varUint())
    if (clock + length > Number.MAX_SAFE_INTEGER) refuse("a clock out of range")
    visitor.deletion(client, clock, length)
  }
}

/** Every read is checked against the end, so a false count ends the reading soon. */
class ByteReader {
  readonly #bytes: Buffer
  #position = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }

  get position(): number {
    return this.#position
  }

  byte(): number {
    const value = this.#bytes[this.#position]
    if (value === undefined) return refuse("an unexpected end")
    this.#position += 1
    return value
  }

  varUint(): number {
    let value = 0
    let unit = 1
    for (;;) {
      const byte = this.byte()
      value += (byte & 0x7f) * unit
      if (value > Number.MAX_SAFE_INTEGER) return refuse("a number out of range")
      if (byte < 0x80) return value
      unit *= 128
    }
  }

  varInt(): void {
    let byte = this.byte()
    let value = byte & 0x3f
    let unit = 64
    while (byte & 0x80) {
      byte = this.byte()
      value += (byte & 0x7f) * unit
      unit *= 128
      if (value > Number.MAX_SAFE_INTEGER) refuse("a number out of range")
    }
  }

  bytes(length: number): Buffer {
    const end = this.#position + length
    if (end > this.#bytes.length) refuse("an unexpected end")
    const slice = this.#bytes.subarray(this.#position, end)
    this.#position = end
    return slice
  }

  string(): Buffer {
    const text = this.bytes(this.varUint())
    if (!isUtf8(text)) refuse("text that is not UTF-8")
    return text
  }

  end(): void {
    if (this.#position < this.#bytes.length) refuse("bytes after the end")
  }
}

function repeat(count: number, read: () => void): number {
  for (let index = 0; index < count; index += 1) read()
  return count
}

function positive(length: number): number {
  return length > 0 ? length : refuse("a length of zero")
}

/** One unit for each character, two for those that take four bytes. */
function countUtf16(text: Buffer): number {
  let units = 0
  for (const byte of text) {
    if ((byte & 0xc0) !== 0x80) units += byte >= 0xf0 ? 2 : 1
  }
  return units
}

function parseJson(text: string): void {
  try {
    JSON.parse(text)
  } catch {
    refuse("text that is not JSON")
  }
}

function refuse(reason: string): never {
  throw new MalformedUpdateError(reason)
}
