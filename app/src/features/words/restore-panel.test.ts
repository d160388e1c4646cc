import {
  createPanelId,
  createSceneId,
  createShotId,
  createVariantId,
  type AssetId,
  type Command,
} from "@panelwright/core"
import { applyCommands, createStoryboardDoc, readStoryboard } from "@panelwright/document"
import { describe, expect, it } from "vitest"
import { deletePanels } from "../panel/panel-commands.ts"
import { restorePanel } from "./restore-panel.ts"

const ids = ["a", "b", "c"].map(createPanelId)
const middle = createPanelId("b")

const createDoc = () => {
  const doc = createStoryboardDoc()
  const commands: Command[] = [
    { kind: "scene.create", id: createSceneId("1"), heading: "INT. LAMP ROOM - NIGHT" },
    ...ids.flatMap((id): Command[] => [
      { kind: "shot.create", id: createShotId(id.slice(6)), sceneId: createSceneId("1") },
      {
        kind: "panel.create",
        id,
        shotId: createShotId(id.slice(6)),
        action: `Action of ${id}`,
        notes: "Keep",
        frames: 31,
        camera: { size: "close-up" },
      },
    ]),
    {
      kind: "variant.add",
      choose: true,
      variant: {
        id: createVariantId("v"),
        panelId: middle,
        asset: "ab".repeat(32) as AssetId,
        width: 16,
        height: 9,
        parentId: null,
        jobId: null,
        createdBy: "person:x",
        createdAt: 1,
        recipe: {
          provider: "upload",
          model: "",
          operation: "upload",
          instruction: null,
          seed: null,
          styleVersion: 1,
          warnings: [],
          change: null,
        },
      },
    },
  ]
  const applied = applyCommands(doc, commands, "test")
  if (!applied.ok) throw new Error(applied.failure.kind)
  return doc
}

const setUp = (remove: (doc: ReturnType<typeof createDoc>) => readonly Command[]) => {
  const doc = createDoc()
  const before = readStoryboard(doc)
  const panel = before.panels[1]
  if (!panel) throw new Error("the doc has no second panel")
  applyCommands(doc, remove(doc), "other")
  const restore = () => {
    const commands = restorePanel(panel, before, readStoryboard(doc), {
      field: "action",
      words: "Mara turns, and",
    })
    return applyCommands(doc, commands, "mine")
  }
  return { doc, before, panel, restore }
}

describe("bringing a deleted panel back", () => {
  it("puts it where it was, as it was, with the words in hand", () => {
    const { doc, before, panel, restore } = setUp((present) =>
      deletePanels(readStoryboard(present), [middle]),
    )
    expect(readStoryboard(doc).panels).toHaveLength(2)
    expect(restore().ok).toBe(true)
    const after = readStoryboard(doc)
    expect(after.panels.map(({ id }) => id)).toEqual(ids)
    expect(after.panels[1]).toEqual({
      ...panel,
      rank: after.panels[1]?.rank,
      action: "Mara turns, and",
    })
    expect(after.shots.map(({ id, number }) => [id, number])).toEqual(
      before.shots.map(({ id, number }) => [id, number]),
    )
  })

  it("brings its scene back where that is gone, too", () => {
    const { doc, restore } = setUp(() => [{ kind: "scene.delete", id: createSceneId("1") }])
    expect(readStoryboard(doc).panels).toEqual([])
    expect(restore().ok).toBe(true)
    const { scenes, panels } = readStoryboard(doc)
    expect(scenes).toMatchObject([{ heading: "INT. LAMP ROOM - NIGHT" }])
    expect(panels).toMatchObject([{ id: middle, action: "Mara turns, and", frames: 31 }])
  })

  it("only writes the words where somebody has brought it back already", () => {
    const { doc, restore } = setUp(() => [])
    expect(restore().ok).toBe(true)
    expect(readStoryboard(doc).panels[1]).toMatchObject({
      action: "Mara turns, and",
      notes: "Keep",
    })
    expect(readStoryboard(doc).panels).toHaveLength(3)
  })
})
