import { createHash } from "node:crypto"
import {
  failure,
  success,
  type AssetId,
  type Result,
  type Variant,
  type VariantId,
} from "@panelwright/core"
import { compositeOver } from "../generation/picture/composite.ts"
import { decodeMask, featherMask, mayChangeAnything } from "../generation/picture/mask.ts"
import { measureChange } from "../generation/picture/measure-change.ts"
import { decodePicture, encodePng, isSameSize, resizePixels } from "../generation/picture/pixels.ts"
import { writePngText } from "../generation/recipe/png-text.ts"
import { recipeKeyword, type Recipe } from "../generation/recipe/recipe.ts"
import type { RefinementFailure } from "./refinement.ts"

/** The id of pictures that nobody was asked for: parts of others, put together here. */
export const combinationProvider = "combine"

export interface CombinedPicture {
  readonly recipe: Recipe
  /** A PNG that carries the recipe. */
  readonly bytes: Uint8Array
}

/** Takes a region of one variant into another. Outside the mask every pixel is the base's, byte for byte. */
export async function combinePictures(
  { base, from, mask: maskId }: { base: Variant; from: Variant; mask: AssetId },
  making: {
    readonly loadAsset: (id: AssetId) => Promise<Uint8Array | null>
    readonly variantId: VariantId
    readonly storyboardId: string
    readonly instruction: string
    readonly createdAt: number
  },
): Promise<Result<CombinedPicture, RefinementFailure>> {
  const { loadAsset, createdAt } = making
  const load = async ({ asset, panelId }: Variant) => {
    const bytes = await loadAsset(asset)
    const decoded = bytes === null ? null : await decodePicture(bytes)
    return decoded?.ok ? decoded : failure({ kind: "no-picture" as const, panelId })
  }
  const [under, over, maskBytes] = await Promise.all([load(base), load(from), loadAsset(maskId)])
  if (!under.ok) return under
  if (!over.ok) return over
  const mask = maskBytes === null ? failure("there is no such asset") : await decodeMask(maskBytes)
  if (!mask.ok) return failure({ kind: "mask-invalid", reason: mask.failure })
  const { width, height } = under.value
  if (!isSameSize(mask.value, under.value))
    return failure({
      kind: "mask-size",
      expected: `${width}×${height}`,
      actual: `${mask.value.width}×${mask.value.height}`,
    })
  if (!mayChangeAnything(mask.value))
    return failure({ kind: "mask-invalid", reason: "nothing in it is white" })

  const taken = await resizePixels(over.value, under.value)
  const picture = compositeOver(under.value, taken, featherMask(mask.value))
  const recipe: Recipe = {
    recipeVersion: 1,
    variantId: making.variantId,
    storyboardId: making.storyboardId,
    panelId: base.panelId,
    jobId: null,
    parentId: base.id,
    operation: "edit",
    instruction: making.instruction,
    mask: maskId,
    quality: "final",
    provider: combinationProvider,
    model: "",
    seed: null,
    styleVersion: base.recipe.styleVersion,
    ...(base.recipe.styleMark !== undefined && { styleMark: base.recipe.styleMark }),
    packetHash: createHash("sha256").update(`${base.asset} ${from.asset} ${maskId}`).digest("hex"),
    prompt: [],
    dropped: [],
    revisedPrompt: null,
    references: [
      { role: "base", asset: base.asset },
      { role: "region", asset: from.asset },
    ],
    warnings: [],
    change: measureChange(under.value, picture, mask.value),
    restored: null,
    cost: { microDollars: 0 },
    state: null,
    createdAt,
    timing: { providerMs: 0, totalMs: 0 },
  }
  const bytes = writePngText(await encodePng(picture), recipeKeyword, JSON.stringify(recipe))
  return success({ recipe, bytes })
}
