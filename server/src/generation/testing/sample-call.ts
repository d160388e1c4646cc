import {
  commandsSchema,
  composePacket,
  createPanelId,
  createVariantId,
  defaultTokenBudget,
  findPicture,
  type ContextPacket,
  type GreyMask,
  type ImageRequest,
  type PictureSize,
  type Variant,
} from "@panelwright/core"
import { applyCommands, createStoryboardDoc, readStoryboard } from "@panelwright/document"
import { decodePicture } from "../picture/pixels.ts"
import type { Call } from "../prepare-call.ts"

const panelId = createPanelId("sample")

/** A night on the lighthouse's stairs with two people in it. */
function createSample() {
  const doc = createStoryboardDoc({ aspectRatio: "16:9" })
  const commands = commandsSchema.parse([
    { kind: "character.create", id: "character:mara", name: "Mara", words: "yellow oilskin" },
    { kind: "character.create", id: "character:keeper", name: "The Keeper", words: "old, beard" },
    { kind: "location.create", id: "location:room", name: "Lamp room", setting: "interior" },
    {
      kind: "scene.create",
      id: "scene:1",
      heading: "INT. LAMP ROOM - NIGHT",
      setting: "interior",
      timeOfDay: "NIGHT",
      locationId: "location:room",
    },
    { kind: "shot.create", id: "shot:1", sceneId: "scene:1" },
    {
      kind: "panel.create",
      id: panelId,
      shotId: "shot:1",
      action: "Mara stands at the window and looks at the Keeper.",
      cast: ["character:mara", "character:keeper"],
      camera: { size: "medium", angle: "eye-level" },
    },
    {
      kind: "variant.add",
      choose: true,
      variant: {
        id: "variant:parent",
        panelId,
        asset: "0".repeat(64),
        width: 1,
        height: 1,
        parentId: null,
        jobId: null,
        createdBy: "person:1",
        createdAt: 0,
        recipe: {
          provider: "sketch",
          model: "sketch-1",
          operation: "generate",
          instruction: null,
          seed: 1,
          styleVersion: 1,
          warnings: [],
          change: null,
        },
      },
    },
  ])
  const applied = applyCommands(doc, commands, "test")
  if (!applied.ok) throw new Error(applied.failure.kind)
  return readStoryboard(doc)
}

export function createSamplePacket(instruction: string | null): ContextPacket {
  const packet = composePacket({
    storyboard: createSample(),
    panelId,
    instruction,
    tokenBudget: defaultTokenBudget,
  })
  if (packet === null) throw new Error("no sample panel")
  return packet
}

export const createSampleRequest = (
  size: PictureSize,
  fields: Partial<ImageRequest> & { readonly instruction?: string | null } = {},
): ImageRequest => {
  const { instruction, ...rest } = fields
  return {
    operation: "generate",
    packet: createSamplePacket(instruction ?? null),
    references: [],
    mask: null,
    markup: null,
    size,
    quality: "draft",
    seed: null,
    count: 1,
    parentState: null,
    ...rest,
  }
}

/** White in the lower half, right of the middle: another picture in every mirror. */
export function createLopsidedMask({ width, height }: PictureSize): GreyMask {
  const data = new Uint8Array(width * height)
  for (let y = Math.floor(height * 0.55); y < height * 0.9; y += 1)
    data.fill(255, y * width + Math.floor(width * 0.55), y * width + Math.floor(width * 0.9))
  return { width, height, data }
}

/** An edit of `bytes` as the service would ask for it. */
export async function createSampleEdit(
  parent: { readonly bytes: Uint8Array; readonly state: unknown },
  wish: { readonly instruction: string | null; readonly mask: GreyMask | null },
): Promise<Call> {
  const pixels = await decodePicture(parent.bytes)
  if (!pixels.ok) throw new Error(pixels.failure)
  const { width, height } = pixels.value
  const sample = createSample().panels[0]
  const shown = sample ? findPicture(sample) : null
  if (!shown) throw new Error("no sample picture")
  const variant: Variant = { ...shown, id: createVariantId("parent"), width, height }
  return {
    ratio: width / height,
    parent: { variant, pixels: pixels.value, mask: wish.mask },
    drawing: null,
    warnings: [],
    request: createSampleRequest(
      { width, height },
      {
        operation: "edit",
        instruction: wish.instruction,
        references: [{ role: "base", assetId: variant.asset, bytes: parent.bytes }],
        mask: wish.mask,
        parentState: parent.state,
      },
    ),
  }
}
