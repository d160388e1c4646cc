import { createPanelId, createSceneId, createShotId, type Command } from "@panelwright/core"
import { describe, expect, it } from "vitest"
import * as Y from "yjs"
import { applyCommands } from "../command/apply-commands.ts"
import { createStoryboardDoc } from "../new-storyboard.ts"
import { getRoots } from "../roots.ts"
import { readStoryboard, StoryboardReader } from "./storyboard-reader.ts"

const scene = createSceneId("one")
const shot = createShotId("one")
const a = createPanelId("a")
const b = createPanelId("b")

const createDoc = () => {
  const doc = createStoryboardDoc()
  const commands: Command[] = [
    { kind: "scene.create", id: scene },
    { kind: "shot.create", id: shot, sceneId: scene },
    { kind: "panel.create", id: a, shotId: shot, frames: 24 },
    { kind: "panel.create", id: b, shotId: shot, frames: 24 },
  ]
  expect(applyCommands(doc, commands, "test").ok).toBe(true)
  return doc
}

describe("the reader", () => {
  it("DOC-20 gives the same objects for what did not change", () => {
    const doc = createDoc()
    const reader = new StoryboardReader(doc)
    const before = reader.read()
    expect(reader.read()).toBe(before)
    applyCommands(doc, [{ kind: "panel.update", id: b, changes: { notes: "Check" } }], "test")
    const after = reader.read()
    expect(after).not.toBe(before)
    expect(after.panels[0]).toBe(before.panels[0])
    expect(after.panels[1]).not.toBe(before.panels[1])
    expect([after.scenes, after.shots, after.style, after.settings]).toEqual([
      before.scenes,
      before.shots,
      before.style,
      before.settings,
    ])
    expect(after.scenes).toBe(before.scenes)
  })

  it("DOC-21 tells its listeners once a transaction, and not when only the canvas changed", () => {
    const doc = createDoc()
    const reader = new StoryboardReader(doc)
    let calls = 0
    reader.observe(() => (calls += 1))
    getRoots(doc).canvas.set("shape:x", new Y.Map())
    expect(calls).toBe(0)
    applyCommands(doc, [{ kind: "panel.update", id: a, changes: { frames: 9 } }], "test")
    expect(calls).toBe(1)
    reader.observe(() => expect(reader.read().panels.at(-1)?.shotId).toBe("shot:late"))
    applyCommands(
      doc,
      [
        { kind: "shot.create", id: createShotId("late"), sceneId: scene },
        { kind: "panel.create", id: createPanelId("late"), shotId: createShotId("late") },
        { kind: "style.update", changes: { shading: 1 } },
      ],
      "test",
    )
    expect(calls).toBe(2)
    expect(reader.read().panels[0]?.frames).toBe(9)
  })

  it("DOC-22 is the same kept up to date as read anew", () => {
    const doc = createDoc()
    const reader = new StoryboardReader(doc)
    reader.read()
    const commands: Command[] = [
      { kind: "panel.move", id: b, shotId: shot, after: null },
      { kind: "scene.update", id: scene, changes: { number: "7" } },
      { kind: "panel.update", id: a, changes: { action: "Now" } },
      { kind: "settings.update", changes: { title: "Renamed" } },
    ]
    for (const command of commands) {
      applyCommands(doc, [command], "test")
      expect(reader.read()).toEqual(readStoryboard(doc))
    }
  })

  it("DOC-23 shows a panel whose shot somebody deleted meanwhile instead of losing it", () => {
    const one = createDoc()
    const two = new Y.Doc()
    Y.applyUpdate(two, Y.encodeStateAsUpdate(one))
    const added = createPanelId("late")
    const other = createShotId("two")
    applyCommands(one, [{ kind: "shot.create", id: other, sceneId: scene }], "one")
    applyCommands(one, [{ kind: "shot.delete", id: shot }], "one")
    applyCommands(two, [{ kind: "panel.create", id: added, shotId: shot }], "two")
    Y.applyUpdate(one, Y.encodeStateAsUpdate(two))
    expect(readStoryboard(one).panels.map((panel) => panel.id)).toEqual([added])
    expect(readStoryboard(one).panels[0]?.shotId).toBe(other)
  })

  it("DOC-24 passes over a value that does not fit and leaves out what is no record", () => {
    const doc = createDoc()
    const { panels, style } = getRoots(doc)
    panels.get(a)?.set("frames", "many")
    panels.get(a)?.set("camera.size", "gigantic")
    panels.set("panel:broken", new Y.Map([["$", { id: 7 }]]))
    style.set("shading", Number.NaN)
    const state = readStoryboard(doc)
    expect(state.panels.map((panel) => panel.id)).toEqual([a, b])
    expect(state.panels[0]).toMatchObject({ frames: 24, camera: { size: "medium" } })
    expect(state.style.shading).toBe(0.6)
    expect(panels.has("panel:broken")).toBe(true)
  })
})
