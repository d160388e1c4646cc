import { failure, type Result, success } from "@panelwright/core"
import * as encoding from "lib0/encoding"
import * as Y from "yjs"
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

/** Structs in a row; only the first may need another client's struct of the same update. */
interface Run {
  readonly clock: number
  end: number
  /** Client and clock, in turns. */
  readonly needs: readonly number[] | null
}

const MAX_NEW_CLIENTS = 4096

/** An update that may enter a doc, and what it adds. */
export interface CheckedUpdate extends UpdateExtent {
  /** The update that was checked, or a shorter one that adds the same. */
  readonly update: Uint8Array
}

/**
 * Checks that a client which has `known` and applies the update ends with nothing pending and
 * nothing thrown: every struct follows on its predecessor, and what it names is there before it.
 */
export function checkUpdate(
  update: Uint8Array,
  known: DocExtent,
): Result<CheckedUpdate, UpdateFailure> {
  const clockOf = (client: number) => known.clocks.get(client) ?? 0
  const maxClients = known.clocks.size + MAX_NEW_CLIENTS
  const blocks = new Map<number, Run[]>()
  const deletions: Deletion[] = []
  const skipped: string[] = []
  const overlapping = new Map<number, number>()
  try {
    readUpdate(update, {
      struct: (client, clock, length, kind, needs) => {
        if (kind === "skip" && clock + length > clockOf(client)) skipped.push(`${client} ${clock}`)
        if (kind === "item" && clock < clockOf(client) && clock + length > clockOf(client)) {
          overlapping.set(client, clockOf(client))
        }
        const block = blocks.get(client)
        if (!block && blocks.size > maxClients) throw new MalformedUpdateError("too many clients")
        addToBlock(block ?? startBlock(blocks, client), {
          clock,
          end: clock + length,
          needs: keepUnknown(needs, client, clock, clockOf),
        })
      },
      deletion: (client, clock, length) => {
        if (known.deleted.has(client, clock, clock + length)) return
        deletions.push({ client, start: clock, end: clock + length })
      },
    })
  } catch (error) {
    if (!(error instanceof MalformedUpdateError)) throw error
    return failure({ kind: "update-refused", reason: error.message })
  }
  // Yjs takes it on trust that what it knows of a struct is the same struct's beginning, and throws
  // when it is not. A struct that begins where the known ends is safe whatever is before it.
  if (overlapping.size > 0) {
    return checkUpdate(Y.diffUpdate(update, Y.encodeStateVector(overlapping)), known)
  }
  if (skipped[0]) return failure({ kind: "update-gap", reason: `skips ${skipped[0]}` })
  const disorder = checkOrder(blocks, clockOf)
  if (disorder) return failure(disorder)

  const ends = new Map<number, number>()
  for (const [client, block] of blocks) {
    const end = block.at(-1)?.end ?? 0
    if (end > clockOf(client)) ends.set(client, end)
  }
  for (const { client, end } of deletions) {
    if (end > (ends.get(client) ?? clockOf(client))) {
      return failure({ kind: "update-gap", reason: `deletes ${client} ${end - 1}` })
    }
  }
  return success({ update, ends, deletions })
}

function startBlock(blocks: Map<number, Run[]>, client: number): Run[] {
  const block: Run[] = []
  blocks.set(client, block)
  return block
}

function addToBlock(block: Run[], run: Run): void {
  const last = block.at(-1)
  if (last && last.end !== run.clock) throw new MalformedUpdateError("a client that appears twice")
  if (last && !run.needs) last.end = run.end
  else block.push(run)
}

/** What of these is not in the doc yet and comes from another client. */
function keepUnknown(
  needs: readonly number[],
  client: number,
  clock: number,
  clockOf: (client: number) => number,
): readonly number[] | null {
  let unknown: number[] | null = null
  for (let index = 0; index < needs.length; index += 2) {
    const [other = 0, needed = 0] = [needs[index], needs[index + 1]]
    if (other === client) {
      if (needed >= clock) throw new MalformedUpdateError("a struct that needs a later one")
    } else if (needed >= clockOf(other)) (unknown ??= []).push(other, needed)
  }
  return unknown
}

/** An update with these deletions and nothing else. */
export function encodeDeletions(deletions: readonly Deletion[]): Uint8Array {
  const clients = Map.groupBy(deletions, ({ client }) => client)
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, 0)
  encoding.writeVarUint(encoder, clients.size)
  for (const [client, ranges] of clients) {
    encoding.writeVarUint(encoder, client)
    encoding.writeVarUint(encoder, ranges.length)
    for (const { start, end } of ranges) {
      encoding.writeVarUint(encoder, start)
      encoding.writeVarUint(encoder, end - start)
    }
  }
  return encoding.toUint8Array(encoder)
}

/**
 * Goes through the structs in an order in which Yjs can integrate them: one that needs another
 * client's struct of this update waits until that one is through.
 */
function checkOrder(
  blocks: ReadonlyMap<number, readonly Run[]>,
  clockOf: (client: number) => number,
): UpdateFailure | null {
  const gap = findGap(blocks, clockOf)
  if (gap) return gap
  // Most updates are one person's and name only what was there before.
  const all = [...blocks.values()]
  if (all.every((block) => block.every(({ needs }) => needs === null))) return null
  const reached = new Map<number, { next: number; clock: number }>()
  const waiting = new Map<Run, number[]>()
  const ready: number[] = []
  for (const client of blocks.keys()) {
    reached.set(client, { next: 0, clock: clockOf(client) })
    ready.push(client)
  }

  let unfinished = ready.length
  for (let client = ready.pop(); client !== undefined; client = ready.pop()) {
    const block = blocks.get(client) ?? []
    const place = reached.get(client) ?? { next: 0, clock: 0 }
    for (; place.next < block.length; place.next += 1) {
      const run = block[place.next]
      if (!run) break
      const missing = findMissing(run, reached)
      if (missing) {
        const needed = findRun(blocks.get(missing.client) ?? [], missing.clock)
        if (!needed) {
          return { kind: "update-gap", reason: `needs ${missing.client} ${missing.clock}` }
        }
        const waiters = waiting.get(needed)
        if (waiters) waiters.push(client)
        else waiting.set(needed, [client])
        break
      }
      place.clock = Math.max(place.clock, run.end)
      for (const waiter of waiting.get(run) ?? []) ready.push(waiter)
    }
    if (place.next === block.length) unfinished -= 1
  }
  if (unfinished === 0) return null
  return { kind: "update-refused", reason: "structs that need each other" }
}

function findGap(
  blocks: ReadonlyMap<number, readonly Run[]>,
  clockOf: (client: number) => number,
): UpdateFailure | null {
  for (const [client, block] of blocks) {
    const first = block[0]?.clock ?? 0
    if (first > clockOf(client)) return { kind: "update-gap", reason: `starts ${client} ${first}` }
  }
  return null
}

function findMissing(
  { needs }: Run,
  reached: ReadonlyMap<number, { clock: number }>,
): { client: number; clock: number } | null {
  if (!needs) return null
  for (let index = 0; index < needs.length; index += 2) {
    const [client = 0, clock = 0] = [needs[index], needs[index + 1]]
    if (clock >= (reached.get(client)?.clock ?? 0)) return { client, clock }
  }
  return null
}

function findRun(block: readonly Run[], clock: number): Run | null {
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
