import {
  createVariantId,
  isLocked,
  failure,
  findPicture,
  success,
  type AssetId,
  type MakeToken,
  type Panel,
  type PanelId,
  type PictureSize,
  type Result,
  type Variant,
  type VariantId,
} from "@panelwright/core"
import { applyCommands } from "@panelwright/document"
import type { AssetService } from "../asset/asset-service.ts"
import type { RequestFailure } from "../generation/check-request.ts"
import { loadStoryboard } from "../generation/load-storyboard.ts"
import type { ImageProvider, PictureObject } from "../generation/provider.ts"
import { toShortRecipe } from "../generation/recipe/recipe.ts"
import { findRecipeOf, type RecipeStore } from "../generation/recipe/recipe-store.ts"
import type { Clock } from "../job/clock.ts"
import type { Sync } from "../sync/sync.ts"
import { combinePictures } from "./combine-pictures.ts"
import { listPictureObjects } from "./list-picture-objects.ts"

/** What a picture is known to show, in its own pixels. */
export interface PictureObjects extends PictureSize {
  readonly objects: readonly PictureObject[]
}

export type RefinementFailure = Extract<
  RequestFailure,
  {
    readonly kind:
      | "storyboard-not-found"
      | "panel-not-found"
      | "panel-locked"
      | "no-picture"
      | "base-not-found"
      | "mask-invalid"
      | "mask-size"
  }
>

/** What is done with pictures that are there, without asking a provider for a new one. */
export interface Refinement {
  /**
   * The things in a variant, the nearest first; none where its provider does not know what it drew. Null: the
   * storyboard has no such variant.
   */
  listObjects(storyboardId: string, variantId: VariantId): Promise<PictureObjects | null>
  /**
   * A new variant from two of a panel: `from` where the mask is white, `base` byte for byte where it is black. It
   * becomes the panel's picture.
   */
  combine(wish: {
    readonly storyboardId: string
    readonly panelId: PanelId
    /** Null: the picture that the panel shows. */
    readonly base: VariantId | null
    readonly from: VariantId
    /** Of the base's size, white = taken from the other one. */
    readonly mask: AssetId
    readonly actor: { readonly id: string }
  }): Promise<Result<Variant, RefinementFailure>>
}

export interface RefinementOptions {
  readonly sync: Pick<Sync, "loadDoc" | "changeDoc">
  readonly assets: Pick<AssetService, "loadAsset" | "saveAsset">
  readonly recipes: RecipeStore
  readonly providers: readonly ImageProvider[]
  readonly clock: Clock
  readonly makeToken: MakeToken
}

/** The origin of what is done here: the person's own undo takes it back by choosing the picture before. */
const combinationOrigin = "combination"

const findVariant = (panel: Panel, id: VariantId) =>
  panel.variants.find((variant) => variant.id === id) ?? null

export function createRefinement(options: RefinementOptions): Refinement {
  const { sync, assets, recipes, clock, makeToken } = options
  const providers = new Map(options.providers.map((provider) => [provider.id, provider]))

  return {
    async listObjects(storyboardId, variantId) {
      const storyboard = await loadStoryboard(sync, storyboardId)
      const variant = storyboard?.panels
        .flatMap(({ variants }) => variants)
        .find(({ id }) => id === variantId)
      if (!variant) return null
      const { width, height } = variant
      const knows = providers.get(variant.recipe.provider)?.outline !== undefined
      const bytes = knows ? await assets.loadAsset(variant.asset) : null
      const recipe = bytes === null ? null : await findRecipeOf(variant, bytes, recipes)
      const provider = recipe === null ? undefined : providers.get(recipe.provider)
      if (recipe === null || !provider) return { width, height, objects: [] }
      return { width, height, objects: listPictureObjects(provider, recipe.state, variant) }
    },

    async combine({ storyboardId, panelId, base: baseId, from: fromId, mask, actor }) {
      const storyboard = await loadStoryboard(sync, storyboardId)
      if (storyboard === null) return failure({ kind: "storyboard-not-found" })
      const panel = storyboard.panels.find(({ id }) => id === panelId)
      if (!panel) return failure({ kind: "panel-not-found", panelId })
      if (isLocked(panel)) return failure({ kind: "panel-locked", panelIds: [panelId] })
      const base = baseId === null ? findPicture(panel) : findVariant(panel, baseId)
      if (!base)
        return failure(
          baseId === null
            ? { kind: "no-picture", panelId }
            : { kind: "base-not-found", variantId: baseId },
        )
      const from = findVariant(panel, fromId)
      if (!from) return failure({ kind: "base-not-found", variantId: fromId })

      const number = panel.variants.indexOf(from) + 1
      const combined = await combinePictures(
        { base, from, mask },
        {
          loadAsset: (id) => assets.loadAsset(id),
          variantId: createVariantId(makeToken()),
          storyboardId,
          instruction: `A region of picture ${number}`,
          createdAt: clock(),
        },
      )
      if (!combined.ok) return combined
      const { recipe, bytes } = combined.value
      const saved = await assets.saveAsset({ bytes, createdBy: actor.id, storyboardId })
      if (!saved.ok)
        return failure({ kind: "mask-invalid", reason: `not kept: ${saved.failure.kind}` })
      const { width, height } = base
      await recipes.saveMade([{ recipe, asset: { id: saved.value.id, width, height } }])
      const variant: Variant = {
        id: recipe.variantId,
        panelId,
        asset: saved.value.id,
        width,
        height,
        parentId: base.id,
        jobId: null,
        createdBy: actor.id,
        createdAt: recipe.createdAt,
        recipe: toShortRecipe(recipe),
      }
      const { value: applied } = await sync.changeDoc(storyboardId, actor.id, (doc) =>
        applyCommands(doc, [{ kind: "variant.add", variant, choose: true }], combinationOrigin),
      )
      return applied.ok ? success(variant) : failure({ kind: "panel-not-found", panelId })
    },
  }
}
