import type { Bus } from "../bus/bus.ts"

export interface BucketRule {
  /** How many at once. */
  readonly capacity: number
  readonly refillPerSecond: number
}

/** Where several nodes count together. */
export interface SharedBuckets {
  readonly bus: Pick<Bus, "isShared" | "take">
  /** What is counted; the same on every node. */
  readonly name: string
}

export interface TokenBuckets {
  /** Takes `amount` from the key's bucket. 0: taken; else nothing was, and the milliseconds until it can be. */
  take(key: string, amount?: number): Promise<number>
}

interface Bucket {
  level: number
  at: number
}

const maxKeys = 50_000

/**
 * One bucket per key, shared by all nodes while they can count together, and of each node's own in memory while they
 * cannot. In memory, when there are very many, those not asked for the longest are forgotten.
 */
export function createTokenBuckets(
  rule: BucketRule,
  clock: () => number,
  shared: SharedBuckets | null = null,
): TokenBuckets {
  const buckets = new Map<string, Bucket>()
  const levelAt = (bucket: Bucket, now: number) =>
    Math.min(rule.capacity, bucket.level + ((now - bucket.at) / 1000) * rule.refillPerSecond)

  /** Many at a time, so that a flood of new keys costs each of them little. */
  const forgetOldest = () => {
    let left = maxKeys / 10
    for (const key of buckets.keys()) {
      if (left === 0) return
      buckets.delete(key)
      left -= 1
    }
  }

  const takeHere = (key: string, amount: number): number => {
    const now = clock()
    const known = buckets.get(key)
    if (known) buckets.delete(key)
    else if (buckets.size >= maxKeys) forgetOldest()
    const level = known ? levelAt(known, now) : rule.capacity
    const missing = amount - level
    buckets.set(key, { level: missing > 0 ? level : level - amount, at: now })
    return missing > 0 ? Math.ceil((missing / rule.refillPerSecond) * 1000) : 0
  }

  return {
    async take(key, amount = 1) {
      if (!shared?.bus.isShared) return takeHere(key, amount)
      const taken = await shared.bus.take({ ...rule, key: `${shared.name}:${key}`, amount })
      return taken ?? takeHere(key, amount)
    },
  }
}
