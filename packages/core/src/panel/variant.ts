import { z } from "zod"
import { assetIdSchema, jobIdSchema, panelIdSchema, variantIdSchema } from "../identity/identity.ts"

/** What an edit did to its parent, measured by the server on the pixels. Shares are 0–1. */
export const changeSchema = z.object({
  /** Share of pixels that changed inside the mask, or of the whole picture when there was none. */
  inside: z.number().min(0).max(1),
  /** Share of pixels that changed outside the feathered mask: 0 by construction. */
  outside: z.number().min(0).max(1),
  masked: z.boolean(),
  /** Share of pixels outside the mask that the provider had changed before they were put back; left out: no mask, or not known. */
  restored: z.number().min(0).max(1).optional(),
})

/** The short form of a recipe that travels in the doc; the full one is a row of the database. */
export const shortRecipeSchema = z.object({
  provider: z.string().max(60),
  model: z.string().max(120),
  operation: z.enum(["generate", "edit", "upload"]),
  instruction: z.string().max(4000).nullable(),
  seed: z.number().int().nullable(),
  styleVersion: z.number().int().nonnegative(),
  /** `toStyleMark` of the style it was drawn in, with its scene's look; left out by those made before there was one. */
  styleMark: z.string().max(32).optional(),
  /** What the provider ignored or did not understand, for people to see. */
  warnings: z.array(z.string().max(400)).max(20),
  change: changeSchema.nullable(),
  /** 0–1: how much of what somebody drew over the base is found in the result; left out: nothing was drawn. */
  composition: z.number().min(0).max(1).optional(),
})

export const variantNameSchema = z.string().trim().min(1).max(60)

/**
 * Why a result came among the variants and did not become the picture: what somebody had touched meanwhile, or
 * `offered`: it was asked for as one to choose from.
 */
export const besideReasons = [
  "picture",
  "ink",
  "words",
  "camera",
  "cast",
  "place",
  "status",
  "offered",
] as const

/** One resulting picture among a panel's alternatives. Never changed once made, but for its name. */
export const variantSchema = z.object({
  id: variantIdSchema,
  panelId: panelIdSchema,
  asset: assetIdSchema,
  width: z.number().int().positive(),
  height: z.number().int().positive(),
  /** The variant that this one was edited from; null for a first picture. */
  parentId: variantIdSchema.nullable(),
  jobId: jobIdSchema.nullable(),
  createdBy: z.string().max(120),
  /** Milliseconds since 1970, UTC. */
  createdAt: z.number().int().nonnegative(),
  recipe: shortRecipeSchema,
  /** What people call it. */
  name: variantNameSchema.optional(),
  /** Left out: it became the picture when it came. */
  beside: z.array(z.enum(besideReasons)).max(besideReasons.length).optional(),
})

export type Change = z.infer<typeof changeSchema>
export type ShortRecipe = z.infer<typeof shortRecipeSchema>
export type Variant = z.infer<typeof variantSchema>
