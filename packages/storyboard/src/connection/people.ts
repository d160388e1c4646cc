import type { Role } from "@panelwright/core"
import { mostSelectedShown } from "@panelwright/core/protocol"
import type { Awareness } from "y-protocols/awareness"
import { isEqual } from "./is-equal.ts"
import { createObservable, type Observable } from "./observable.ts"
import { createPeopleReader } from "./people-reader.ts"
import type { Cursors, OtherPerson, OwnPresence, SessionPerson } from "./session.ts"

type User = SessionPerson & { readonly role: Role }

export interface PeopleOptions {
  readonly awareness: Awareness
  readonly user: User
  /** The least time between two messages about this person, in ms. */
  readonly intervalMs: number
  /** Milliseconds since 1970. */
  readonly clock: () => number
}

/** The others, and the voice that tells them about this person. */
export interface People {
  readonly others: Observable<readonly OtherPerson[]>
  /** Apart from the others, because few care about what changes so often. */
  readonly cursors: Observable<Cursors>
  readonly setPresence: (changes: Partial<OwnPresence>) => void
  /**
   * A new connection starts. What is remembered of people who were here on the last one, and of this person at the
   * server, is of an old count: without a new one, nobody would be shown again until they move.
   */
  handleConnecting(): void
  /** The server speaks, so whoever it has not called gone is here, however long they have kept still. */
  handleMessage(): void
  stop(): void
}

const nowhere: OwnPresence = {
  view: "board",
  selection: [],
  cursor: null,
  viewport: null,
  caret: null,
  following: null,
  idle: false,
}

/** What is nothing is not sent, nor who this is, which the server says: it goes out with every move of the hand. */
const toState = (presence: OwnPresence & { readonly since: number }) =>
  Object.fromEntries(
    Object.entries(presence).filter(
      ([, value]) => value !== null && value !== false && !isEqual(value, []),
    ),
  )

/** How often those who keep still are taken note of, in ms; the protocol forgets them after 30 s. */
const noteEveryMs = 1000

export function startPeople({ awareness, user, intervalMs, clock }: PeopleOptions): People {
  const since = clock()
  const others = createObservable<readonly OtherPerson[]>([])
  const cursors = createObservable<Cursors>(new Map())
  const reader = createPeopleReader({ user, since, ownClientId: awareness.clientID })
  let presence: OwnPresence & { readonly since: number } = { ...nowhere, since }
  let timer: ReturnType<typeof setTimeout> | null = null
  let stale = false
  let notedAt = 0

  const handleChange = () => {
    const read = reader.read(awareness.getStates())
    others.set(read.others)
    cursors.set(read.cursors)
  }
  awareness.on("change", handleChange)
  awareness.setLocalState(toState(presence))

  const send = () => {
    stale = false
    awareness.setLocalState(toState(presence))
    timer = setTimeout(() => {
      timer = null
      if (stale) send()
    }, intervalMs)
  }

  return {
    others,
    cursors,
    setPresence(changes) {
      const whole = { ...presence, ...changes }
      const next = { ...whole, selection: whole.selection.slice(-mostSelectedShown) }
      if (isEqual(next, presence)) return
      presence = next
      stale = true
      if (timer === null) send()
    },
    handleConnecting() {
      for (const clientId of awareness.meta.keys())
        if (clientId !== awareness.clientID && !awareness.states.has(clientId))
          awareness.meta.delete(clientId)
      awareness.setLocalState(toState(presence))
    },
    handleMessage() {
      const now = clock()
      if (now - notedAt < noteEveryMs) return
      notedAt = now
      for (const [clientId, meta] of awareness.meta)
        if (clientId !== awareness.clientID) meta.lastUpdated = now
    },
    stop() {
      awareness.off("change", handleChange)
      if (timer !== null) clearTimeout(timer)
    },
  }
}
