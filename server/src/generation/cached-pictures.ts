import type { GenerationRequest, Job, Panel } from "@panelwright/core"
import type { AssetService } from "../asset/asset-service.ts"
import { writePngText } from "./recipe/png-text.ts"
import type { MadePicture, RecipeStore } from "./recipe/recipe-store.ts"
import { recipeKeyword, type Recipe } from "./recipe/recipe.ts"
import { toVariantId } from "./variant-ids.ts"

export interface CachedPictures {
  readonly made: readonly MadePicture[]
  /** They lie among the panel's variants already: nothing is added. */
  readonly isThere: boolean
}

/**
 * The pictures that answered this very request before: those in the panel, when they are still there, otherwise the
 * same pixels as new variants, whose recipes say where they are from. Null: it has not been answered, or not whole.
 */
export async function findCachedPictures(
  asked: {
    readonly job: Job
    readonly panel: Panel
    readonly wish: Pick<GenerationRequest, "count">
    readonly requestHash: string
    readonly at: number
  },
  stores: {
    readonly assets: Pick<AssetService, "saveAsset" | "loadAsset">
    readonly recipes: Pick<RecipeStore, "listAnswer" | "saveMade">
  },
): Promise<CachedPictures | null> {
  const { job, panel, wish, requestHash, at } = asked
  const answer = await stores.recipes.listAnswer(job.storyboardId, requestHash)
  if (answer.length !== wish.count) return null
  const there = new Set(panel.variants.map(({ id }) => id))
  if (answer.every(({ recipe }) => there.has(recipe.variantId)))
    return { made: answer, isThere: true }

  const made: MadePicture[] = []
  for (const [index, { recipe: earlier, asset }] of answer.entries()) {
    const bytes = await stores.assets.loadAsset(asset.id)
    if (bytes === null) return null
    const recipe: Recipe = {
      ...earlier,
      variantId: toVariantId(job, index),
      panelId: job.panelId,
      jobId: job.id,
      cost: { microDollars: 0 },
      cachedFrom: earlier.cachedFrom ?? earlier.variantId,
      createdAt: at + index,
    }
    const saved = await stores.assets.saveAsset({
      bytes: writePngText(bytes, recipeKeyword, JSON.stringify(recipe)),
      createdBy: job.createdBy,
      storyboardId: job.storyboardId,
    })
    if (!saved.ok) return null
    made.push({ recipe, asset: { ...asset, id: saved.value.id } })
  }
  await stores.recipes.saveMade(made)
  return { made, isThere: false }
}
