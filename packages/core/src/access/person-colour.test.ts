import { describe, expect, it } from "vitest"
import { assignColours, measureDistance, personColours, pickColour } from "./person-colour.ts"

/** WCAG 2.2, relative luminance and contrast. */
function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [one, other]
    .map((colour) => {
      const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
        const channel = Number.parseInt(colour.slice(at, at + 2), 16) / 255
        return channel <= 0.040_45 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
      })
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue
    })
    .toSorted((a, b) => a - b)
  return (high + 0.05) / (low + 0.05)
}

describe("colours of people", () => {
  it.each(personColours)("%s carries white letters and shows on both grounds", (colour) => {
    expect(contrast(colour, "#ffffff")).toBeGreaterThanOrEqual(4.5)
    expect(contrast(colour, "#0e0f11")).toBeGreaterThanOrEqual(3)
    expect(contrast(colour, "#eeeef0")).toBeGreaterThanOrEqual(3)
  })

  it("can all be told apart", () => {
    const distances = personColours.flatMap((one, index) =>
      personColours.slice(index + 1).map((other) => measureDistance(one, other)),
    )
    expect(Math.min(...distances)).toBeGreaterThan(0.07)
  })

  it("stay with a person", () => {
    expect(pickColour("person:mara")).toBe(pickColour("person:mara"))
    expect(personColours).toContain(pickColour("person:mara"))
  })

  it("differ for everybody who is here, and who came first keeps theirs", () => {
    const red = personColours[0]
    const people = Array.from({ length: 10 }, (_, index) => ({
      id: `person:${index}`,
      colour: red,
      since: 100 - index,
    }))
    const assigned = assignColours(people)
    expect(new Set(assigned.values()).size).toBe(10)
    expect(assigned.get("person:9")).toBe(red)
    expect(assignColours(people.toReversed())).toEqual(assigned)
  })

  it("are those of before where nobody has the same, and repeat when they run out", () => {
    const people = Array.from({ length: 30 }, (_, index) => ({
      id: `person:${index}`,
      colour: personColours[index % 10] ?? "#000000",
      since: index,
    }))
    const assigned = assignColours(people)
    expect(assigned.get("person:3")).toBe(personColours[3])
    expect(assigned.size).toBe(30)
  })

  it("count a person with two windows once", () => {
    const mara = { id: "person:mara", colour: personColours[1], since: 1 }
    expect(assignColours([mara, { ...mara, since: 2 }])).toEqual(
      new Map([["person:mara", personColours[1]]]),
    )
  })
})
