import { z } from "zod"
import { aspectRatioSchema } from "../film/aspect-ratio.ts"
import { frameRateNameSchema } from "../time/frame-rate.ts"

export const titleSchema = z.string().trim().min(1).max(200)

export const settingsSchema = z.object({
  title: titleSchema,
  aspectRatio: aspectRatioSchema,
  frameRate: frameRateNameSchema,
  /** The label of the first frame; `;` before the frames counts in drop frame where the rate has it. */
  startTimeCode: z
    .string()
    .regex(/^\d{2}:\d{2}:\d{2}[:;]\d{2}$/, "expected a time code like 01:00:00:00"),
  /** Whether the board flows in reading order or keeps the places that people gave. */
  arrangement: z.enum(["arranged", "free"]),
})

export type Settings = z.infer<typeof settingsSchema>

export const defaultSettings: Settings = {
  title: "Untitled storyboard",
  aspectRatio: "16:9",
  frameRate: "24",
  startTimeCode: "01:00:00:00",
  arrangement: "arranged",
}
