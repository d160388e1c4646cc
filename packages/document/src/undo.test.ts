import { createPanelId, createSceneId, createShotId, type Command } from "@panelwright/core"
import { afterEach, describe, expect, it, vi } from "vitest"
import { applyCommands } from "./command/apply-commands.ts"
import { createStoryboardDoc } from "./new-storyboard.ts"
import { readStoryboard } from "./reader/storyboard-reader.ts"
import { createUndo } from "./undo.ts"

const scene = createSceneId("one")
const shot = createShotId("one")
const id = createPanelId("a")
const mine = { person: "mine" }
const theirs = { person: "theirs" }

const setUp = () => {
  const doc = createStoryboardDoc()
  const commands: Command[] = [
    { kind: "scene.create", id: scene },
    { kind: "shot.create", id: shot, sceneId: scene },
    { kind: "panel.create", id, shotId: shot, frames: 24 },
  ]
  applyCommands(doc, commands, "import")
  const undo = createUndo(doc, mine)
  const change = (origin: object, changes: object) => {
    applyCommands(doc, [{ kind: "panel.update", id, changes }], origin)
    undo.finishStep()
  }
  return { doc, undo, change, panel: () => readStoryboard(doc).panels[0] }
}

afterEach(() => {
  vi.useRealTimers()
})

describe("undo", () => {
  it("DOC-30 takes back a person's own change and leaves what others did since", () => {
    const { undo, change, panel } = setUp()
    change(mine, { frames: 10 })
    change(theirs, { status: "in-review", notes: "Theirs" })
    expect(undo.undo()).toBe(true)
    expect(panel()).toMatchObject({ frames: 24, status: "in-review", notes: "Theirs" })
    expect(undo.redo()).toBe(true)
    expect(panel()).toMatchObject({ frames: 10, status: "in-review" })
    expect(undo.undo()).toBe(true)
    expect(undo.undo()).toBe(false)
  })

  it("DOC-31 brings a deleted panel back with its words", () => {
    const { doc, undo, change, panel } = setUp()
    change(theirs, { action: "She waits." })
    applyCommands(doc, [{ kind: "panel.delete", id }], mine)
    expect(panel()).toBeUndefined()
    undo.undo()
    expect(panel()).toMatchObject({ id, action: "She waits." })
  })

  it("DOC-32 keeps steps that others wrote for this person in their place among the own ones", () => {
    const { doc, undo, change, panel } = setUp()
    const calls: string[] = []
    change(mine, { frames: 10 })
    undo.push({ undo: () => calls.push("undo"), redo: () => calls.push("redo") })
    change(mine, { frames: 11 })
    undo.undo()
    expect([panel()?.frames, calls]).toEqual([10, []])
    undo.undo()
    expect([panel()?.frames, calls]).toEqual([10, ["undo"]])
    undo.undo()
    expect(panel()?.frames).toBe(24)
    undo.redo()
    undo.redo()
    expect([panel()?.frames, calls]).toEqual([10, ["undo", "redo"]])
    expect(undo.canRedo).toBe(true)
    change(mine, { frames: 12 })
    expect(undo.canRedo).toBe(false)
    expect(doc.getMap("panels").size).toBe(1)
  })

  it("DOC-33 forgets redo when something new is done, and counts words within a moment as one step", () => {
    const { doc, undo, panel } = setUp()
    const type = (text: string) =>
      applyCommands(doc, [{ kind: "panel.update", id, changes: { action: text } }], mine)
    for (const text of ["M", "Ma", "Mar", "Mara"]) type(text)
    undo.undo()
    expect(panel()?.action).toBe("")
  })

  it("DOC-34 takes a started step back whole, however long it took", () => {
    const start = 1_000_000
    vi.useFakeTimers({ toFake: ["Date"], now: start })
    const { doc, undo, panel } = setUp()
    const move = (x: number) =>
      applyCommands(doc, [{ kind: "panel.update", id, changes: { position: { x, y: 0 } } }], mine)
    undo.startStep()
    for (const x of [1, 2, 3]) {
      move(x)
      vi.setSystemTime(start + x * 60_000)
    }
    undo.finishStep()
    move(4)
    undo.undo()
    expect(panel()?.position).toEqual({ x: 3, y: 0 })
    undo.undo()
    expect(panel()?.position).toBeNull()
    expect(undo.canUndo).toBe(false)
  })
})
