import { createPanelId } from "@panelwright/core"
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest"
import { applyAwarenessUpdate, Awareness, encodeAwarenessUpdate } from "y-protocols/awareness"
import * as Y from "yjs"
import { startPeople } from "./people.ts"

const createPerson = (name: string) => {
  const awareness = new Awareness(new Y.Doc())
  const user = { id: `person:${name}`, name, colour: "#e8703a" }
  return { awareness, people: startPeople({ awareness, user, intervalMs: 40 }) }
}

const tell = (from: Awareness, to: Awareness) =>
  applyAwarenessUpdate(to, encodeAwarenessUpdate(from, [from.clientID]), "wire")

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

describe("the people of a storyboard", () => {
  it("are all the others, with where they are and what they hold", () => {
    const [ann, ben] = [createPerson("ann"), createPerson("ben")]
    ann.people.setPresence({ selection: [createPanelId("a")], cursor: { x: 1, y: 2 } })
    tell(ann.awareness, ben.awareness)
    expect(ben.people.others.get()).toEqual([
      {
        clientId: ann.awareness.clientID,
        person: { id: "person:ann", name: "ann", colour: "#e8703a" },
        view: "board",
        selection: ["panel:a"],
        cursor: { x: 1, y: 2 },
        camera: null,
      },
    ])
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

  it("can't be made up: what does not fit is as if it had not been said", () => {
    const { awareness, people } = createPerson("ann")
    const liar = new Awareness(new Y.Doc())
    liar.setLocalState({
      user: { id: "x", name: "Liar", colour: "url(https://example.com)" },
      view: "kitchen",
      selection: "everything",
      cursor: { x: Number.POSITIVE_INFINITY, y: 0 },
    })
    tell(liar, awareness)
    expect(people.others.get()).toMatchObject([
      {
        person: { name: "Liar", colour: "#7a7f87" },
        view: "board",
        selection: [],
        cursor: null,
      },
    ])
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
})
