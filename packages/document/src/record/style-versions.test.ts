import { createSceneId, type Command } from "@panelwright/core"
import { describe, expect, it } from "vitest"
import * as Y from "yjs"
import { applyCommands } from "../command/apply-commands.ts"
import { createStoryboardDoc } from "../new-storyboard.ts"
import { readStoryboard } from "../reader/storyboard-reader.ts"
import { createUndo } from "../undo.ts"
import { readStyleVersions } from "./style-versions.ts"

const scene = createSceneId("memory")
const by = { id: "person:mara", name: "Mara", colour: "#aa3355" }

const update = (
  changes: Extract<Command, { kind: "style.update" }>["changes"],
  at?: number,
): Command => ({ kind: "style.update", changes, ...(at !== undefined && { by, at }) })

const apply = (doc: Y.Doc, ...commands: Command[]) =>
  expect(applyCommands(doc, commands, "test")).toMatchObject({ ok: true })

const listLooks = (doc: Y.Doc) =>
  readStyleVersions(doc).map(({ style }) => [style.version, style.look])

describe("versions of the style", () => {
  it("keeps what the style was, and who made it so", () => {
    const doc = createStoryboardDoc()
    apply(doc, update({ look: "ink" }, 1000))
    apply(doc, update({ look: "marker" }, 2000))
    expect(listLooks(doc)).toEqual([
      [1, "pencil"],
      [2, "ink"],
      [3, "marker"],
    ])
    expect(readStyleVersions(doc).map((made) => [made.by?.name, made.at])).toEqual([
      [undefined, null],
      ["Mara", 1000],
      ["Mara", 2000],
    ])
  })

  it("makes no version of a lock, of an update that changes nothing, or of a refused one", () => {
    const doc = createStoryboardDoc()
    apply(doc, update({ locked: true }))
    expect(applyCommands(doc, [update({ look: "ink" })], "test")).toMatchObject({
      failure: { kind: "style-locked" },
    })
    apply(doc, update({ locked: false, look: "pencil" }))
    expect(readStoryboard(doc).style).toMatchObject({ version: 1, locked: false })
    expect(readStyleVersions(doc)).toEqual([])
  })

  it("never gives one number to two styles, not even after an undo", () => {
    const doc = createStoryboardDoc()
    const origin = {}
    const undo = createUndo(doc, origin)
    applyCommands(doc, [update({ look: "ink" })], origin)
    undo.undo()
    expect(readStoryboard(doc).style).toMatchObject({ version: 1, look: "pencil" })
    apply(doc, update({ look: "charcoal" }))
    expect(listLooks(doc)).toEqual([
      [1, "pencil"],
      [2, "ink"],
      [3, "charcoal"],
    ])
  })

  it("keeps both changes that two people made at once, as the version that came of them", () => {
    const one = createStoryboardDoc()
    const other = new Y.Doc()
    Y.applyUpdate(other, Y.encodeStateAsUpdate(one))
    apply(one, update({ look: "ink" }, 1))
    apply(other, update({ shading: 1 }, 2))
    Y.applyUpdate(one, Y.encodeStateAsUpdate(other))
    Y.applyUpdate(other, Y.encodeStateAsUpdate(one))
    apply(one, update({ contrast: 1 }, 3))
    expect(readStyleVersions(one)[1]?.style).toMatchObject({ version: 2, look: "ink", shading: 1 })
  })

  it("keeps the newest when there are very many", () => {
    const doc = createStoryboardDoc()
    for (let index = 0; index < 80; index += 1) apply(doc, update({ shading: index / 100 }))
    const versions = readStyleVersions(doc).map(({ style }) => style.version)
    expect(versions).toHaveLength(60)
    expect(versions.at(-1)).toBe(readStoryboard(doc).style.version)
  })
})

describe("the look of one scene", () => {
  it("belongs to the style: versioned with it, locked with it, and taken away by null", () => {
    const doc = createStoryboardDoc()
    apply(doc, { kind: "scene.create", id: scene })
    apply(doc, update({ scenes: { [scene]: { look: "charcoal" } } }))
    expect(readStoryboard(doc).style).toMatchObject({
      version: 2,
      scenes: { [scene]: { look: "charcoal" } },
    })
    apply(doc, update({ locked: true }))
    expect(applyCommands(doc, [update({ scenes: { [scene]: null } })], "test").ok).toBe(false)
    apply(doc, update({ locked: false, scenes: { [scene]: null } }))
    expect(readStoryboard(doc).style.scenes[scene]).toBeNull()
  })

  it("refuses a scene that there is not", () => {
    const doc = createStoryboardDoc()
    expect(
      applyCommands(doc, [update({ scenes: { [scene]: { look: "ink" } } })], "test"),
    ).toMatchObject({ failure: { kind: "not-found", id: scene } })
  })

  it("survives somebody giving another scene a look at the same time", () => {
    const one = createStoryboardDoc()
    const second = createSceneId("dream")
    apply(one, { kind: "scene.create", id: scene }, { kind: "scene.create", id: second })
    const other = new Y.Doc()
    Y.applyUpdate(other, Y.encodeStateAsUpdate(one))
    apply(one, update({ scenes: { [scene]: { look: "ink" } } }))
    apply(other, update({ scenes: { [second]: { look: "blueprint" } } }))
    Y.applyUpdate(one, Y.encodeStateAsUpdate(other))
    expect(readStoryboard(one).style.scenes).toEqual({
      [scene]: { look: "ink" },
      [second]: { look: "blueprint" },
    })
  })
})
