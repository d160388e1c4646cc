import { createPanelId, createSceneId, createShotId } from "@panelwright/core"
import { presenceSchema } from "@panelwright/core/protocol"
import { applyCommands, createStoryboardDoc, readStoryboard } from "@panelwright/document"
import { describe, expect, it } from "vitest"
import { describePlace } from "./describe-place.ts"

const doc = createStoryboardDoc()
const text = "INT. ROOM - DAY\n\nA door.\n\nEXT. YARD - DAY\n\nRain.\n"
const yard = text.indexOf("EXT.")
applyCommands(
  doc,
  [
    { kind: "script.replace", text },
    { kind: "scene.create", id: createSceneId("1"), scriptRange: { from: 0, to: yard } },
    { kind: "scene.create", id: createSceneId("2"), scriptRange: { from: yard, to: text.length } },
    { kind: "shot.create", id: createShotId("2"), sceneId: createSceneId("2") },
    { kind: "panel.create", id: createPanelId("a"), shotId: createShotId("2") },
  ],
  "test",
)
const storyboard = readStoryboard(doc)
const describeSaid = (said: object) => describePlace(presenceSchema.parse(said), storyboard)
const number = storyboard.panels[0]?.number

describe("where somebody is", () => {
  it("is the view, with the panel that they look at", () => {
    expect(describeSaid({ view: "board" })).toBe("Board")
    expect(describeSaid({ view: "shot-list", selection: ["panel:a"] })).toBe(
      `Shot list, panel ${number}`,
    )
    expect(describeSaid({ view: "board", selection: ["panel:gone"] })).toBe("Board")
  })

  it("is the scene in the script, by the panel or by the words in sight", () => {
    expect(describeSaid({ view: "script" })).toBe("Script")
    expect(describeSaid({ view: "script", selection: ["panel:a"] })).toBe("Script, scene 2")
    expect(describeSaid({ view: "script", viewport: { kind: "words", at: 4 } })).toBe(
      "Script, scene 1",
    )
    expect(describeSaid({ view: "script", viewport: { kind: "words", at: yard + 3 } })).toBe(
      "Script, scene 2",
    )
  })

  it("is not known of a view of a newer program", () => {
    expect(describeSaid({ view: "hologram" })).toBe("Elsewhere")
  })
})
