import { describe, expect, it } from "vitest"
import { createTokenBuckets, type TokenBuckets } from "./token-bucket.ts"

const takeAll = async (buckets: TokenBuckets, keys: readonly string[]) => {
  const taken: number[] = []
  for (const key of keys) taken.push(await buckets.take(key))
  return taken
}

describe("a token bucket", () => {
  it("gives what it holds, then says how long to wait", async () => {
    let now = 0
    const buckets = createTokenBuckets({ capacity: 2, refillPerSecond: 0.5 }, () => now)
    expect(await takeAll(buckets, ["a", "a", "a"])).toEqual([0, 0, 2000])
    now = 1999
    expect(await buckets.take("a")).toBe(1)
    now = 2000
    expect(await buckets.take("a")).toBe(0)
  })

  it("is one for each key", async () => {
    const buckets = createTokenBuckets({ capacity: 1, refillPerSecond: 1 }, () => 0)
    expect(await takeAll(buckets, ["a", "b", "a"])).toEqual([0, 0, 1000])
  })

  it("never holds more than its capacity", async () => {
    let now = 0
    const buckets = createTokenBuckets({ capacity: 2, refillPerSecond: 1 }, () => now)
    await buckets.take("a")
    now = 1_000_000
    expect(await takeAll(buckets, ["a", "a", "a"])).toEqual([0, 0, 1000])
  })

  it("stays bounded when a new key comes with every request", async () => {
    const buckets = createTokenBuckets({ capacity: 1, refillPerSecond: 0.001 }, () => 0)
    const before = process.memoryUsage().heapUsed
    for (let key = 0; key < 300_000; key += 1) await buckets.take(`address ${key}`)
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(60_000_000)
  })

  it("is counted by all nodes together, and by each alone while they cannot", async () => {
    const together = { answer: 700 as number | null, asked: [] as string[] }
    const bus = {
      isShared: true,
      take: async ({ key }: { key: string }) => {
        together.asked.push(key)
        return together.answer
      },
    }
    const buckets = createTokenBuckets({ capacity: 1, refillPerSecond: 1 }, () => 0, {
      bus,
      name: "pages",
    })
    expect(await buckets.take("a")).toBe(700)
    together.answer = null
    expect(await takeAll(buckets, ["a", "a"])).toEqual([0, 1000])
    expect(together.asked).toEqual(["pages:a", "pages:a", "pages:a"])
  })
})
