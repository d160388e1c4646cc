import { z } from "zod"
import { locationIdSchema, sceneIdSchema } from "../identity/identity.ts"
import { rankSchema } from "../panel/rank.ts"

export const sceneSettingSchema = z.enum(["interior", "exterior", "both"])

export const sceneSchema = z.object({
  id: sceneIdSchema,
  rank: rankSchema,
  /** The production's own number, as the script gives it (`12A`); null: numbered by position, provisionally. */
  number: z
    .string()
    .regex(/^[A-Za-z0-9.-]{1,12}$/, "expected a scene number like 12A")
    .nullable(),
  /** The slug line as written, without its number: `INT. LAMP ROOM - NIGHT`. */
  heading: z.string().max(400),
  setting: sceneSettingSchema.nullable(),
  timeOfDay: z.string().max(60).nullable(),
  locationId: locationIdSchema.nullable(),
})

export type SceneSetting = z.infer<typeof sceneSettingSchema>
export type Scene = z.infer<typeof sceneSchema>
