import { describe, expect, it } from "vitest"
import { createPacket } from "../sketch.fixture.ts"
import { createPerson } from "../testing/cast.ts"
import { blockPeople, listOthers, sideOf, type Blocking } from "./blocking.ts"

const scene: Blocking = {
  sceneHeading: "INT. LAMP ROOM - NIGHT",
  others: [],
  speaker: null,
  close: false,
  outside: false,
  overShoulder: false,
  seed: 3,
}
const mara = createPerson("mara")
const keeper = createPerson("keeper")
const block = (people: readonly ReturnType<typeof createPerson>[], rest: Partial<Blocking> = {}) =>
  blockPeople(people, { ...scene, ...rest })
const looksRight = (facing: number) => Math.sin((facing * Math.PI) / 180) > 0

describe("the line between two people", () => {
  it("is kept in a whole scene, whoever is named or speaks first and whatever the seed", () => {
    const left = (people: readonly ReturnType<typeof createPerson>[], rest = {}) =>
      block(people, rest).toSorted((a, b) => a.position.x - b.position.x)[0]?.id
    const first = left([mara, keeper])
    expect(left([keeper, mara])).toBe(first)
    expect(left([keeper, mara], { speaker: "keeper", seed: 99, overShoulder: true })).toBe(first)
    expect(left([createPerson("mara", { pose: "punch" }), keeper])).toBe(first)
  })

  it("turns singles of shot and reverse to opposite sides, each to where the other one stands", () => {
    const [one] = block([mara], { others: ["keeper"] })
    const [other] = block([keeper], { others: ["mara"] })
    expect(looksRight(one?.facing ?? 0)).not.toBe(looksRight(other?.facing ?? 0))
    const pair = block([mara, keeper])
    const maraLeft = (pair[0]?.position.x ?? 0) < 0
    expect(looksRight(one?.facing ?? 0)).toBe(maraLeft)
  })

  it("turns whoever listens to a voice from outside further to it than whoever speaks", () => {
    const turnOf = (outside: boolean) =>
      Math.abs((block([mara], { others: ["keeper"], outside })[0]?.facing ?? 180) - 180)
    expect(turnOf(true)).toBeGreaterThan(turnOf(false) + 10)
  })

  it("falls otherwise in another scene for some people, and never for the same scene", () => {
    const sides = ["A", "B", "C", "D", "E", "F", "G", "H"].map(
      (name) => sideOf(`INT. ${name}`, "mara") < sideOf(`INT. ${name}`, "keeper"),
    )
    expect(new Set(sides).size).toBe(2)
    expect(sideOf("INT. A", "Mara")).toBe(sideOf(" int. a ", "MARA"))
  })

  it("knows who else is in the scene from who speaks in the panels beside", () => {
    const packet = {
      ...createPacket(),
      neighbours: [
        {
          where: "before" as const,
          number: "1",
          summary: "Close-up: She waits. THE KEEPER: I had to.",
          picture: null,
        },
        { where: "after" as const, number: "3", summary: "Medium: MARA: Why?", picture: null },
      ],
    }
    expect(listOthers(packet)).toEqual(["THE KEEPER"])
  })
})

describe("two with one deed", () => {
  it("take both parts, stand as near as it needs and face each other", () => {
    const placed = block([createPerson("mara", { pose: "embrace" }), keeper])
    expect(placed.map(({ pose }) => pose)).toEqual(["embrace", "embrace"])
    const [a, b] = placed
    expect(Math.abs((a?.position.x ?? 0) - (b?.position.x ?? 0))).toBeLessThan(0.4)
    expect(Math.abs((((a?.facing ?? 0) - (b?.facing ?? 0) + 360) % 360) - 180)).toBeLessThan(20)
    const fight = block([createPerson("mara", { pose: "punch" }), keeper])
    expect(fight.find(({ id }) => id === "keeper")?.pose).toBe("recoil")
  })

  it("leave each the deed that the words gave", () => {
    const placed = block([
      createPerson("mara", { pose: "punch" }),
      createPerson("keeper", { pose: "guard" }),
    ])
    expect(placed.map(({ pose }) => pose)).toEqual(["punch", "guard"])
  })
})

describe("a group", () => {
  it.each([3, 4, 5, 6, 9])("of %i stands apart, nobody inside anybody", (count) => {
    const people = Array.from({ length: count }, (_, index) =>
      createPerson("mara", { id: `p${index}`, name: `p${index}` }),
    )
    const placed = block(people)
    for (const [index, a] of placed.entries())
      for (const b of placed.slice(index + 1))
        expect(
          Math.hypot(a.position.x - b.position.x, a.position.z - b.position.z),
        ).toBeGreaterThan(0.5)
  })
})
