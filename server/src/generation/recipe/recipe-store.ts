import { assetIdSchema, type AssetId, type Variant, type VariantId } from "@panelwright/core"
import type postgres from "postgres"
import { z } from "zod"
import type { Database } from "../../database/database.ts"
import { readPngText } from "./png-text.ts"
import { recipeKeyword, recipeSchema, type Recipe } from "./recipe.ts"

/** A recipe and the picture that it made. */
export interface MadePicture {
  readonly recipe: Recipe
  readonly asset: { readonly id: AssetId; readonly width: number; readonly height: number }
}

export interface RecipeStore {
  /** Writing the same variant again replaces it: a job that was interrupted comes by twice. */
  saveMade(made: readonly MadePicture[]): Promise<void>
  /** Null: nobody made it here; a picture that was uploaded, or one from another installation. */
  findRecipe(variantId: VariantId): Promise<Recipe | null>
  /** Those of these variants that were made, in the order given, whether they came to the doc or not. */
  listMade(variantIds: readonly VariantId[]): Promise<MadePicture[]>
  /** The pictures of the latest answer to this very request in this storyboard, in their order. */
  listAnswer(storyboardId: string, requestHash: string): Promise<MadePicture[]>
}

const madeRowSchema = z.object({
  recipe: recipeSchema,
  asset_id: assetIdSchema,
  width: z.number(),
  height: z.number(),
})

const parseMade = (row: unknown): MadePicture => {
  const { recipe, asset_id: id, width, height } = madeRowSchema.parse(row)
  return { recipe, asset: { id, width, height } }
}

export function createRecipeStore({ sql }: Database): RecipeStore {
  return {
    async saveMade(made) {
      if (made.length === 0) return
      const values = made.map(({ recipe, asset }) => ({
        variant_id: recipe.variantId,
        storyboard_id: recipe.storyboardId,
        panel_id: recipe.panelId,
        recipe: sql.json(recipe as postgres.JSONValue) as unknown as postgres.SerializableParameter,
        asset_id: asset.id,
        request_hash: recipe.requestHash ?? null,
        created_at: new Date(recipe.createdAt),
      }))
      await sql`
        insert into recipe ${sql(values)}
        on conflict (variant_id) do update set
          recipe = excluded.recipe, request_hash = excluded.request_hash, asset_id = excluded.asset_id, created_at = excluded.created_at`
    },

    async findRecipe(variantId) {
      const [row] = await sql`select recipe from recipe where variant_id = ${variantId}`
      return row === undefined ? null : recipeSchema.parse(row["recipe"])
    },

    async listAnswer(storyboardId, requestHash) {
      const rows = await sql`
        select recipe, asset_id, width, height
        from recipe join asset on asset.id = recipe.asset_id
        where storyboard_id = ${storyboardId} and request_hash = ${requestHash}
        order by recipe.created_at, variant_id`
      const made = rows.map(parseMade)
      const latest = made.at(-1)?.recipe.jobId
      return made.filter(({ recipe }) => recipe.jobId === latest)
    },

    async listMade(variantIds) {
      const rows = await sql`
        select recipe, asset_id, width, height
        from recipe join asset on asset.id = recipe.asset_id
        where variant_id = any(${[...variantIds]})`
      const made = new Map<string, MadePicture>()
      for (const row of rows) {
        const picture = parseMade(row)
        made.set(picture.recipe.variantId, picture)
      }
      return variantIds.flatMap((variantId) => made.get(variantId) ?? [])
    },
  }
}

/**
 * The recipe of a variant, from the database or, for a copy of a panel or a picture that came with a bundle, from
 * the picture itself.
 */
export async function findRecipeOf(
  variant: Variant,
  bytes: Uint8Array,
  store: Pick<RecipeStore, "findRecipe">,
): Promise<Recipe | null> {
  const stored = await store.findRecipe(variant.id)
  if (stored !== null) return stored
  const text = readPngText(bytes, recipeKeyword)
  if (text === null) return null
  try {
    return recipeSchema.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}
