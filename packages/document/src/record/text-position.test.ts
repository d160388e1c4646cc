import { describe, expect, it } from "vitest"
import * as Y from "yjs"
import { encodeTextPosition, findTextPosition } from "./text-position.ts"

/** mulberry32: a seed decides the whole run. */
function createRandom(seed: number) {
  let state = seed
  return (count: number) => {
    state = (state + 0x6d2b79f5) | 0
    let value = Math.imul(state ^ (state >>> 15), 1 | state)
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value
    return Math.floor((((value ^ (value >>> 14)) >>> 0) / 4_294_967_296) * count)
  }
}

const createText = (words: string) => {
  const doc = new Y.Doc()
  const text = doc.getText("text")
  text.insert(0, words)
  return text
}

const copy = (text: Y.Text): Y.Text => {
  const doc = new Y.Doc()
  if (text.doc) Y.applyUpdate(doc, Y.encodeStateAsUpdate(text.doc))
  return doc.getText("text")
}

const exchange = (one: Y.Text, other: Y.Text) => {
  if (!one.doc || !other.doc) throw new Error("a text without a doc")
  const [first, second] = [Y.encodeStateAsUpdate(one.doc), Y.encodeStateAsUpdate(other.doc)]
  Y.applyUpdate(one.doc, second)
  Y.applyUpdate(other.doc, first)
}

describe("a place in a shared text", () => {
  it("is found where it was, at any letter and at the end", () => {
    const text = createText("Mara turns.")
    for (let index = 0; index <= text.length; index += 1)
      expect(findTextPosition(text, encodeTextPosition(text, index))).toBe(index)
    expect(findTextPosition(text, encodeTextPosition(text, 999))).toBe(text.length)
    expect(encodeTextPosition(text, -4)).toBe(encodeTextPosition(text, 0))
  })

  it("goes along with the one who writes there, without being told again", () => {
    const text = createText("Mara turns.")
    const [inside, end] = [encodeTextPosition(text, 5), encodeTextPosition(text, 11)]
    text.insert(5, "slowly ")
    expect(findTextPosition(text, inside)).toBe(12)
    expect(encodeTextPosition(text, 12)).toBe(inside)
    text.insert(text.length, " Rain.")
    expect(findTextPosition(text, end)).toBe(text.length)
  })

  it.each([1, 2, 3, 4, 5, 6, 7, 8])(
    "stays with its letter while others write and delete at once (seed %i)",
    (seed) => {
      const random = createRandom(seed)
      const letter = "§"
      const mine = createText(`one two ${letter}three four`)
      const theirs = copy(mine)
      const position = encodeTextPosition(mine, mine.toJSON().indexOf(letter))
      for (let step = 0; step < 300; step += 1) {
        const text = random(2) === 0 ? mine : theirs
        const at = random(text.length + 1)
        const words = text.toJSON()
        if (random(3) === 0 && words.slice(at, at + 2).length === 2) {
          if (!words.slice(at, at + 2).includes(letter)) text.delete(at, 2)
        } else text.insert(at, "abc".slice(0, 1 + random(3)))
        if (random(5) === 0) exchange(mine, theirs)
        for (const each of [mine, theirs])
          expect(findTextPosition(each, position)).toBe(each.toJSON().indexOf(letter))
      }
      exchange(mine, theirs)
      expect(mine.toJSON()).toBe(theirs.toJSON())
    },
  )

  it("is where its letter was when that is deleted", () => {
    const text = createText("Mara turns.")
    const position = encodeTextPosition(text, 5)
    text.delete(4, 4)
    expect(findTextPosition(text, position)).toBe(4)
  })

  it("is unknown until its letter has come, and in any other text", () => {
    const mine = createText("Mara")
    const theirs = copy(mine)
    theirs.insert(4, " turns")
    const position = encodeTextPosition(theirs, 6)
    expect(findTextPosition(mine, position)).toBeNull()
    exchange(mine, theirs)
    expect(findTextPosition(mine, position)).toBe(6)
    const other = theirs.doc?.getText("other")
    other?.insert(0, "Elsewhere")
    expect(other && findTextPosition(other, position)).toBeNull()
  })

  it.each(["", "1", "1.", ".1", "x.y", "1.2.3", "-1.2", "9".repeat(40)])(
    "is not made of %j",
    (nonsense) => {
      expect(findTextPosition(createText("Mara"), nonsense)).toBeNull()
    },
  )
})
