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

/** One bucket per key in memory; when there are very many, those not asked for the longest are forgotten. */
export function createTokenBuckets(rule: BucketRule, clock: () => number): TokenBuckets {
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

  return {
    take(key, amount = 1) {
      const now = clock()
      const known = buckets.get(key)
      if (known) buckets.delete(key)
      else if (buckets.size >= maxKeys) forgetOldest()
      const level = known ? levelAt(known, now) : rule.capacity
      const missing = amount - level
      buckets.set(key, { level: missing > 0 ? level : level - amount, at: now })
      return missing > 0 ? Math.ceil((missing / rule.refillPerSecond) * 1000) : 0
    },
  }
}
