import { createPanelId, createSceneId, type SceneInOrder } from "@panelwright/core"
import { describe, expect, it } from "vitest"
import { arrangeBoard } from "./arrange-board.ts"
import { bandGap, bandPadding, gapX, gapY, headerHeight, createMetrics } from "./metrics.ts"

const scene = (token: string): SceneInOrder => ({
  id: createSceneId(token),
  rank: "V",
  number: null,
  heading: `INT. ${token}`,
  setting: null,
  timeOfDay: null,
  locationId: null,
  displayNumber: token,
  provisional: true,
  scriptRange: null,
})

const panel = (token: string, sceneToken: string, frames = 24) => ({
  id: createPanelId(token),
  sceneId: createSceneId(sceneToken),
  frames,
})

const metrics = createMetrics("16:9", 3)
const columnPitch = metrics.panelWidth + gapX
const rowPitch = metrics.panelHeight + gapY

describe("the arranged board", () => {
  it("lets panels flow in reading order and starts at 0, 0", () => {
    const panels = ["a", "b", "c", "d"].map((token) => panel(token, "1"))
    const { places } = arrangeBoard({ scenes: [scene("1")], panels }, metrics)
    expect([...places.values()]).toEqual([
      { x: 0, y: 0 },
      { x: columnPitch, y: 0 },
      { x: 2 * columnPitch, y: 0 },
      { x: 0, y: rowPitch },
    ])
  })

  it("gives each scene a band of its own with its length, also one without panels", () => {
    const content = {
      scenes: [scene("1"), scene("2"), scene("3")],
      panels: [panel("a", "1", 10), panel("b", "1", 20), panel("c", "3", 5)],
    }
    const { bands, places } = arrangeBoard(content, metrics)
    expect(bands.map((band) => [band.number, band.panels.length, band.durationFrames])).toEqual([
      ["1", 2, 30],
      ["2", 0, 0],
      ["3", 1, 5],
    ])
    const ends = bands.map((band) => band.y + band.height + bandGap)
    expect(bands.slice(1).map((band) => band.y)).toEqual(ends.slice(0, -1))
    expect(bands[1]?.height).toBe(headerHeight + bandPadding)
    expect(places.get(createPanelId("c"))).toEqual({ x: 0, y: bands[2]?.rowsY })
  })

  it("is the same for everybody: columns come from the aspect ratio and not from a screen", () => {
    expect(createMetrics("2.39").columns).toBe(4)
    expect(createMetrics("16:9").columns).toBe(4)
    expect(createMetrics("4:3").columns).toBe(5)
    expect(createMetrics("9:16").columns).toBe(6)
    expect(createMetrics("16:9").pictureHeight).toBe(180)
  })

  it("is empty without scenes", () => {
    expect(arrangeBoard({ scenes: [], panels: [] }, metrics)).toMatchObject({
      bands: [],
      height: 0,
    })
  })
})
