import { describe, expect, it } from "vitest"
import * as Y from "yjs"
import fixture from "./fixtures/schema-1.json" with { type: "json" }
import { migrateDoc, readSchemaVersion, type Migration } from "./migration.ts"
import { createStoryboardDoc } from "./new-storyboard.ts"
import { readStoryboard } from "./reader/storyboard-reader.ts"
import { getRoots } from "./roots.ts"

const raise: Migration = {
  to: 2,
  apply: (doc) =>
    getRoots(doc).settings.set("title", `${String(getRoots(doc).settings.get("title"))} II`),
}

describe("migrations", () => {
  it("DOC-60 a doc written by the first version reads as it did then", () => {
    const doc = new Y.Doc()
    const bytes = fixture.update.match(/../g)?.map((pair) => Number.parseInt(pair, 16)) ?? []
    Y.applyUpdate(doc, Uint8Array.from(bytes))
    expect(migrateDoc(doc)).toEqual({ kind: "current" })
    const { panels, ...rest } = fixture.storyboard
    expect(JSON.parse(JSON.stringify(readStoryboard(doc)))).toEqual({
      ...rest,
      // There were no rules then, and no scenes with a look of their own.
      style: { ...rest.style, rules: [], scenes: {} },
      // Nothing could be said about a panel then.
      panels: panels.map((panel) => ({ ...panel, comments: [] })),
    })
  })

  it("DOC-61 apply in order, in one transaction, and once", () => {
    const doc = createStoryboardDoc({ title: "One" })
    let transactions = 0
    doc.on("afterTransaction", () => (transactions += 1))
    const options = { migrations: [raise], version: 2 }
    expect(migrateDoc(doc, options)).toEqual({ kind: "migrated", from: 1, to: 2 })
    expect(transactions).toBe(1)
    expect(migrateDoc(doc, options)).toEqual({ kind: "current" })
    expect(readStoryboard(doc).settings.title).toBe("One II")
    expect(readSchemaVersion(doc)).toBe(2)
  })

  it("DOC-62 a doc of a newer version is left alone and said to be newer", () => {
    const doc = createStoryboardDoc()
    getRoots(doc).meta.set("schemaVersion", 7)
    expect(migrateDoc(doc)).toEqual({ kind: "newer", found: 7, known: 1 })
    expect(readSchemaVersion(doc)).toBe(7)
  })
})
