import { describe, expect, it } from "vitest"
import { createTokenBuckets } from "./token-bucket.ts"

describe("a token bucket", () => {
  it("gives what it holds, then says how long to wait", () => {
    let now = 0
    const buckets = createTokenBuckets({ capacity: 2, refillPerSecond: 0.5 }, () => now)
    expect([buckets.take("a"), buckets.take("a"), buckets.take("a")]).toEqual([0, 0, 2000])
    now = 1999
    expect(buckets.take("a")).toBe(1)
    now = 2000
    expect(buckets.take("a")).toBe(0)
  })

  it("is one for each key", () => {
    const buckets = createTokenBuckets({ capacity: 1, refillPerSecond: 1 }, () => 0)
    expect([buckets.take("a"), buckets.take("b"), buckets.take("a")]).toEqual([0, 0, 1000])
  })

  it("never holds more than its capacity", () => {
    let now = 0
    const buckets = createTokenBuckets({ capacity: 2, refillPerSecond: 1 }, () => now)
    buckets.take("a")
    now = 1_000_000
    expect([buckets.take("a"), buckets.take("a"), buckets.take("a")]).toEqual([0, 0, 1000])
  })

  it("stays bounded when a new key comes with every request", () => {
    const buckets = createTokenBuckets({ capacity: 1, refillPerSecond: 0.001 }, () => 0)
    const before = process.memoryUsage().heapUsed
    for (let key = 0; key < 300_000; key += 1) buckets.take(`address ${key}`)
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(60_000_000)
  })
})
