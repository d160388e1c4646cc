import { assetIdSchema, type StoryboardId, type VariantId } from "@panelwright/core"
import { z } from "zod"
import { apiRequest, type ApiFailure } from "../../api/api-request.ts"
import type { Result } from "@panelwright/core"

/** What is shown of a whole recipe; `GET /storyboards/{id}/variants/{variantId}/recipe` has all of it. */
export const recipeSchema = z.object({
  operation: z.string(),
  instruction: z.string().nullable(),
  mask: assetIdSchema.nullable(),
  markup: assetIdSchema.nullish(),
  quality: z.string(),
  provider: z.string(),
  model: z.string(),
  seed: z.number().nullable(),
  styleVersion: z.number(),
  packetHash: z.string(),
  prompt: z.array(z.object({ origin: z.string(), label: z.string(), text: z.string() })),
  dropped: z.array(z.string()),
  revisedPrompt: z.string().nullable(),
  references: z.array(z.object({ role: z.string(), asset: assetIdSchema })),
  warnings: z.array(z.string()),
  restored: z.number().nullable(),
  cost: z.object({ microDollars: z.number().nullable() }),
  createdAt: z.number(),
  timing: z.object({ providerMs: z.number(), totalMs: z.number() }),
})
export type ShownRecipe = z.infer<typeof recipeSchema>

export const loadRecipe = (
  storyboardId: StoryboardId,
  variantId: VariantId,
  signal: AbortSignal,
): Promise<Result<ShownRecipe, ApiFailure>> =>
  apiRequest({
    path: `/storyboards/${storyboardId}/variants/${variantId}/recipe`,
    answer: recipeSchema,
    signal,
  })
