import { describe, expect, it } from "vitest"
import { findLeft, findOverBudget, noBudget, takeFrom, type BudgetRoom } from "./budget.ts"

const room = (fields: Partial<BudgetRoom>): BudgetRoom => ({
  scope: "storyboard",
  budget: noBudget,
  used: { total: 0, person: 0, day: 0 },
  ...fields,
})

describe("a budget", () => {
  it("lets through what fits to the last millionth, and names the limit that more would pass", () => {
    const rooms = [
      room({
        budget: { total: 100, person: 50, day: null },
        used: { total: 60, person: 20, day: 0 },
      }),
    ]
    expect(findOverBudget(rooms, 30)).toBeNull()
    expect(findOverBudget(rooms, 31)).toEqual({
      scope: "storyboard",
      limit: "person",
      limitMicroDollars: 50,
      usedMicroDollars: 20,
      wantedMicroDollars: 31,
    })
    expect(findLeft(rooms)).toBe(30)
    expect(findOverBudget(takeFrom(rooms, 30), 1)).toMatchObject({ limit: "person" })
  })

  it("does not take a price that is not known for nothing", () => {
    expect(findOverBudget([room({})], null)).toBeNull()
    const day = room({ scope: "installation", budget: { ...noBudget, day: 1_000_000 } })
    expect(findOverBudget([room({}), day], null)).toMatchObject({
      scope: "installation",
      limit: "day",
      wantedMicroDollars: null,
    })
  })

  it("has no figure for what is left where nothing limits, and none below 0", () => {
    expect(findLeft([room({})])).toBeNull()
    expect(
      findLeft([
        room({ budget: { ...noBudget, total: 5 }, used: { total: 9, person: 0, day: 0 } }),
      ]),
    ).toBe(0)
  })
})
