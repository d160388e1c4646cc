import { assignColours, type Role } from "@panelwright/core"
import { mostSelectedShown, presenceStateSchema } from "@panelwright/core/protocol"
import type { Awareness } from "y-protocols/awareness"
import { isEqual } from "./is-equal.ts"
import { createObservable, type Observable } from "./observable.ts"
import type { OtherPerson, OwnPresence, SessionPerson } from "./session.ts"

type User = SessionPerson & { readonly role: Role }

interface Known {
  readonly state: unknown
  readonly parsed: Omit<OtherPerson, "clientId"> | null
}

function parseState(state: unknown): Known["parsed"] {
  const parsed = presenceStateSchema.safeParse(state)
  if (!parsed.success) return null
  const { user, ...presence } = parsed.data
  return { person: user, ...presence }
}

/** Reads states only once: with many people here, most of them have not moved since the last message. */
function createReader(awareness: Awareness, user: User, since: number) {
  const known = new Map<number, Known>()
  let before: readonly OtherPerson[] = []
  return (): readonly OtherPerson[] => {
    const states = awareness.getStates()
    for (const clientId of known.keys()) if (!states.has(clientId)) known.delete(clientId)
    for (const [clientId, state] of states)
      if (clientId !== awareness.clientID && known.get(clientId)?.state !== state)
        known.set(clientId, { state, parsed: parseState(state) })
    const here = [...known].flatMap(([clientId, { parsed }]) =>
      parsed === null ? [] : [{ clientId, ...parsed }],
    )
    const colours = assignColours([
      { id: user.id, colour: user.colour, since },
      ...here.map((other) => ({ ...other.person, since: other.since })),
    ])
    const last = new Map(before.map((other) => [other.clientId, other]))
    const next = here
      .map((other) => {
        const colour = colours.get(other.person.id) ?? other.person.colour
        const read = { ...other, person: { ...other.person, colour } }
        const same = last.get(other.clientId)
        return same && isEqual(same, read) ? same : read
      })
      .toSorted((one, other) => one.clientId - other.clientId)
    if (next.length !== before.length || next.some((other, index) => other !== before[index]))
      before = next
    return before
  }
}

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
  const readPeople = createReader(awareness, user, since)
  let presence: OwnPresence & { readonly since: number } = { ...nowhere, since }
  let timer: ReturnType<typeof setTimeout> | null = null
  let stale = false
  let notedAt = 0

  const handleChange = () => others.set(readPeople())
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
