import { describe, expect, it } from "vitest"
import * as Y from "yjs"
import { findMissingBlocks } from "./missing-blocks.ts"

function createDoc(clientId: number, ...parts: Uint8Array[]): Y.Doc {
  const doc = new Y.Doc()
  doc.clientID = clientId
  for (const part of parts) Y.applyUpdate(doc, part)
  return doc
}

const one = createDoc(1)
one.getText("words").insert(0, "some words")
one.getMap("map").set("nested", new Y.Map([["list", [1, "two", { three: 3n }]]]))
const two = createDoc(2, Y.encodeStateAsUpdate(one))
two.getText("words").insert(4, " more")
two.getText("words").delete(0, 2)
const three = createDoc(3, Y.encodeStateAsUpdate(two))
three.getArray("list").push([new Uint8Array([1, 2, 3]), null])
const whole = Y.encodeStateAsUpdate(three)

describe("what somebody lacks", () => {
  it.each([
    { known: "nothing", doc: createDoc(9) },
    { known: "one person's", doc: one },
    { known: "two people's", doc: two },
    { known: "everything", doc: three },
  ])("of an update, knowing $known, is what Yjs would say", ({ doc }) => {
    const stateVector = Y.decodeStateVector(Y.encodeStateVector(doc))
    const missing = findMissingBlocks(whole, stateVector)
    if (!missing) throw new Error("it ends between what people wrote")
    expect([...missing]).toEqual([...Y.diffUpdate(whole, Y.encodeStateVector(doc))])
    const complete = createDoc(8, Y.encodeStateAsUpdate(doc), missing)
    expect(Y.encodeStateAsUpdate(complete)).toEqual(whole)
    expect(complete.store.pendingStructs).toBeNull()
  })

  it("is left to Yjs where a person's writing has to be cut", () => {
    expect(findMissingBlocks(whole, new Map([[1, 5]]))).toBeNull()
  })
})
