import { z } from "zod"
import { angleSchema, movementSchema, sizeSchema } from "./vocabulary.ts"

export const cameraSchema = z.object({
  size: sizeSchema,
  angle: angleSchema,
  movement: movementSchema,
  /** Focal length in millimetres on a full-frame sensor; null: not decided. */
  lens: z.number().int().min(4).max(1200).nullable(),
})

export type Camera = z.infer<typeof cameraSchema>

export const defaultCamera: Camera = {
  size: "medium",
  angle: "eye-level",
  movement: "static",
  lens: null,
}
