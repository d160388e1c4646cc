import { describe, expect, it } from "vitest"
import { createSharedLookup } from "./shared-lookup.ts"

describe("a shared look-up", () => {
  it("looks twice for any number who ask at once, and never answers from before a question", async () => {
    const lookUp = createSharedLookup<number>()
    let looks = 0
    const holds = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    const look = async () => {
      const number = (looks += 1)
      await holds[number - 1]?.promise
      return number
    }
    const first = lookUp("key", look)
    const others = Array.from({ length: 100 }, () => lookUp("key", look))
    expect(looks).toBe(1)
    holds[0]?.resolve()
    expect(await first).toBe(1)
    holds[1]?.resolve()
    expect(new Set(await Promise.all(others))).toEqual(new Set([2]))
    expect(await lookUp("key", look)).toBe(3)
  })

  it("keeps keys apart", async () => {
    const lookUp = createSharedLookup<string>()
    const answers = [lookUp("one", async () => "1"), lookUp("other", async () => "2")]
    expect(await Promise.all(answers)).toEqual(["1", "2"])
  })

  it("fails only those who shared the look that failed", async () => {
    const lookUp = createSharedLookup<string>()
    let looks = 0
    const look = async () => {
      looks += 1
      if (looks === 1) throw new Error("the database went away")
      return "found"
    }
    const first = lookUp("key", look)
    const second = lookUp("key", look)
    await expect(first).rejects.toThrow("went away")
    expect(await second).toBe("found")
  })
})
