import { describe, expect, it } from "vitest"
import { findEdit } from "./find-edit.ts"

describe("the edit between two texts", () => {
  it("is the one stretch that differs", () => {
    expect(findEdit("make it dark", "make it very dark")).toEqual({
      at: 8,
      removed: 0,
      inserted: "very ",
    })
    expect(findEdit("abcdef", "abXf")).toEqual({ at: 2, removed: 3, inserted: "X" })
    expect(findEdit("same", "same")).toEqual({ at: 4, removed: 0, inserted: "" })
    expect(findEdit("aa", "aaa")).toEqual({ at: 2, removed: 0, inserted: "a" })
  })
})
