import { presenceStateSchema } from "@panelwright/core/protocol"
import type { OtherPerson, OwnPresence } from "@panelwright/storyboard/connection"
import { describe, expect, it } from "vitest"
import { createFollowing, isLedBy } from "./following.ts"

const createOther = (clientId: number, name: string): OtherPerson => {
  const user = { id: `person:${name}`, name, colour: "#1363fd", role: "editor" }
  const { user: person, ...presence } = presenceStateSchema.parse({ user })
  return { clientId, person, ...presence }
}

function setUp(present: readonly OtherPerson[]) {
  let people = present
  const listeners = new Set<() => void>()
  const said: Partial<OwnPresence>[] = []
  const left: string[] = []
  const following = createFollowing(
    {
      person: { id: "person:me", name: "Me", colour: "#000000" },
      people: {
        get: () => people,
        observe(listener) {
          listeners.add(listener)
          return () => listeners.delete(listener)
        },
      },
      setPresence: (changes) => said.push(changes),
    },
    ({ name }) => left.push(name),
  )
  following.watch()
  const arrive = (next: readonly OtherPerson[]) => {
    people = next
    for (const listener of listeners) listener()
  }
  return { following, arrive, said, left }
}

const [mara, maraElsewhere, ben] = [
  createOther(1, "mara"),
  createOther(2, "mara"),
  createOther(3, "ben"),
]

describe("following somebody", () => {
  it("is said to the others, and said again when it ends", () => {
    const { following, said } = setUp([mara, ben])
    following.follow(1)
    expect(following.get()).toMatchObject({ clientId: 1, name: "mara" })
    following.stop()
    following.stop()
    expect(following.get()).toBeNull()
    expect(said).toEqual([{ following: 1 }, { following: null }])
  })

  it("goes on in their other window, and ends when they have left", () => {
    const { following, arrive, left } = setUp([mara, maraElsewhere, ben])
    following.follow(1)
    arrive([maraElsewhere, ben])
    expect(following.get()?.clientId).toBe(2)
    expect(left).toEqual([])
    arrive([ben])
    expect(following.get()).toBeNull()
    expect(left).toEqual(["mara"])
    arrive([])
    expect(left).toEqual(["mara"])
  })

  it("is of nobody who is not here, and never of oneself", () => {
    const { following, said } = setUp([createOther(9, "me")])
    following.follow(9)
    following.follow(77)
    expect(following.get()).toBeNull()
    expect(said).toEqual([])
  })

  it("does not go in circles, however many are in them", () => {
    const chain = (...links: readonly (readonly [number, number | null])[]) =>
      links.map(([clientId, following]) => ({ clientId, following }))
    expect(isLedBy(chain([1, 100]), 1, 100)).toBe(true)
    expect(isLedBy(chain([1, 2], [2, 3], [3, 100]), 1, 100)).toBe(true)
    expect(isLedBy(chain([1, 2], [2, null]), 1, 100)).toBe(false)
    expect(isLedBy(chain([1, 2], [2, 1]), 1, 100)).toBe(false)
    expect(isLedBy(chain([1, 99]), 1, 100)).toBe(false)
  })
})
