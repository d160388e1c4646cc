import { failure, success, type Result } from "@panelwright/core"
import { LRUCache } from "lru-cache"
import type { HistoryFailure } from "./history-failure.ts"
import type { HistoryLog, UpdateChunk } from "./history-log.ts"
import type { HistoryThread } from "./history-thread.ts"

/** A state that a storyboard was in. */
export interface PastState {
  readonly revision: number
  /** The encoded doc; the empty one is two zeros. */
  readonly state: Uint8Array
}

/** Encoded docs as they were, of any revision within reach. */
export interface PastStates {
  load(storyboardId: string, revision: number): Promise<Result<Uint8Array | null, HistoryFailure>>
}

const cacheBytes = 64 * 1024 * 1024

interface Base {
  readonly seq: number
  /** Null: nothing, as before the first update. */
  readonly state: Uint8Array | null
}

const keyOf = (storyboardId: string, revision: number) => `${storyboardId} ${revision}`

/** Made from the nearest snapshot, or the nearest state that was asked for before, and the updates after it. */
export function createPastStates(options: {
  readonly log: HistoryLog
  readonly thread: HistoryThread
}): PastStates {
  const { log, thread } = options
  const states = new LRUCache<string, Uint8Array>({
    maxSize: cacheBytes,
    sizeCalculation: ({ length }) => length + 100,
  })
  /** Of each storyboard, the revisions that are in the cache. */
  const known = new LRUCache<string, Set<number>>({ max: 1000 })
  const underWay = new Map<string, Promise<Result<Uint8Array | null, HistoryFailure>>>()

  const findCached = (storyboardId: string, revision: number): Base => {
    const revisions = known.get(storyboardId) ?? new Set()
    let nearest = 0
    for (const candidate of revisions) {
      if (!states.has(keyOf(storyboardId, candidate))) revisions.delete(candidate)
      else if (candidate <= revision) nearest = Math.max(nearest, candidate)
    }
    return { seq: nearest, state: states.get(keyOf(storyboardId, nearest)) ?? null }
  }

  const keep = (storyboardId: string, revision: number, state: Uint8Array) => {
    states.set(keyOf(storyboardId, revision), state)
    const revisions = known.get(storyboardId) ?? new Set()
    known.set(storyboardId, revisions.add(revision))
  }

  const findBase = async (storyboardId: string, revision: number): Promise<Base> => {
    const cached = findCached(storyboardId, revision)
    if (cached.seq === revision) return cached
    return (await log.findSnapshot(storyboardId, { after: cached.seq, until: revision })) ?? cached
  }

  const build = async (storyboardId: string, revision: number) => {
    const { earliest, latest } = await log.findReach(storyboardId)
    const missing = failure({ kind: "moment-not-found", earliest, latest } as const)
    if (revision < earliest || revision > latest) return missing
    const base = await findBase(storyboardId, revision)
    const chunks: UpdateChunk[] = []
    let count = 0
    for await (const chunk of log.readUpdates(storyboardId, { after: base.seq, until: revision })) {
      chunks.push(chunk)
      count += chunk.sizes.length
    }
    // Some of them were folded into a snapshot while they were read.
    if (count !== revision - base.seq) return missing
    if (count === 0) return success(base.state)
    const state = await thread.run("build", { state: base.state, chunks })
    keep(storyboardId, revision, state)
    return success(state)
  }

  return {
    load(storyboardId, revision) {
      const key = keyOf(storyboardId, revision)
      const started = underWay.get(key)
      if (started) return started
      const building = build(storyboardId, revision).finally(() => underWay.delete(key))
      underWay.set(key, building)
      return building
    },
  }
}
