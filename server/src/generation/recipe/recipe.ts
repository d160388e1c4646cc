import {
  assetIdSchema,
  changeSchema,
  costSchema,
  jobIdSchema,
  panelIdSchema,
  variantIdSchema,
  type ShortRecipe,
} from "@panelwright/core"
import { z } from "zod"

/**
 * Everything needed to make a picture again, or to say how it came about. The row in the database and the text in
 * the PNG are the same JSON; the doc has the short form. It never holds a key or a person's name.
 */
export const recipeSchema = z.object({
  recipeVersion: z.literal(1),
  variantId: variantIdSchema,
  storyboardId: z.string(),
  panelId: panelIdSchema,
  /** Null: nothing was asked of a provider: parts of two variants were put together. */
  jobId: jobIdSchema.nullable(),
  /** The variant that was edited; null for a first picture. */
  parentId: variantIdSchema.nullable(),
  operation: z.enum(["generate", "edit"]),
  instruction: z.string().nullable(),
  mask: assetIdSchema.nullable(),
  /** What somebody drew over the parent; left out: nothing. */
  markup: assetIdSchema.optional(),
  quality: z.enum(["draft", "final"]),
  provider: z.string(),
  model: z.string(),
  seed: z.number().int().nullable(),
  styleVersion: z.number().int(),
  /** Of the style as it was drawn, with its scene's look or one that was tried; see `toStyleMark`. */
  styleMark: z.string().optional(),
  /** SHA-256 of the context packet: the same packet, the same hash. */
  packetHash: z.string(),
  /**
   * The whole packet as it was sent, and which shape of it: what making the picture again starts from. Left out, like
   * the two below, by recipes that were written before they were kept.
   */
  packet: z.json().optional(),
  packetVersion: z.number().int().optional(),
  /** In pixels, as asked of the provider. */
  size: z.object({ width: z.number().int(), height: z.number().int() }).optional(),
  /** The same request, the same hash; what the cache looks for. */
  requestHash: z.string().optional(),
  /** The variant whose picture this is, when the same request had been answered before. */
  cachedFrom: variantIdSchema.optional(),
  prompt: z.array(z.object({ origin: z.string(), label: z.string(), text: z.string() })),
  /** What did not fit into the prompt. */
  dropped: z.array(z.string()),
  revisedPrompt: z.string().nullable(),
  references: z.array(z.object({ role: z.string(), asset: assetIdSchema })),
  warnings: z.array(z.string()),
  change: changeSchema.nullable(),
  /** Share of the pixels outside the mask that the provider had changed before they were put back; null: no mask. */
  restored: z.number().nullable(),
  /** How much of the drawing is found in the picture, 0–1; left out: nothing was drawn. */
  composition: z.number().optional(),
  cost: costSchema,
  /** What the provider wants to have back when this picture is edited: a scene graph, say. */
  state: z.json(),
  /** Milliseconds since 1970, and how long the provider and everything took. */
  createdAt: z.number().int(),
  timing: z.object({ providerMs: z.number(), totalMs: z.number() }),
})

export type Recipe = z.infer<typeof recipeSchema>

export const recipeKeyword = "panelwright-recipe"

const longestWarning = 400
const mostWarnings = 20

export const toShortRecipe = (recipe: Recipe): ShortRecipe => ({
  provider: recipe.provider,
  model: recipe.model.slice(0, 120),
  operation: recipe.operation,
  instruction: recipe.instruction,
  seed: recipe.seed,
  styleVersion: recipe.styleVersion,
  ...(recipe.styleMark !== undefined && { styleMark: recipe.styleMark }),
  warnings: recipe.warnings.slice(0, mostWarnings).map((text) => text.slice(0, longestWarning)),
  change: recipe.change,
  ...(recipe.composition !== undefined && { composition: recipe.composition }),
})
