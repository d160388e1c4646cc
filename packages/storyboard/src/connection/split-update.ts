import * as encoding from "lib0/encoding"
import * as Y from "yjs"

export interface UpdateParts {
  /** Structs without deletions; each can be applied when those before it are. */
  readonly structs: readonly Uint8Array[]
  /** Deletions of what is there after all structs; at least one, though it may be empty. */
  readonly deletions: readonly Uint8Array[]
}

type Struct = ReturnType<typeof Y.decodeUpdate>["structs"][number]
type Deletions = ReturnType<typeof Y.decodeUpdate>["ds"]

/** About four bytes each. */
const rangesInPart = 16_000

/**
 * Parts of about `byteLength`, in an order in which a receiver that has all the update builds on never has to wait for
 * a later one. A single struct is never divided, so a part can be longer. Null: the update can't be divided.
 */
export function splitUpdate(update: Uint8Array, byteLength: number): UpdateParts | null {
  const { structs, ds } = Y.decodeUpdate(update)
  if (structs.some((struct) => struct instanceof Y.Skip)) return null
  const parts: Uint8Array[] = []
  let part = new StructPart()
  for (const struct of orderByNeed(structs)) {
    if (struct === null) return null
    part.add(struct)
    if (part.byteLength < byteLength) continue
    parts.push(part.encode())
    part = new StructPart()
  }
  if (part.byteLength > 0) parts.push(part.encode())
  return { structs: parts, deletions: splitDeletions(ds) }
}

/** Structs of an update without deletions, those of each client in a row. */
class StructPart {
  byteLength = 0
  readonly #clients = new Map<
    number,
    { clock: number; count: number; encoder: Y.UpdateEncoderV1 }
  >()

  add(struct: Struct): void {
    const { client, clock } = struct.id
    const row = this.#clients.get(client) ?? { clock, count: 0, encoder: new Y.UpdateEncoderV1() }
    this.#clients.set(client, row)
    const before = encoding.length(row.encoder.restEncoder)
    struct.write(row.encoder, 0)
    row.count += 1
    this.byteLength += encoding.length(row.encoder.restEncoder) - before
  }

  encode(): Uint8Array {
    const encoder = encoding.createEncoder()
    encoding.writeVarUint(encoder, this.#clients.size)
    for (const [client, row] of this.#clients) {
      encoding.writeVarUint(encoder, row.count)
      encoding.writeVarUint(encoder, client)
      encoding.writeVarUint(encoder, row.clock)
      encoding.writeUint8Array(encoder, row.encoder.toUint8Array())
    }
    encoding.writeVarUint(encoder, 0)
    return encoding.toUint8Array(encoder)
  }
}

/** Each struct after those of the same update that it names. Ends with null when structs need each other. */
function* orderByNeed(structs: readonly Struct[]): Generator<Struct | null> {
  const rows = Map.groupBy(structs, ({ id }) => id.client)
  const taken = new Map<number, number>()
  const findNext = (client: number) => rows.get(client)?.[taken.get(client) ?? 0]
  const isMissing = ({ client, clock }: Y.ID) => {
    const next = findNext(client)
    const last = rows.get(client)?.at(-1)
    return next !== undefined && last !== undefined && clock >= next.id.clock && isIn(last, clock)
  }
  for (const client of rows.keys()) {
    const waiting = [{ client, until: Number.POSITIVE_INFINITY }]
    for (let top = waiting.at(-1); top !== undefined; top = waiting.at(-1)) {
      const struct = findNext(top.client)
      if (struct === undefined || struct.id.clock > top.until) {
        waiting.pop()
        continue
      }
      const needed = listNeeds(struct).find((id) => id.client !== struct.id.client && isMissing(id))
      if (needed === undefined) {
        taken.set(top.client, (taken.get(top.client) ?? 0) + 1)
        yield struct
      } else if (waiting.some((other) => other.client === needed.client)) {
        yield null
        return
      } else waiting.push({ client: needed.client, until: needed.clock })
    }
  }
}

const isIn = (last: Struct, clock: number) => clock < last.id.clock + last.length

function listNeeds(struct: Struct): Y.ID[] {
  if (!(struct instanceof Y.Item)) return []
  return [struct.origin, struct.rightOrigin, struct.parent].filter((need) => need instanceof Y.ID)
}

function splitDeletions({ clients }: Deletions): Uint8Array[] {
  const ranges = [...clients].flatMap(([client, deleted]) =>
    deleted.map(({ clock, len }) => ({ client, clock, length: len })),
  )
  const parts: Uint8Array[] = []
  for (let start = 0; start === 0 || start < ranges.length; start += rangesInPart) {
    const rows = Map.groupBy(ranges.slice(start, start + rangesInPart), ({ client }) => client)
    const encoder = encoding.createEncoder()
    encoding.writeVarUint(encoder, 0)
    encoding.writeVarUint(encoder, rows.size)
    for (const [client, row] of rows) {
      encoding.writeVarUint(encoder, client)
      encoding.writeVarUint(encoder, row.length)
      for (const { clock, length } of row) {
        encoding.writeVarUint(encoder, clock)
        encoding.writeVarUint(encoder, length)
      }
    }
    parts.push(encoding.toUint8Array(encoder))
  }
  return parts
}
