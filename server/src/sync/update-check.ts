import { failure, type Result, success } from "@panelwright/core"
import type { DeletedRanges } from "./deleted-ranges.ts"
import { MalformedUpdateError, readUpdate } from "./update-reader.ts"

/** What a doc contains: how many clocks of each client, and which of them are deleted. */
export interface DocExtent {
  readonly clocks: ReadonlyMap<number, number>
  readonly deleted: DeletedRanges
}

/** What an update adds to an extent. Empty maps and lists: nothing. */
export interface UpdateExtent {
  /** The new end of each client's clocks that the update moves on. */
  readonly ends: ReadonlyMap<number, number>
  /** The first clock of each of those clients that is new. */
  readonly deletions: readonly Deletion[]
}

export interface Deletion {
  readonly client: number
  readonly start: number
  readonly end: number
}

export type UpdateFailure =
  | { kind: "update-refused"; reason: string }
  | { kind: "update-gap"; reason: string }

interface Struct {
  readonly clock: number
  readonly end: number
  readonly dependencies: number[]
}

const MAX_NEW_CLIENTS = 4096

/**
 * Checks that a client which has `known` and applies the update ends with nothing pending and
 * nothing thrown: every struct follows on its predecessor, and what it names is there before it.
 */
export function checkUpdate(
  update: Uint8Array,
  known: DocExtent,
): Result<UpdateExtent, UpdateFailure> {
  const blocks = new Map<number, Struct[]>()
  const deletions: Deletion[] = []
  let last: Struct | null = null
  let skipped: string | null = null
  const clockOf = (client: number) => known.clocks.get(client) ?? 0
  try {
    readUpdate(update, {
      struct: (client, clock, length, kind) => {
        const end = clock + length
        if (kind === "skip" && end > clockOf(client)) skipped ??= `clock ${clock} of ${client}`
        last = { clock, end, dependencies: [] }
        const block = blocks.get(client)
        if (!block) blocks.set(client, [last])
        else if (block.at(-1)?.end === clock) block.push(last)
        else throw new MalformedUpdateError("a client that appears twice")
      },
      dependency: (client, clock) => last?.dependencies.push(client, clock),
      deletion: (client, clock, length) =>
        deletions.push({ client, start: clock, end: clock + length }),
    })
  } catch (error) {
    if (!(error instanceof MalformedUpdateError)) throw error
    return failure({ kind: "update-refused", reason: error.message })
  }
  if (skipped !== null) return failure({ kind: "update-gap", reason: skipped })
  const order = checkOrder(blocks, clockOf)
  if (order) return failure(order)

  const ends = new Map<number, number>()
  let newClients = 0
  for (const [client, block] of blocks) {
    const end = block.at(-1)?.end ?? 0
    if (end <= clockOf(client)) continue
    ends.set(client, end)
    if (!known.clocks.has(client)) newClients += 1
  }
  if (newClients > MAX_NEW_CLIENTS) {
    return failure({ kind: "update-refused", reason: `${newClients} new clients` })
  }
  for (const { client, end } of deletions) {
    if (end > (ends.get(client) ?? clockOf(client))) {
      return failure({ kind: "update-gap", reason: `deletes clock ${end - 1} of ${client}` })
    }
  }
  return success({
    ends,
    deletions: deletions.filter(({ client, start, end }) => !known.deleted.has(client, start, end)),
  })
}

/**
 * Goes through the structs in an order in which Yjs can integrate them: one that needs another
 * client's struct of this update waits until that one is through.
 */
function checkOrder(
  blocks: ReadonlyMap<number, readonly Struct[]>,
  clockOf: (client: number) => number,
): UpdateFailure | null {
  const next = new Map<number, number>()
  const reached = new Map<number, number>()
  const waiting = new Map<Struct, number[]>()
  const ready: number[] = []
  for (const [client, block] of blocks) {
    const first = block[0]?.clock ?? 0
    if (first > clockOf(client)) {
      return { kind: "update-gap", reason: `clock ${first} of ${client}` }
    }
    next.set(client, 0)
    ready.push(client)
  }

  let left = ready.length
  while (ready.length > 0) {
    const client = ready.pop() ?? 0
    const block = blocks.get(client) ?? []
    let index = next.get(client) ?? 0
    for (; index < block.length; index += 1) {
      const struct = block[index]
      if (!struct) break
      const missing = findMissing(struct, client, clockOf, reached)
      if (missing) {
        if (missing.client === client) {
          return { kind: "update-refused", reason: "a struct that needs a later one" }
        }
        const needed = findStruct(blocks.get(missing.client) ?? [], missing.clock)
        if (!needed) {
          return { kind: "update-gap", reason: `needs clock ${missing.clock} of ${missing.client}` }
        }
        const waiters = waiting.get(needed)
        if (waiters) waiters.push(client)
        else waiting.set(needed, [client])
        break
      }
      reached.set(client, Math.max(clockOf(client), struct.end))
      const waiters = waiting.get(struct)
      if (waiters) ready.push(...waiters)
    }
    next.set(client, index)
    if (index === block.length) left -= 1
  }
  return left === 0 ? null : { kind: "update-refused", reason: "structs that need each other" }
}

function findMissing(
  struct: Struct,
  client: number,
  clockOf: (client: number) => number,
  reached: ReadonlyMap<number, number>,
): { client: number; clock: number } | null {
  const { dependencies } = struct
  for (let index = 0; index < dependencies.length; index += 2) {
    const other = dependencies[index] ?? 0
    const clock = dependencies[index + 1] ?? 0
    const there = other === client ? struct.clock : (reached.get(other) ?? clockOf(other))
    if (clock >= there) return { client: other, clock }
  }
  return null
}

function findStruct(block: readonly Struct[], clock: number): Struct | null {
  let low = 0
  let high = block.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((block[middle]?.end ?? 0) <= clock) low = middle + 1
    else high = middle
  }
  const found = block[low]
  return found && found.clock <= clock ? found : null
}
