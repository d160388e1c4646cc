import {
  failure,
  packetVersion,
  success,
  type GenerationRequest,
  type Job,
  type Result,
  type ShortRecipe,
} from "@panelwright/core"
import type { AssetService } from "../asset/asset-service.ts"
import type { FinishedPicture } from "./finish-picture.ts"
import type { Call } from "./prepare-call.ts"
import { writePngText } from "./recipe/png-text.ts"
import { hashPacket } from "./recipe/request-hash.ts"
import { recipeKeyword, type Recipe } from "./recipe/recipe.ts"
import type { MadePicture, RecipeStore } from "./recipe/recipe-store.ts"
import type { ProviderResult } from "./run-provider.ts"
import { toVariantId } from "./variant-ids.ts"

/** The style that a picture was drawn in. */
export type DrawnIn = Pick<ShortRecipe, "styleVersion" | "styleMark">

/** All that a recipe tells beside the picture itself. */
export interface Making {
  readonly job: Job
  readonly wish: GenerationRequest
  readonly call: Call
  readonly result: ProviderResult
  readonly providerId: string
  /** `hashCall`: what a later request is compared with. */
  readonly requestHash: string
  readonly drawnIn: DrawnIn
  readonly warnings: readonly string[]
  readonly createdAt: number
  readonly timing: Recipe["timing"]
}

/** Makes every picture an asset that carries its recipe, and the recipe a row. The failure says what was refused. */
export async function savePictures(
  pictures: readonly FinishedPicture[],
  making: Making,
  stores: {
    readonly assets: Pick<AssetService, "saveAsset">
    readonly recipes: Pick<RecipeStore, "saveMade">
  },
): Promise<Result<readonly MadePicture[], string>> {
  const { job } = making
  const made: MadePicture[] = []
  for (const [index, picture] of pictures.entries()) {
    const recipe = composeRecipe(picture, index, making)
    const saved = await stores.assets.saveAsset({
      bytes: writePngText(picture.bytes, recipeKeyword, JSON.stringify(recipe)),
      createdBy: job.createdBy,
      storyboardId: job.storyboardId,
    })
    if (!saved.ok) return failure(`The picture was not kept: ${saved.failure.kind}.`)
    const { width, height } = picture
    made.push({ recipe, asset: { id: saved.value.id, width, height } })
  }
  await stores.recipes.saveMade(made)
  return success(made)
}

function composeRecipe(picture: FinishedPicture, index: number, making: Making): Recipe {
  const { job, wish, call, result } = making
  const { packet, references } = call.request
  return {
    recipeVersion: 1,
    variantId: toVariantId(job, index),
    storyboardId: job.storyboardId,
    panelId: job.panelId,
    jobId: job.id,
    parentId: call.parent?.variant.id ?? null,
    operation: wish.operation,
    instruction: wish.instruction,
    mask: wish.mask,
    quality: wish.quality,
    provider: making.providerId,
    model: result.model,
    seed: picture.image.seed,
    styleVersion: making.drawnIn.styleVersion,
    styleMark: making.drawnIn.styleMark,
    packetHash: hashPacket(packet),
    prompt: packet.prompt.map(({ origin, label, text }) => ({ origin, label, text })),
    dropped: [...packet.dropped],
    packet: toJson(packet),
    packetVersion,
    size: call.request.size,
    requestHash: making.requestHash,
    revisedPrompt: result.revisedPrompt,
    references: references.map(({ role, assetId }) => ({ role, asset: assetId })),
    warnings: [...making.warnings],
    change: picture.change,
    restored: picture.restored,
    ...(picture.composition !== null && { composition: picture.composition }),
    ...(wish.markup !== undefined && { markup: wish.markup }),
    cost: result.cost,
    state: toJson(picture.image.state),
    // A millisecond apart, so that they are listed in the order in which they came.
    createdAt: making.createdAt + index,
    timing: making.timing,
  }
}

const toJson = (state: unknown): Recipe["state"] =>
  state === undefined ? null : (JSON.parse(JSON.stringify(state)) as Recipe["state"])
