import { createPanelId, personColours } from "@panelwright/core"
import { mostSelectedShown } from "@panelwright/core/protocol"
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest"
import {
  applyAwarenessUpdate,
  Awareness,
  encodeAwarenessUpdate,
  modifyAwarenessUpdate,
  removeAwarenessStates,
} from "y-protocols/awareness"
import * as Y from "yjs"
import { startPeople } from "./people.ts"

const colour = personColours[0]
const users = new WeakMap<Awareness, object>()

const createPerson = (name: string) => {
  const awareness = new Awareness(new Y.Doc())
  const user = { id: `person:${name}`, name, colour, role: "editor" } as const
  users.set(awareness, user)
  return { awareness, people: startPeople({ awareness, user, intervalMs: 40, clock: Date.now }) }
}

/** As the server does it: who somebody is comes from their session. */
const tell = (from: Awareness, to: Awareness) => {
  const update = encodeAwarenessUpdate(from, [from.clientID])
  const user = users.get(from)
  const said = user
    ? modifyAwarenessUpdate(update, (state: object | null) => state && { ...state, user })
    : update
  applyAwarenessUpdate(to, said, "wire")
}

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

describe("the people of a storyboard", () => {
  it("are all the others, with where they are and what they hold", () => {
    const ann = createPerson("ann")
    vi.advanceTimersByTime(5)
    const ben = createPerson("ben")
    ann.people.setPresence({ selection: [createPanelId("a")], cursor: { x: 1, y: 2 } })
    tell(ann.awareness, ben.awareness)
    expect(ben.people.others.get()).toEqual([
      {
        clientId: ann.awareness.clientID,
        person: { id: "person:ann", name: "ann", colour, role: "editor" },
        view: "board",
        selection: ["panel:a"],
        viewport: null,
        caret: null,
        following: null,
        idle: false,
        since: expect.any(Number),
      },
    ])
    expect([...ben.people.cursors.get()]).toEqual([[ann.awareness.clientID, { x: 1, y: 2 }]])
  })

  it("are the same as before where only hands have moved, and hands where only people have", () => {
    const [ann, ben] = [createPerson("ann"), createPerson("ben")]
    ann.people.setPresence({ cursor: { x: 1, y: 2 } })
    tell(ann.awareness, ben.awareness)
    const { others, cursors } = ben.people
    const before = { others: others.get(), cursors: cursors.get() }
    vi.advanceTimersByTime(50)
    ann.people.setPresence({ cursor: { x: 3, y: 2 } })
    tell(ann.awareness, ben.awareness)
    expect(others.get()).toBe(before.others)
    expect(cursors.get().get(ann.awareness.clientID)).toEqual({ x: 3, y: 2 })
    const moved = cursors.get()
    vi.advanceTimersByTime(50)
    ann.people.setPresence({ view: "script" })
    tell(ann.awareness, ben.awareness)
    expect(others.get()).toMatchObject([{ view: "script" }])
    expect(cursors.get()).toBe(moved)
    removeAwarenessStates(ben.awareness, [ann.awareness.clientID], "closed")
    expect(cursors.get().size).toBe(0)
  })

  it("have different colours, the same ones on every screen", () => {
    const ann = createPerson("ann")
    vi.advanceTimersByTime(5)
    const ben = createPerson("ben")
    vi.advanceTimersByTime(5)
    const cleo = createPerson("cleo")
    const all = [ann, ben, cleo]
    for (const from of all) for (const to of all) tell(from.awareness, to.awareness)
    const seenBy = ({ people }: typeof ann) =>
      Object.fromEntries(people.others.get().map(({ person }) => [person.name, person.colour]))
    expect(seenBy(ben)["ann"]).toBe(colour)
    expect(new Set(Object.values({ ...seenBy(ann), ...seenBy(ben) })).size).toBe(3)
    expect(seenBy(ann)["cleo"]).toBe(seenBy(ben)["cleo"])
    expect(seenBy(ann)["ben"]).toBe(seenBy(cleo)["ben"])
  })

  it("hear at most 25 times a second, and always the last word", () => {
    const { awareness, people } = createPerson("ann")
    let messages = 0
    awareness.on("update", () => (messages += 1))
    for (let x = 1; x <= 100; x += 1) {
      people.setPresence({ cursor: { x, y: 0 } })
      vi.advanceTimersByTime(10)
    }
    vi.advanceTimersByTime(40)
    expect(messages).toBeLessThanOrEqual(26)
    expect(messages).toBeGreaterThan(20)
    expect(awareness.getLocalState()).toMatchObject({ cursor: { x: 100, y: 0 } })
  })

  it("are told only what is something, in few bytes", () => {
    const { awareness, people } = createPerson("ann")
    people.setPresence({
      selection: [createPanelId("0123456789abcdef")],
      cursor: { x: 1234, y: -5 },
    })
    vi.advanceTimersByTime(50)
    expect(Object.keys(awareness.getLocalState() ?? {})).toEqual([
      "view",
      "selection",
      "cursor",
      "since",
    ])
    expect(encodeAwarenessUpdate(awareness, [awareness.clientID]).byteLength).toBeLessThan(160)
  })

  it("hear nothing while nothing changes, and of no more panels than can be told apart", () => {
    const { awareness, people } = createPerson("ann")
    const selection = Array.from({ length: 500 }, (_, index) => createPanelId(`p${index}`))
    people.setPresence({ selection })
    vi.advanceTimersByTime(100)
    let messages = 0
    awareness.on("update", () => (messages += 1))
    people.setPresence({ selection: [...selection] })
    vi.advanceTimersByTime(100)
    expect(messages).toBe(0)
    const said = awareness.getLocalState()?.["selection"]
    expect(said).toHaveLength(mostSelectedShown)
    expect(said).toContain(selection.at(-1))
  })

  it("can't be made up: what does not fit is as if it had not been said", () => {
    const { awareness, people } = createPerson("ann")
    const liar = new Awareness(new Y.Doc())
    liar.setLocalState({
      user: { id: "x", name: "Liar", colour: "url(https://example.com)" },
      view: "../kitchen",
      selection: "everything",
      cursor: { x: Number.POSITIVE_INFINITY, y: 0 },
    })
    tell(liar, awareness)
    expect(people.others.get()).toMatchObject([
      {
        person: { name: "Liar", colour: "#7a7f87", role: "viewer" },
        view: "board",
        selection: [],
      },
    ])
    expect(people.cursors.get().size).toBe(0)
    liar.setLocalState({ no: "user" })
    tell(liar, awareness)
    expect(people.others.get()).toEqual([])
  })

  it("stay the same objects while nothing about them changes", () => {
    const [ann, ben] = [createPerson("ann"), createPerson("ben")]
    tell(ann.awareness, ben.awareness)
    const before = ben.people.others.get()
    ann.awareness.setLocalState(ann.awareness.getLocalState())
    tell(ann.awareness, ben.awareness)
    expect(ben.people.others.get()).toBe(before)
  })

  it("are shown again at once on a new connection, though they have not moved", () => {
    const [ann, ben] = [createPerson("ann"), createPerson("ben")]
    tell(ann.awareness, ben.awareness)
    // The socket ends for Ben: the client library forgets the others, and their counts stay.
    removeAwarenessStates(ben.awareness, [ann.awareness.clientID], "closed")
    expect(ben.people.others.get()).toEqual([])
    ben.people.handleConnecting()
    tell(ann.awareness, ben.awareness)
    expect(ben.people.others.get()).toHaveLength(1)
    // It ends for Ann, whom the server calls gone under the count that Ben knows.
    removeAwarenessStates(ben.awareness, [ann.awareness.clientID], "wire")
    ann.people.handleConnecting()
    tell(ann.awareness, ben.awareness)
    expect(ben.people.others.get()).toHaveLength(1)
  })

  it("stay while the server speaks, however long they keep still", () => {
    const [ann, ben] = [createPerson("ann"), createPerson("ben")]
    tell(ann.awareness, ben.awareness)
    const lastHeard = () => ben.awareness.meta.get(ann.awareness.clientID)?.lastUpdated
    vi.advanceTimersByTime(20_000)
    expect(lastHeard()).toBeLessThan(Date.now())
    // The protocol forgets whoever was last heard of more than 30 s ago.
    ben.people.handleMessage()
    expect(lastHeard()).toBe(Date.now())
    expect(ben.people.others.get()).toHaveLength(1)
  })
})
