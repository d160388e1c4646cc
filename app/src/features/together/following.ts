import type { Viewport } from "@panelwright/core/protocol"
import type { OtherPerson, StoryboardSession } from "@panelwright/storyboard/connection"

/** Who is followed, as the frame shows them. */
export interface Followed {
  readonly clientId: number
  readonly personId: string
  readonly name: string
  readonly colour: string
}

/** Brings what somebody else sees onto this screen. */
export type ShowViewport = (viewport: Viewport) => void

/** This person's view goes where another one's goes, until either of them ends it. */
export interface Following {
  readonly get: () => Followed | null
  readonly observe: (listener: () => void) => () => void
  /** By the connection, which is in one place; the person may be in several. Nobody follows themself. */
  follow(clientId: number): void
  stop(): void
  /** What the open view does to show another's; null: it has no place to go to. */
  readonly showViewport: () => ShowViewport | null
  setShowViewport(show: ShowViewport | null): void
  /** Notices when they leave; returns what ends it. */
  watch(): () => void
}

type Chain = Pick<OtherPerson, "clientId" | "following">

/**
 * Whether somebody goes, directly or through others, where `ownId` goes. Following them moves nobody: each would wait
 * for the other, and screens of different shapes would drive each other apart.
 */
export function isLedBy(people: readonly Chain[], clientId: number, ownId: number): boolean {
  const byId = new Map(people.map((person) => [person.clientId, person.following]))
  const seen = new Set<number>()
  for (let at: number | null = clientId; at !== null; at = byId.get(at) ?? null) {
    if (at === ownId) return true
    if (seen.has(at)) return false
    seen.add(at)
  }
  return false
}

const toFollowed = ({ clientId, person }: OtherPerson): Followed => ({
  clientId,
  personId: person.id,
  name: person.name,
  colour: person.colour,
})

type FollowedSession = Pick<StoryboardSession, "people" | "person" | "setPresence">

export function createFollowing(
  session: FollowedSession,
  /** The followed one is not here any more. */
  onLeft: (followed: Followed) => void,
): Following {
  const listeners = new Set<() => void>()
  let followed: Followed | null = null
  let show: ShowViewport | null = null

  const set = (next: Followed | null) => {
    followed = next
    session.setPresence({ following: next?.clientId ?? null })
    for (const listener of listeners) listener()
  }
  const handlePeople = () => {
    const last = followed
    if (last === null) return
    const people = session.people.get()
    if (people.some(({ clientId }) => clientId === last.clientId)) return
    const elsewhere = people.find(({ person }) => person.id === last.personId)
    set(elsewhere ? toFollowed(elsewhere) : null)
    if (!elsewhere) onLeft(last)
  }

  return {
    get: () => followed,
    observe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    follow(clientId) {
      const leader = session.people.get().find((person) => person.clientId === clientId)
      if (leader && leader.person.id !== session.person.id) set(toFollowed(leader))
    },
    stop() {
      if (followed !== null) set(null)
    },
    showViewport: () => show,
    setShowViewport(next) {
      show = next
      for (const listener of listeners) listener()
    },
    watch: () => session.people.observe(handlePeople),
  }
}
