import {
  assetIdSchema,
  createPanelId,
  createSceneId,
  createShotId,
  createVariantId,
  type Command,
  type Variant,
} from "@panelwright/core"
import { describe, expect, it } from "vitest"
import { createStoryboardDoc } from "../new-storyboard.ts"
import { StoryboardReader } from "../reader/storyboard-reader.ts"
import { createUndo } from "../undo.ts"
import { applyCommands } from "./apply-commands.ts"

const panelId = createPanelId("p")
const variant: Variant = {
  id: createVariantId("v"),
  panelId,
  asset: assetIdSchema.parse("a".repeat(64)),
  width: 10,
  height: 10,
  parentId: null,
  jobId: null,
  createdBy: "person:1",
  createdAt: 1,
  recipe: {
    provider: "sketch",
    model: "",
    operation: "generate",
    instruction: null,
    seed: 1,
    styleVersion: 1,
    warnings: [],
    change: null,
  },
}

function createPage() {
  const doc = createStoryboardDoc()
  const origin = {}
  const undo = createUndo(doc, origin)
  const reader = new StoryboardReader(doc)
  const apply = (...commands: Command[]) => applyCommands(doc, commands, origin)
  apply(
    { kind: "scene.create", id: createSceneId("s") },
    { kind: "shot.create", id: createShotId("s"), sceneId: createSceneId("s") },
    { kind: "panel.create", id: panelId, shotId: createShotId("s") },
    { kind: "variant.add", variant, choose: true },
  )
  undo.finishStep()
  return { apply, undo, read: () => reader.read().panels[0]?.variants[0] }
}

describe("naming a variant", () => {
  it("DOC-26 is seen by who reads on, leaves the rest as it was, and is taken back by its author", () => {
    const { apply, undo, read } = createPage()
    expect(read()).toEqual(variant)
    expect(apply({ kind: "variant.rename", id: variant.id, name: "Lower camera" }).ok).toBe(true)
    expect(read()).toEqual({ ...variant, name: "Lower camera" })
    undo.undo()
    expect(read()).toEqual(variant)
    undo.redo()
    apply({ kind: "variant.rename", id: variant.id, name: null })
    expect(read()).toEqual(variant)
  })

  it("DOC-26 is refused for one that is not there", () => {
    const { apply } = createPage()
    expect(apply({ kind: "variant.rename", id: createVariantId("none"), name: "X" })).toMatchObject(
      {
        ok: false,
        failure: { kind: "not-found", id: "variant:none" },
      },
    )
  })
})
