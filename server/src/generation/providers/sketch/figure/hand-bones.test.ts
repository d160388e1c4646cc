import { describe, expect, it } from "vitest"
import { createHandBones } from "./hand-bones.ts"

const tips = (shape: Parameters<typeof createHandBones>[0]) =>
  createHandBones(shape).fingers.map((finger) => finger.at(-1)?.[2] ?? [0, 0, 0])

describe("a hand", () => {
  it("points with the index alone", () => {
    const [index, ...others] = tips("point")
    expect(index?.[1]).toBeGreaterThan(0.85)
    for (const tip of others) expect(tip[1]).toBeLessThan(0.55)
  })

  it("closes to a fist and opens wide", () => {
    for (const tip of tips("fist")) expect(tip[1]).toBeLessThan(0.6)
    for (const tip of tips("open")) expect(tip[1]).toBeGreaterThan(0.75)
    const spread = (shape: "open" | "flat") => {
      const xs = tips(shape).map(([x]) => x)
      return Math.max(...xs) - Math.min(...xs)
    }
    expect(spread("open")).toBeGreaterThan(spread("flat") * 1.25)
  })

  it("goes round what it grips: fingers come back before the palm, the thumb against them", () => {
    const { fingers, thumb } = createHandBones("grip")
    for (const finger of fingers) expect(finger.at(-1)?.[2][2]).toBeGreaterThan(0.2)
    expect(thumb.at(-1)?.[2][2]).toBeGreaterThan(0.3)
  })
})
