import { createPanelId, createSceneId } from "@panelwright/core"
import { describe, expect, it } from "vitest"
import { extendSelection, stepPanel, stepScene } from "./step.ts"

const panels = ["1a", "1b", "1c", "2a", "2b"].map((name) => ({
  id: createPanelId(name),
  sceneId: createSceneId(name.charAt(0)),
}))
const pick = (...names: string[]) => names.map(createPanelId)

describe("going through panels by keys", () => {
  it("starts at either end and stays there", () => {
    expect(stepPanel(panels, [], 1)).toEqual(pick("1a"))
    expect(stepPanel(panels, [], -1)).toEqual(pick("2b"))
    expect(stepPanel(panels, pick("2b"), 1)).toEqual(pick("2b"))
    expect(stepPanel([], [], 1)).toEqual([])
  })

  it("goes on from the last one in hand and drops the others", () => {
    expect(stepPanel(panels, pick("1c", "1a"), 1)).toEqual(pick("1b"))
  })

  it("goes by scenes, back to the start of its own scene first", () => {
    expect(stepScene(panels, pick("1b"), 1)).toEqual(pick("2a"))
    expect(stepScene(panels, pick("1c"), -1)).toEqual(pick("1a"))
    expect(stepScene(panels, pick("2a"), -1)).toEqual(pick("1a"))
    expect(stepScene(panels, pick("2b"), 1)).toEqual(pick("2b"))
  })

  it("extends, and gives back when it turns", () => {
    const grown = extendSelection(panels, extendSelection(panels, pick("1a"), 1), 1)
    expect(grown).toEqual(pick("1a", "1b", "1c"))
    expect(extendSelection(panels, grown, -1)).toEqual(pick("1a", "1b"))
    expect(extendSelection(panels, pick("2b"), 1)).toEqual(pick("2b"))
  })
})
