import { describe, expect, it } from "vitest"
import { defaultCamera, type Camera } from "../film/camera.ts"
import {
  createCharacterId,
  createPanelId,
  createSceneId,
  createShotId,
} from "../identity/identity.ts"
import type { Panel } from "../storyboard/storyboard.ts"
import { chooseVariations } from "./choose-variations.ts"

const sceneId = createSceneId("1")
const scene = (timeOfDay: string) => ({
  id: sceneId,
  rank: "V",
  number: "1",
  heading: "",
  setting: "interior" as const,
  timeOfDay,
  locationId: null,
  displayNumber: "1",
  provisional: false,
  scriptRange: null,
})

const createPanel = (index: number, camera: Partial<Camera>, cast: string[] = []): Panel => ({
  id: createPanelId(`${index}`),
  shotId: createShotId(`${index}`),
  sceneId,
  rank: "V",
  frames: 48,
  camera: { ...defaultCamera, ...camera },
  cast: cast.map(createCharacterId),
  locationId: null,
  status: "draft",
  picture: null,
  ink: null,
  position: null,
  action: "",
  dialogue: "",
  sound: "",
  notes: "",
  number: `1${"ABCDEFGH".charAt(index)}`,
  index,
  startFrame: 0,
  scriptRange: null,
  variants: [],
  comments: [],
})

const choose = (panels: readonly Panel[], at = 0, timeOfDay = "DAY") => {
  const panel = panels[at]
  if (!panel) throw new Error("no such panel")
  return chooseVariations(panel, { panels, scenes: [scene(timeOfDay)] })
}
const labels = (...given: Parameters<typeof choose>) => choose(...given).map(({ label }) => label)

describe("REF-5 four ways to see one panel", () => {
  it("differ from it and from each other, and the fourth always breaks the pattern", () => {
    expect(labels([createPanel(0, {})])).toEqual([
      "Lower camera",
      "Closer",
      "Backlit",
      "Breaks the pattern",
    ])
    expect(labels([createPanel(0, { size: "close-up", angle: "low" }, ["a", "b"])])).toEqual([
      "Higher camera",
      "Wider",
      "Over the shoulder",
      "Breaks the pattern",
    ])
    expect(labels([createPanel(0, {}, ["a"])], 0, "NIGHT")[2]).toBe("In profile")
  })

  it("breaks the pattern by a framing that none around it has", () => {
    const mediums = [0, 1, 2, 3].map((index) => createPanel(index, { size: "medium" }))
    expect(choose(mediums, 1)[3].instruction).toBe("wide shot, overhead")
    const wides = [0, 1, 2].map((index) =>
      createPanel(index, { size: "extreme-wide", angle: index === 2 ? "overhead" : "high" }),
    )
    expect(choose(wides, 1)[3].instruction).toBe("big close-up, dutch")
  })

  it("are the same for the same storyboard", () => {
    const panels = [createPanel(0, {}, ["a"]), createPanel(1, { size: "wide" })]
    expect(choose(panels)).toEqual(choose(panels))
  })
})
