import {
  createJobId,
  createPanelId,
  createSceneId,
  createShotId,
  createVariantId,
  assetIdSchema,
  type Camera,
  type Panel,
} from "@panelwright/core"
import { describe, expect, it } from "vitest"
import { suggestInstructions } from "./suggest-instructions.ts"

const panel = (camera: Partial<Camera>, instruction: string | null = null): Panel => ({
  id: createPanelId("p"),
  shotId: createShotId("s"),
  sceneId: createSceneId("s"),
  rank: "a",
  frames: 48,
  camera: { size: "medium", angle: "eye-level", movement: "static", lens: null, ...camera },
  cast: [],
  locationId: null,
  status: "draft",
  picture: createVariantId("v"),
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
  comments: [],
  variants: [
    {
      id: createVariantId("v"),
      panelId: createPanelId("p"),
      asset: assetIdSchema.parse("0".repeat(64)),
      width: 1,
      height: 1,
      parentId: null,
      jobId: createJobId("j"),
      createdBy: "person:p",
      createdAt: 0,
      recipe: {
        provider: "sketch",
        model: "",
        operation: "edit",
        instruction,
        seed: 1,
        styleVersion: 1,
        warnings: [],
        change: null,
      },
    },
  ],
})

describe("suggested instructions", () => {
  it("offer the other time of day", () => {
    expect(suggestInstructions(panel({}), "NIGHT")).toContain("make it day")
    expect(suggestInstructions(panel({}), "DAY")).toContain("make it night")
    expect(suggestInstructions(panel({}, "make it day"), "NIGHT")).toContain("make it night")
  })

  it("do not offer closer than close, nor what was just done", () => {
    expect(suggestInstructions(panel({ size: "extreme-close-up" }), null)).not.toContain("closer")
    expect(suggestInstructions(panel({ size: "establishing" }), null)).not.toContain("wider")
    expect(suggestInstructions(panel({}, "closer, please"), null)).not.toContain("closer")
  })
})
