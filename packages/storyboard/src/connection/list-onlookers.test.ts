import { createPanelId } from "@panelwright/core"
import { presenceStateSchema } from "@panelwright/core/protocol"
import { describe, expect, it } from "vitest"
import { groupByPanel, listOnlookers } from "./list-onlookers.ts"
import type { OtherPerson } from "./session.ts"

const createOther = (clientId: number, name: string, said: object = {}): OtherPerson => {
  const user = { id: `person:${name}`, name, colour: "#1363fd", role: "editor" }
  const { user: person, ...presence } = presenceStateSchema.parse({ user, ...said })
  return { clientId, person, ...presence }
}

const selection = [createPanelId("a"), createPanelId("b")]

describe("those who look on", () => {
  it("are counted once, without this person's own tabs", () => {
    const people = [
      createOther(1, "mara"),
      createOther(2, "mara"),
      createOther(3, "ben"),
      createOther(4, "me"),
    ]
    expect(listOnlookers(people, "person:me").map(({ person }) => person.name)).toEqual([
      "ben",
      "mara",
    ])
  })

  it("are away only where none of their tabs is in use, and are met where they are", () => {
    const people = [createOther(1, "mara", { idle: true }), createOther(2, "mara")]
    expect(listOnlookers(people, "person:me")).toMatchObject([{ clientId: 2, idle: false }])
    expect(listOnlookers(people.slice(0, 1), "person:me")).toMatchObject([{ idle: true }])
  })

  it("stand at the last panel that they hold", () => {
    const people = [
      createOther(1, "mara", { selection }),
      createOther(2, "ben", { selection: selection.slice(0, 1) }),
      createOther(3, "cleo"),
      createOther(4, "me", { selection }),
    ]
    const groups = groupByPanel(people, "person:me")
    expect(groups.map(({ panelId }) => panelId)).toEqual([selection[1], selection[0]])
    expect(groups.map(({ onlookers }) => onlookers.length)).toEqual([1, 1])
  })
})
