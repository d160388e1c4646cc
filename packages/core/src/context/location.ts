import { z } from "zod"
import { assetIdSchema, locationIdSchema } from "../identity/identity.ts"
import { sceneSettingSchema } from "../scene/scene.ts"

export const locationSchema = z.object({
  id: locationIdSchema,
  name: z.string().trim().min(1).max(200),
  setting: sceneSettingSchema.nullable(),
  /** What is always there: "spiral stairs, brass lens, salt on the panes". */
  words: z.string().max(2000),
  sheet: z.array(assetIdSchema).max(8),
  version: z.number().int().nonnegative(),
})

export type Location = z.infer<typeof locationSchema>
