import { describe, expect, it } from "vitest"
import * as Y from "yjs"
import { splitUpdate } from "./split-update.ts"

/** The same numbers for the same seed. */
function createRandom(seed: number) {
  let state = seed * 2_654_435_761 + 1
  return (limit: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * limit)
  }
}

function change(doc: Y.Doc, random: (limit: number) => number): void {
  const list = doc.getArray<Y.Map<unknown>>("panels")
  const text = doc.getText("words")
  const place = random(list.length + 1)
  const kind = random(5)
  if (kind === 0) list.insert(place, [new Y.Map(Object.entries({ frames: random(99) }))])
  else if (kind === 1) text.insert(random(text.length + 1), "rain ".repeat(random(20) + 1))
  else if (kind === 2 && text.length > 9) text.delete(random(text.length - 8), 7)
  else if (kind === 3 && list.length > 3) list.delete(random(list.length), 1)
  else list.get(random(list.length || 1))?.set("words", new Y.Text(`${random(1e9)}`))
}

/** Docs of people who changed much and met now and then; the first is what a server has. */
function createDocs(seed: number): { known: Uint8Array; doc: Y.Doc } {
  const random = createRandom(seed)
  const docs = Array.from({ length: 4 }, () => new Y.Doc())
  let known = Y.encodeStateAsUpdate(new Y.Doc())
  for (let step = 0; step < 400; step += 1) {
    const [one, other] = [docs[random(4)], docs[random(4)]]
    if (!one || !other) continue
    change(one, random)
    if (random(4) === 0) Y.applyUpdate(other, Y.encodeStateAsUpdate(one))
    if (step === 100) known = Y.encodeStateAsUpdate(one)
  }
  const doc = new Y.Doc()
  for (const other of docs) Y.applyUpdate(doc, Y.encodeStateAsUpdate(other))
  Y.applyUpdate(doc, known)
  return { known, doc }
}

describe("an update in parts", () => {
  it.each(Array.from({ length: 25 }, (_, seed) => seed))(
    "can be applied part by part, and no part waits for a later one (seed %i)",
    (seed) => {
      const { known, doc } = createDocs(seed)
      const receiver = new Y.Doc()
      Y.applyUpdate(receiver, known)
      const update = Y.encodeStateAsUpdate(doc, Y.encodeStateVector(receiver))
      const parts = splitUpdate(update, 300)
      if (!parts) throw new Error("it could not be divided")
      expect(parts.structs.length).toBeGreaterThan(5)
      for (const part of [...parts.structs, ...parts.deletions]) {
        Y.applyUpdate(receiver, part)
        expect(receiver.store.pendingStructs).toBeNull()
        expect(receiver.store.pendingDs).toBeNull()
      }
      expect(receiver.getText("words").toJSON()).toBe(doc.getText("words").toJSON())
      expect(receiver.getArray("panels").toJSON()).toEqual(doc.getArray("panels").toJSON())
      expect(Y.encodeStateVector(receiver)).toEqual(Y.encodeStateVector(doc))
    },
  )

  it("has one part for deletions even when there are none", () => {
    const parts = splitUpdate(Y.encodeStateAsUpdate(new Y.Doc()), 300)
    expect(parts?.structs).toEqual([])
    expect(parts?.deletions).toHaveLength(1)
  })

  it("keeps parts near the size that was asked for", () => {
    const { doc } = createDocs(7)
    const parts = splitUpdate(Y.encodeStateAsUpdate(doc), 300)
    for (const part of parts?.structs ?? []) expect(part.length).toBeLessThan(700)
  })
})
