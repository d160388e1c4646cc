import {
  assetIdSchema,
  commandsSchema,
  createCharacterId,
  createPanelId,
  createSceneId,
  createShotId,
  createVariantId,
  type Command,
  type Variant,
} from "@panelwright/core"
import { describe, expect, it } from "vitest"
import * as Y from "yjs"
import { writeCanvasRecord } from "../canvas/canvas-record.ts"
import { readInkRevisions } from "../canvas/panel-ink.ts"
import { createStoryboardDoc } from "../new-storyboard.ts"
import { readStoryboard } from "../reader/storyboard-reader.ts"
import { getRoots } from "../roots.ts"
import { applyCommands } from "./apply-commands.ts"

const scene = createSceneId("one")
const shot = createShotId("one")
const panel = (name: string) => createPanelId(name)

const createVariant = (id: string, panelId = panel("a")): Variant => ({
  id: createVariantId(id),
  panelId,
  asset: assetIdSchema.parse("0".repeat(64)),
  width: 16,
  height: 9,
  parentId: null,
  jobId: null,
  createdBy: "person:x",
  createdAt: 1,
  recipe: {
    provider: "sketch",
    model: "sketch-1",
    operation: "generate",
    instruction: null,
    seed: 1,
    styleVersion: 1,
    warnings: [],
    change: null,
  },
})

function createDoc(commands: readonly Command[] = []): Y.Doc {
  const doc = createStoryboardDoc({ title: "Test" })
  const base: Command[] = [
    { kind: "scene.create", id: scene, heading: "INT. LAMP ROOM - NIGHT", number: "12" },
    { kind: "shot.create", id: shot, sceneId: scene },
  ]
  expect(applyCommands(doc, [...base, ...commands], "test").ok).toBe(true)
  return doc
}

const createPanel = (name: string, more: object = {}): Command =>
  commandsSchema.parse([
    { kind: "panel.create", id: panel(name), shotId: shot, ...more },
  ])[0] as Command

const order = (doc: Y.Doc) => readStoryboard(doc).panels.map((item) => item.id.slice(6))

