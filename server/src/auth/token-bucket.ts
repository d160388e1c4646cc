export interface BucketRule {
  /** How many at once. */
  readonly capacity: number
  readonly refillPerSecond: number
}

export interface TokenBuckets {
  /** Takes `amount` from the key's bucket. 0: taken; else nothing was, and the milliseconds until it can be. */
  take(key: string, amount?: number): number
}

interface Bucket {
  level: number
  at: number
}

const maxKeys = 50_000

/** One bucket per key in memory. Full buckets are forgotten, and the oldest when there are very many. */
export function createTokenBuckets(rule: BucketRule, clock: () => number): TokenBuckets {
  const buckets = new Map<string, Bucket>()
  const levelAt = (bucket: Bucket, now: number) =>
    Math.min(rule.capacity, bucket.level + ((now - bucket.at) / 1000) * rule.refillPerSecond)

  const forget = (now: number) => {
    for (const [key, bucket] of buckets)
      if (levelAt(bucket, now) >= rule.capacity) buckets.delete(key)
    for (const key of buckets.keys()) {
      if (buckets.size < maxKeys) break
      buckets.delete(key)
    }
  }

  return {
    take(key, amount = 1) {
      const now = clock()
      const known = buckets.get(key)
      if (!known && buckets.size >= maxKeys) forget(now)
      const level = known ? levelAt(known, now) : rule.capacity
      const missing = amount - level
      buckets.set(key, { level: missing > 0 ? level : level - amount, at: now })
      return missing > 0 ? Math.ceil((missing / rule.refillPerSecond) * 1000) : 0
    },
  }
}
