import { assignColours, type Role } from "@panelwright/core"
import { presenceStateSchema } from "@panelwright/core/protocol"
import { isEqual } from "./is-equal.ts"
import type { Cursors, OtherPerson, Point, SessionPerson } from "./session.ts"

/** All that somebody says of themself but where their cursor is, which changes many times a second. */
interface Said {
  readonly state: unknown
  readonly words: Readonly<Record<string, unknown>>
  readonly parsed: Omit<OtherPerson, "clientId"> | null
  readonly cursor: Point | null
}

const cursorSchema = presenceStateSchema.shape.cursor

function parseWords(words: Readonly<Record<string, unknown>>): Said["parsed"] {
  const parsed = presenceStateSchema.omit({ cursor: true }).safeParse(words)
  if (!parsed.success) return null
  const { user, ...presence } = parsed.data
  return { person: user, ...presence }
}

/** What was said before is not parsed again: mostly a hand has moved, and nothing else. */
function readState(state: object, before: Said | undefined): Said {
  const { cursor, ...words } = state as Readonly<Record<string, unknown>>
  const isKnown = before !== undefined && isEqual(before.words, words)
  const parsed = isKnown ? before.parsed : parseWords(words)
  const at = parsed === null ? null : cursorSchema.parse(cursor)
  return { state, words, parsed, cursor: before && isEqual(before.cursor, at) ? before.cursor : at }
}

export interface PeopleReaderOptions {
  readonly user: SessionPerson & { readonly role: Role }
  /** When this person came: decides only whose colour gives way. */
  readonly since: number
  readonly ownClientId: number
}

/** What is known of the others, the same objects as before where nothing changed. */
export interface PeopleReader {
  read(states: ReadonlyMap<number, object>): {
    readonly others: readonly OtherPerson[]
    readonly cursors: Cursors
  }
}

export function createPeopleReader({
  user,
  since,
  ownClientId,
}: PeopleReaderOptions): PeopleReader {
  const known = new Map<number, Said>()
  let others: readonly OtherPerson[] = []
  let cursors: Cursors = new Map()

  const compose = (): readonly OtherPerson[] => {
    const here = [...known].flatMap(([clientId, { parsed }]) =>
      parsed === null ? [] : [{ clientId, ...parsed }],
    )
    const colours = assignColours([
      { id: user.id, colour: user.colour, since },
      ...here.map((other) => ({ ...other.person, since: other.since })),
    ])
    const last = new Map(others.map((other) => [other.clientId, other]))
    const next = here
      .map((other) => {
        const colour = colours.get(other.person.id) ?? other.person.colour
        const read = { ...other, person: { ...other.person, colour } }
        const same = last.get(other.clientId)
        return same && isEqual(same, read) ? same : read
      })
      .toSorted((one, other) => one.clientId - other.clientId)
    const isSame =
      next.length === others.length && next.every((other, index) => other === others[index])
    return isSame ? others : next
  }

  return {
    read(states) {
      let isOthers = false
      let isMoved = false
      for (const clientId of known.keys())
        if (!states.has(clientId)) {
          known.delete(clientId)
          isOthers = true
          isMoved = true
        }
      for (const [clientId, state] of states) {
        const before = known.get(clientId)
        if (clientId === ownClientId || before?.state === state) continue
        const said = readState(state, before)
        known.set(clientId, said)
        isOthers ||= said.parsed !== before?.parsed
        isMoved ||= said.cursor !== before?.cursor
      }
      if (isOthers) others = compose()
      if (isMoved)
        cursors = new Map(
          [...known].flatMap(([clientId, { cursor }]) => (cursor ? [[clientId, cursor]] : [])),
        )
      return { others, cursors }
    },
  }
}