describe("commands on a doc", () => {
  it("DOC-1 applies all or none, and names the first that could not be", () => {
    const doc = createDoc()
    const before = Y.encodeStateAsUpdate(doc)
    const result = applyCommands(
      doc,
      [createPanel("a"), { kind: "panel.delete", id: panel("missing") }],
      "test",
    )
    expect(result).toEqual({
      ok: false,
      failure: { kind: "not-found", id: "panel:missing", index: 1 },
    })
    expect(Y.encodeStateAsUpdate(doc)).toEqual(before)
  })

  it("DOC-2 lets a later command name what an earlier one made", () => {
    const doc = createDoc([
      createPanel("a"),
      { kind: "panel.update", id: panel("a"), changes: { frames: 12, action: "Mara runs." } },
    ])
    expect(readStoryboard(doc).panels[0]).toMatchObject({ frames: 12, action: "Mara runs." })
  })

  it("DOC-3 puts a panel after a sibling, first, last, and last when the sibling is gone", () => {
    const doc = createDoc([
      createPanel("a"),
      createPanel("b"),
      createPanel("c", { after: panel("a") }),
      createPanel("d", { after: null }),
      createPanel("e", { after: panel("missing") }),
    ])
    expect(order(doc)).toEqual(["d", "a", "c", "b", "e"])
    applyCommands(doc, [{ kind: "panel.move", id: panel("e"), shotId: shot, after: null }], "test")
    expect(order(doc)).toEqual(["e", "d", "a", "c", "b"])
  })

  it("DOC-4 changes one property of the camera and leaves the others", () => {
    const doc = createDoc([createPanel("a", { camera: { size: "wide", angle: "low" } })])
    applyCommands(
      doc,
      [{ kind: "panel.update", id: panel("a"), changes: { camera: { size: "close-up" } } }],
      "test",
    )
    expect(readStoryboard(doc).panels[0]?.camera).toEqual({
      size: "close-up",
      angle: "low",
      movement: "static",
      lens: null,
    })
  })

  it("DOC-5 takes shots, panels and variants along when a scene is deleted", () => {
    const doc = createDoc([
      createPanel("a"),
      { kind: "variant.add", variant: createVariant("v"), choose: true },
    ])
    applyCommands(doc, [{ kind: "scene.delete", id: scene }], "test")
    const state = readStoryboard(doc)
    expect([state.scenes, state.shots, state.panels]).toEqual([[], [], []])
    expect(doc.getMap("variants").size).toBe(0)
  })

  it("DOC-6 refuses what is made twice, in the doc or in the same list", () => {
    const doc = createDoc([createPanel("a")])
    for (const commands of [[createPanel("a")], [createPanel("b"), createPanel("b")]])
      expect(applyCommands(doc, commands, "test")).toMatchObject({
        failure: { kind: "already-exists" },
      })
  })

  it("DOC-7 keeps a locked style as it is until it is unlocked", () => {
    const doc = createDoc([{ kind: "style.update", changes: { locked: true } }])
    const change: Command = { kind: "style.update", changes: { shading: 1 } }
    expect(applyCommands(doc, [change], "test")).toMatchObject({
      failure: { kind: "style-locked" },
    })
    applyCommands(doc, [{ kind: "style.update", changes: { locked: false, shading: 1 } }], "test")
    expect(readStoryboard(doc).style).toMatchObject({ locked: false, shading: 1 })
  })

  it("DOC-8 raises a version only when something differs", () => {
    const id = createCharacterId("mara")
    const doc = createDoc([{ kind: "character.create", id, name: "Mara" }])
    const update: Command = { kind: "character.update", id, changes: { words: "Yellow oilskin" } }
    applyCommands(doc, [update], "test")
    applyCommands(doc, [update], "test")
    expect(readStoryboard(doc).characters[0]?.version).toBe(2)
  })

  it("DOC-9 copies a panel behind the original with its words and its chosen picture", () => {
    const doc = createDoc([
      createPanel("a", { action: "She climbs.", status: "approved" }),
      createPanel("b"),
      { kind: "variant.add", variant: createVariant("v"), choose: true },
      { kind: "panel.duplicate", id: panel("a"), newId: panel("copy") },
    ])
    expect(order(doc)).toEqual(["a", "copy", "b"])
    const copy = readStoryboard(doc).panels[1]
    expect(copy).toMatchObject({ action: "She climbs.", status: "draft" })
    expect(copy?.variants).toHaveLength(1)
    expect(copy?.picture).toBe(copy?.variants[0]?.id)
  })

  it("DOC-12 copies what is drawn on a panel, with what its groups hold", () => {
    const doc = createDoc([createPanel("a")])
    const { canvas } = getRoots(doc)
    const shape = { typeName: "shape", type: "draw", x: 0, y: 0, props: {} }
    writeCanvasRecord(
      canvas,
      { ...shape, id: "shape:g", type: "group", parentId: "shape:panel-a" },
      null,
    )
    writeCanvasRecord(canvas, { ...shape, id: "shape:d", parentId: "shape:g" }, null)
    writeCanvasRecord(canvas, { ...shape, id: "shape:elsewhere", parentId: "page:page" }, null)
    const revision = readInkRevisions(canvas).get(panel("a")) ?? ""
    const asset = assetIdSchema.parse("1".repeat(64))
    applyCommands(
      doc,
      [
        { kind: "panel.set-ink", id: panel("a"), ink: { asset, revision } },
        { kind: "panel.duplicate", id: panel("a"), newId: panel("b") },
      ],
      "test",
    )
    expect(canvas.size).toBe(5)
    const copy = readStoryboard(doc).panels.find(({ id }) => id === panel("b"))
    expect(copy?.ink).toEqual({ asset, revision: readInkRevisions(canvas).get(panel("b")) })
    expect(copy?.ink?.revision).not.toBe(revision)
  })

  it("DOC-10 ties panels to words of the script, and the tie moves with the words", () => {
    const doc = createDoc([
      { kind: "script.replace", text: "INT. LAMP ROOM\n\nMara runs.\n" },
      createPanel("a", { scriptRange: { from: 16, to: 26 } }),
    ])
    const words = () => {
      const state = readStoryboard(doc)
      const range = state.panels[0]?.scriptRange
      return range ? state.script.slice(range.from, range.to) : null
    }
    expect(words()).toBe("Mara runs.")
    const replace = (text: string) => applyCommands(doc, [{ kind: "script.replace", text }], "test")
    replace("FADE IN:\n\nINT. LAMP ROOM\n\nMara runs.\n")
    replace("FADE IN:\n\nINT. LAMP ROOM\n\nMara slowly runs.\n")
    expect(words()).toBe("Mara slowly runs.")
    applyCommands(doc, [{ kind: "script.replace", text: "" }], "test")
    expect(words()).toBeNull()
  })

  it("DOC-11 numbers panels by scene, shot and place, and starts each where the last one ends", () => {
    const second = createShotId("two")
    const doc = createDoc([
      createPanel("a", { frames: 10 }),
      createPanel("b", { frames: 20 }),
      { kind: "shot.create", id: second, sceneId: scene },
      { kind: "panel.create", id: panel("c"), shotId: second, frames: 30 },
    ])
    const state = readStoryboard(doc)
    expect(state.panels.map((item) => [item.number, item.startFrame])).toEqual([
      ["12A-1", 0],
      ["12A-2", 10],
      ["12B", 30],
    ])
    expect(state.durationFrames).toBe(60)
  })
})
