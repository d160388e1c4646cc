import { defaultCamera } from "../film/camera.ts"
import {
  assetIdSchema,
  createPanelId,
  createSceneId,
  createShotId,
  createVariantId,
  type AssetId,
} from "../identity/identity.ts"
import type { ShortRecipe } from "../panel/variant.ts"
import type { Panel } from "../storyboard/storyboard.ts"

/** Of the n-th panel. */
export const createAsset = (index: number): AssetId =>
  assetIdSchema.parse(index.toString(16).padStart(64, "0"))

/** A panel that shows a picture of its own. */
export function createShownPanel(
  index: number,
  fields: Partial<Pick<Panel, "status">> & {
    readonly scene?: string
    readonly recipe?: Partial<ShortRecipe>
  } = {},
): Panel {
  const id = createPanelId(`p${index}`)
  const picture = createVariantId(`v${index}`)
  return {
    id,
    shotId: createShotId(`s${index}`),
    sceneId: createSceneId(fields.scene ?? "1"),
    rank: "V",
    frames: 48,
    camera: defaultCamera,
    cast: [],
    locationId: null,
    status: fields.status ?? "draft",
    picture,
    ink: null,
    position: null,
    action: "",
    dialogue: "",
    sound: "",
    notes: "",
    number: String(index),
    index,
    startFrame: index * 48,
    scriptRange: null,
    comments: [],
    variants: [
      {
        id: picture,
        panelId: id,
        asset: createAsset(index),
        width: 160,
        height: 90,
        parentId: null,
        jobId: null,
        createdBy: "person:1",
        createdAt: index,
        recipe: {
          provider: "sketch",
          model: "sketch-1",
          operation: "generate",
          instruction: null,
          seed: 1,
          styleVersion: 1,
          warnings: [],
          change: null,
          ...fields.recipe,
        },
      },
    ],
  }
}
