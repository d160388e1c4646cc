import { panelIdSchema } from "@panelwright/core"
import type { Awareness } from "y-protocols/awareness"
import { z } from "zod"
import { isEqual } from "./is-equal.ts"
import { createObservable, type Observable } from "./observable.ts"
import type { OtherPerson, Presence } from "./session.ts"

const coordinate = z.number().min(-10_000_000).max(10_000_000)

/** What others send is not trusted: a part that does not fit is as if it had not been said. */
const stateSchema = z.object({
  user: z.object({
    id: z.string().max(200).catch(""),
    name: z.string().max(200).catch(""),
    colour: z
      .string()
      .regex(/^#[0-9a-fA-F]{3,8}$|^(rgb|hsl|oklch)\([\d\s.,%/deg-]{1,60}\)$/)
      .catch("#7a7f87"),
  }),
  view: z
    .enum(["board", "script", "shots", "timeline", "style", "assets", "review"])
    .catch("board"),
  selection: z.array(panelIdSchema).max(1000).catch([]),
  cursor: z.object({ x: coordinate, y: coordinate }).nullable().catch(null),
  camera: z
    .object({ x: coordinate, y: coordinate, zoom: z.number().min(0.001).max(1000) })
    .nullable()
    .catch(null),
})

function readPeople(awareness: Awareness, before: readonly OtherPerson[]): OtherPerson[] {
  const known = new Map(before.map((person) => [person.clientId, person]))
  const people: OtherPerson[] = []
  for (const [clientId, state] of awareness.getStates()) {
    if (clientId === awareness.clientID) continue
    const parsed = stateSchema.safeParse(state)
    if (!parsed.success) continue
    const { user, ...presence } = parsed.data
    const person: OtherPerson = { clientId, person: user, ...presence }
    const same = known.get(clientId)
    people.push(same && isEqual(same, person) ? same : person)
  }
  return people.toSorted((one, other) => one.clientId - other.clientId)
}

/** The server ends connections whose presence is larger than 16 KiB; more could not be told apart on a screen. */
const mostSelected = 200

export interface PeopleOptions {
  readonly awareness: Awareness
  readonly user: { readonly id: string; readonly name: string; readonly colour: string }
  /** The least time between two messages about this person, in ms. */
  readonly intervalMs: number
}

/** The others, and the voice that tells them about this person. */
export interface People {
  readonly others: Observable<readonly OtherPerson[]>
  readonly setPresence: (changes: Partial<Presence>) => void
  stop(): void
}

export function startPeople({ awareness, user, intervalMs }: PeopleOptions): People {
  const others = createObservable<readonly OtherPerson[]>([])
  let presence: Presence = { view: "board", selection: [], cursor: null, camera: null }
  let timer: ReturnType<typeof setTimeout> | null = null
  let stale = false

  const handleChange = () => {
    const next = readPeople(awareness, others.get())
    if (!isEqual(others.get(), next)) others.set(next)
  }
  awareness.on("change", handleChange)
  awareness.setLocalState({ user, ...presence })

  const send = () => {
    stale = false
    awareness.setLocalState({ user, ...presence })
    timer = setTimeout(() => {
      timer = null
      if (stale) send()
    }, intervalMs)
  }

  return {
    others,
    setPresence(changes) {
      const whole = { ...presence, ...changes }
      const next = { ...whole, selection: whole.selection.slice(0, mostSelected) }
      if (isEqual(next, presence)) return
      presence = next
      stale = true
      if (timer === null) send()
    },
    stop() {
      awareness.off("change", handleChange)
      if (timer !== null) clearTimeout(timer)
    },
  }
}
