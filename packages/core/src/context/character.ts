import { z } from "zod"
import { assetIdSchema, characterIdSchema } from "../identity/identity.ts"

export const builds = ["slight", "average", "broad", "heavy", "child"] as const
export const hairStyles = ["bald", "short", "bob", "long", "bun", "curly", "cap", "hood"] as const
export const garments = ["coat", "dress", "suit", "shirt", "robe", "uniform", "sweater"] as const

/** How a person is recognised at every size: what the sketch provider draws and what goes into every prompt. */
export const looksSchema = z.object({
  build: z.enum(builds),
  /** Standing height in centimetres. */
  height: z.number().int().min(60).max(230),
  hair: z.enum(hairStyles),
  hairTone: z.enum(["dark", "mid", "light"]),
  beard: z.boolean(),
  garment: z.enum(garments),
  garmentTone: z.enum(["dark", "mid", "light"]),
  glasses: z.boolean(),
})

export const characterSchema = z.object({
  id: characterIdSchema,
  name: z.string().trim().min(1).max(120),
  /** The words that stay the same in every prompt: "thirties, soaked yellow oilskin". */
  words: z.string().max(2000),
  looks: looksSchema,
  /** Pictures to be like, best first. */
  sheet: z.array(assetIdSchema).max(8),
  /** Counts changes of words, looks and sheet, so that variants can say what they were made with. */
  version: z.number().int().nonnegative(),
})

export type Looks = z.infer<typeof looksSchema>
export type Character = z.infer<typeof characterSchema>
