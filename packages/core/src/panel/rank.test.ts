import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { compareRank, createRankBetween, rankSchema } from "./rank.ts"

describe("ranks", () => {
  it("RANK-1 there is always another one between two, wherever people insert", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { minLength: 1, maxLength: 120 }), (places) => {
        const ranks: string[] = []
        for (const place of places) {
          const index = place % (ranks.length + 1)
          const rank = createRankBetween(ranks[index - 1] ?? null, ranks[index] ?? null)
          expect(rankSchema.safeParse(rank).success).toBe(true)
          ranks.splice(index, 0, rank)
        }
        expect(ranks.toSorted()).toEqual(ranks)
        expect(new Set(ranks).size).toBe(ranks.length)
      }),
    )
  })

  it("RANK-2 stay short for a thousand appended one by one", () => {
    let last: string | null = null
    for (let count = 0; count < 1000; count += 1) last = createRankBetween(last, null)
    expect(last?.length).toBeLessThan(20)
  })

  it("RANK-3 a thousand put first, and a thousand put at one place, still fit", () => {
    let first = createRankBetween(null, null)
    const end = first
    let before: string | null = null
    for (let count = 0; count < 1000; count += 1) {
      first = createRankBetween(null, first)
      before = createRankBetween(before, end)
    }
    expect(rankSchema.safeParse(first).success).toBe(true)
    expect(rankSchema.safeParse(before).success).toBe(true)
  })

  it("RANK-4 equal ranks of two people are told apart by id, the same way for everybody", () => {
    const rank = createRankBetween(null, null)
    const items = [
      { id: "panel:b", rank },
      { id: "panel:a", rank },
    ]
    expect(items.toSorted(compareRank).map((item) => item.id)).toEqual(["panel:a", "panel:b"])
  })

  it("RANK-5 refuses bounds that are the wrong way round", () => {
    expect(() => createRankBetween("b", "a")).toThrow(RangeError)
  })
})
