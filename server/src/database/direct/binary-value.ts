/** PostgreSQL's binary format of values (src/backend/utils/adt, the functions `…_send`). */

const MICROSECONDS = 1000n
const POSTGRES_EPOCH_MS = 946_684_800_000n
const ARRAY_HEAD_BYTES = 20
const oids = { bytea: 17, int8: 20, text: 25, timestamptz: 1184 } as const

export function toTextArray(values: readonly string[]): Buffer {
  // Most often all are the same one.
  let last = ""
  let bytes = Buffer.alloc(0)
  return toArray(
    oids.text,
    values.map((value) => {
      if (value !== last) [last, bytes] = [value, Buffer.from(value)]
      return bytes
    }),
  )
}

export function toByteaArray(values: readonly Uint8Array[]): Buffer {
  return toArray(oids.bytea, values)
}

export function toBigintArray(values: readonly number[]): Buffer {
  return toArrayOfEight(oids.int8, values, writeBigint)
}

export function toTimestamp(at: Date): Buffer {
  const bytes = Buffer.allocUnsafe(8)
  writeTimestamp(bytes, at.getTime(), 0)
  return bytes
}

/** Of milliseconds since 1970. */
export function toTimestampArray(values: readonly number[]): Buffer {
  return toArrayOfEight(oids.timestamptz, values, writeTimestamp)
}

function writeBigint(bytes: Buffer, value: number, offset: number): void {
  // A BigInt for each row would be most of what a row costs.
  bytes.writeInt32BE(Math.floor(value / 2 ** 32), offset)
  bytes.writeUInt32BE(value >>> 0, offset + 4)
}

function writeTimestamp(bytes: Buffer, milliseconds: number, offset: number): void {
  bytes.writeBigInt64BE((BigInt(milliseconds) - POSTGRES_EPOCH_MS) * MICROSECONDS, offset)
}

function toArrayOfEight(
  elementType: number,
  values: readonly number[],
  writeValue: (bytes: Buffer, value: number, offset: number) => void,
): Buffer {
  const array = Buffer.allocUnsafe(ARRAY_HEAD_BYTES + values.length * 12)
  let offset = writeHead(array, elementType, values.length)
  for (const value of values) {
    offset = array.writeInt32BE(8, offset)
    writeValue(array, value, offset)
    offset += 8
  }
  return array
}

function toArray(elementType: number, values: readonly Uint8Array[]): Buffer {
  let byteLength = ARRAY_HEAD_BYTES
  for (const value of values) byteLength += 4 + value.length
  const array = Buffer.allocUnsafe(byteLength)
  let offset = writeHead(array, elementType, values.length)
  for (const value of values) {
    offset = array.writeInt32BE(value.length, offset)
    array.set(value, offset)
    offset += value.length
  }
  return array
}

/** One dimension that begins at 1, without nulls. */
function writeHead(array: Buffer, elementType: number, length: number): number {
  let offset = array.writeInt32BE(1, 0)
  offset = array.writeInt32BE(0, offset)
  offset = array.writeInt32BE(elementType, offset)
  offset = array.writeInt32BE(length, offset)
  return array.writeInt32BE(1, offset)
}
