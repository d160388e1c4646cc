import { z } from "zod"
import { sceneIdSchema, shotIdSchema } from "../identity/identity.ts"
import { rankSchema } from "../panel/rank.ts"

/** One continuous view of the camera; its panels show what happens in it. */
export const shotSchema = z.object({
  id: shotIdSchema,
  sceneId: sceneIdSchema,
  rank: rankSchema,
})

export type Shot = z.infer<typeof shotSchema>
