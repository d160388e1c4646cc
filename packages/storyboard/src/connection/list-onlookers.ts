import type { PanelId } from "@panelwright/core"
import { findLookedAt } from "@panelwright/core/protocol"
import type { OtherPerson, SessionPerson } from "./session.ts"

/** Somebody else, by what is needed to show that they are somewhere. */
export interface Onlooker {
  /** Of one of their connections: the one to follow. */
  readonly clientId: number
  readonly person: SessionPerson
  readonly idle: boolean
}

/** Others once each, however many tabs they have; idle only when all of these are. */
export function listOnlookers(people: readonly OtherPerson[], ownId: string): Onlooker[] {
  const byPerson = new Map<string, Onlooker>()
  for (const { clientId, person, idle } of people) {
    if (person.id === ownId) continue
    const known = byPerson.get(person.id)
    if (known === undefined || (known.idle && !idle))
      byPerson.set(person.id, {
        clientId,
        person: { id: person.id, name: person.name, colour: person.colour },
        idle,
      })
  }
  return [...byPerson.values()].toSorted((one, other) => (one.person.id < other.person.id ? -1 : 1))
}

export interface PanelOnlookers {
  readonly panelId: PanelId
  readonly onlookers: readonly Onlooker[]
}

/** Who looks at which panel; panels that nobody looks at are left out. */
export function groupByPanel(people: readonly OtherPerson[], ownId: string): PanelOnlookers[] {
  const looking = people.filter((person) => findLookedAt(person) !== null)
  return [...Map.groupBy(looking, findLookedAt)].flatMap(([panelId, there]) => {
    const onlookers = listOnlookers(there, ownId)
    return panelId === null || onlookers.length === 0 ? [] : [{ panelId, onlookers }]
  })
}
