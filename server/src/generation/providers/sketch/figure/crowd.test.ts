import { describe, expect, it } from "vitest"
import { personSchema } from "../scene-graph.ts"
import { createCrowd, type Crowd } from "./crowd.ts"

const crowd: Crowd = {
  count: 24,
  seed: 5,
  towards: { x: 0, y: 1.5, z: 0 },
  from: 1.5,
  wide: 3,
  word: "villager",
  taken: [{ x: 0, y: 0, z: 1.6 }],
}

describe("a crowd", () => {
  it("has as many as asked for, of people that a graph may hold, in rows of depth", () => {
    const people = createCrowd(crowd)
    expect(people).toHaveLength(24)
    for (const person of people) expect(personSchema.safeParse(person).success).toBe(true)
    const depths = people.map(({ position }) => position.z)
    expect(Math.max(...depths) - Math.min(...depths)).toBeGreaterThan(2)
  })

  it("stands on nobody's feet", () => {
    const people = createCrowd(crowd)
    const spots = [...crowd.taken, ...people.map(({ position }) => position)]
    for (const [index, a] of spots.entries())
      for (const b of spots.slice(index + 1))
        expect(Math.hypot(a.x - b.x, a.z - b.z)).toBeGreaterThanOrEqual(0.55)
  })

  it("varies in looks and stance, looks where it should, and is the same again for the same seed", () => {
    const people = createCrowd(crowd)
    expect(new Set(people.map(({ looks }) => JSON.stringify(looks))).size).toBeGreaterThan(15)
    expect(new Set(people.map(({ pose }) => pose)).size).toBeGreaterThan(4)
    for (const { facing } of people) expect(Math.cos((facing * Math.PI) / 180)).toBeLessThan(0.3)
    expect(createCrowd(crowd)).toEqual(people)
    expect(createCrowd({ ...crowd, seed: 6 })).not.toEqual(people)
  })
})
