import { describe, expect, it } from "vitest"
import { judgeRerun } from "./judge-rerun.ts"

const noSeed = { kind: "no-seed", provider: "openai" } as const
const gone = { kind: "parent-gone" } as const

describe("whether a picture can be made again", () => {
  it("is exact when nothing differs, and close with its reasons when something does", () => {
    expect(judgeRerun([])).toEqual({ outcome: "exact", reasons: [] })
    expect(judgeRerun([noSeed])).toEqual({ outcome: "close", reasons: [noSeed] })
  })

  it("cannot when something that it needs is gone, and only that is told", () => {
    expect(judgeRerun([noSeed, gone])).toEqual({ outcome: "cannot", reasons: [gone] })
  })
})
