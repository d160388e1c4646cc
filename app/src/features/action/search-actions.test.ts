import { describe, expect, it } from "vitest"
import type { Action } from "./action.ts"
import { searchActions } from "./search-actions.ts"

const action = (label: string, refused: string | null = null): Action => ({
  id: label,
  label,
  group: "Panels",
  bindings: [],
  refused,
  run: () => undefined,
})

const labels = (search: string) =>
  searchActions(
    [action("Go to the panel"), action("Panel, new"), action("Panel, delete", "Select one first.")],
    search,
  ).map(({ label }) => label)

describe("finding an action", () => {
  it("puts what can be done now first, and among it what starts with the words", () => {
    expect(labels("panel")).toEqual(["Panel, new", "Go to the panel", "Panel, delete"])
  })

  it("wants all words, in any order", () => {
    expect(labels("new pan")).toEqual(["Panel, new"])
    expect(labels("nothing")).toEqual([])
  })
})
