import { expect, it } from "vitest"
import * as Y from "yjs"
import { DocContent } from "./doc-content.ts"

function accept(content: DocContent, update: Uint8Array): number {
  const checked = content.check(update)
  if (!checked.ok) throw new Error(checked.failure.reason)
  content.accept(checked.value)
  return checked.value.ends.size
}

it("finds nothing new in what is repeated, unless what was known of it was taken back", () => {
  const { content } = DocContent.fromStored({ snapshot: null, updates: [] })
  const doc = new Y.Doc()
  doc.getText("text").insert(0, "accepted and not yet durable")
  const update = Y.encodeStateAsUpdate(doc)
  expect([accept(content, update), accept(content, update), accept(content, update)]).toEqual([
    1, 0, 0,
  ])
  doc.getText("text").insert(0, "more ")
  expect(accept(content, Y.encodeStateAsUpdate(doc))).toBe(1)
  content.forgetAccepted()
  expect(accept(content, update)).toBe(1)
})
