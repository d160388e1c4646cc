import { describe, expect, it } from "vitest"
import { moveCaret } from "./move-caret.ts"

describe("a caret while others write", () => {
  it("moves with its words when something comes or goes before it", () => {
    expect(moveCaret(5, [{ insert: "abc" }])).toBe(8)
    expect(moveCaret(5, [{ retain: 1 }, { delete: 2 }])).toBe(3)
    expect(moveCaret(5, [{ delete: 2 }, { insert: "wxyz" }])).toBe(7)
  })

  it("stays when the change is behind it or right at it", () => {
    expect(moveCaret(5, [{ retain: 7 }, { insert: "abc" }])).toBe(5)
    expect(moveCaret(5, [{ retain: 5 }, { insert: "abc" }])).toBe(5)
  })

  it("goes to the start of what was deleted around it", () => {
    expect(moveCaret(5, [{ retain: 3 }, { delete: 10 }])).toBe(3)
  })
})
