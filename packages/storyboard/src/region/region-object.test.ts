import { describe, expect, it } from "vitest"
import { findObjectAt } from "./region-object.ts"

const square = (left: number, top: number, size: number) => [
  { x: left, y: top },
  { x: left + size, y: top },
  { x: left + size, y: top + size },
  { x: left, y: top + size },
]

describe("what is seen at a point", () => {
  const person = { id: "person:1", name: "Mara", outline: [square(10, 10, 20)] }
  const wall = { id: "wall", name: "window", outline: [square(0, 0, 50), square(35, 35, 10)] }

  it("is the nearest thing whose outline holds it", () => {
    expect(findObjectAt([person, wall], { x: 15, y: 15 })?.name).toBe("Mara")
    expect(findObjectAt([person, wall], { x: 5, y: 5 })?.name).toBe("window")
    expect(findObjectAt([person, wall], { x: 60, y: 5 })).toBeNull()
  })

  it("is not there in a hole of an outline", () => {
    expect(findObjectAt([wall], { x: 40, y: 40 })).toBeNull()
  })
})
