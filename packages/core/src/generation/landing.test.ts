import { describe, expect, it } from "vitest"
import { defaultCamera } from "../film/camera.ts"
import {
  assetIdSchema,
  createCharacterId,
  createLocationId,
  createPanelId,
  createSceneId,
  createShotId,
  createVariantId,
} from "../identity/identity.ts"
import type { Panel } from "../storyboard/storyboard.ts"
import { decideLanding, type Touched } from "./landing.ts"

const panel: Panel = {
  id: createPanelId("1"),
  shotId: createShotId("1"),
  sceneId: createSceneId("1"),
  rank: "V",
  frames: 48,
  camera: defaultCamera,
  cast: [createCharacterId("mara")],
  locationId: null,
  status: "draft",
  picture: createVariantId("1"),
  ink: null,
  position: null,
  action: "",
  dialogue: "",
  sound: "",
  notes: "",
  number: "1A",
  index: 0,
  startFrame: 0,
  scriptRange: null,
  variants: [],
  comments: [],
}

describe("the landing rule", () => {
  it("LAND-1 takes the result as the picture when nobody touched the panel", () => {
    expect(
      decideLanding(panel, { ...panel, cast: [...panel.cast], camera: { ...panel.camera } }),
    ).toEqual({ choose: true, touched: [] })
  })

  it("LAND-2 does not mind that the panel was moved, renumbered or made longer", () => {
    const now = { ...panel, rank: "a", index: 3, number: "2C", startFrame: 9, frames: 12 }
    expect(decideLanding(panel, { ...now, position: { x: 1, y: 2 } }).choose).toBe(true)
  })

  const touches: [Touched, Partial<Panel>][] = [
    ["picture", { picture: createVariantId("2") }],
    ["picture", { picture: null }],
    ["ink", { ink: { asset: assetIdSchema.parse("0".repeat(64)), revision: "x" } }],
    ["words", { action: "She turns." }],
    ["words", { notes: "Redo." }],
    ["camera", { camera: { ...defaultCamera, lens: 35 } }],
    ["camera", { camera: { ...defaultCamera, size: "wide" } }],
    ["cast", { cast: [] }],
    ["place", { locationId: createLocationId("1") }],
    ["status", { status: "approved" }],
  ]
  it.each(touches)(
    "LAND-3 keeps the result as a variant when the %s was touched: %j",
    (field, change) => {
      expect(decideLanding(panel, { ...panel, ...change })).toEqual({
        choose: false,
        touched: [field],
      })
    },
  )
})
