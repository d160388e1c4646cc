import { z } from "zod"
import { assetIdSchema } from "../identity/identity.ts"

export const styleLooks = ["pencil", "ink", "marker", "charcoal", "blueprint", "colour"] as const

export const colourSchema = z.string().regex(/^#[0-9a-f]{6}$/, "expected a colour like #1f2a44")

/** The hand of the whole storyboard: goes into every call of every provider. */
export const styleSchema = z.object({
  /** Counts changes; every variant records the one it was made with. */
  version: z.number().int().nonnegative(),
  locked: z.boolean(),
  /** In words, for providers that read: "loose pencil, high contrast, wet streets". */
  words: z.string().max(2000),
  look: z.enum(styleLooks),
  /** Darkest first: line, dark tone, mid tone, light tone, paper. An accent may follow. */
  palette: z.array(colourSchema).min(5).max(8),
  line: z.object({
    /** Line weight, 0 hair to 1 brush. */
    weight: z.number().min(0).max(1),
    /** How far the hand wavers and overshoots, 0 ruler to 1 scribble. */
    roughness: z.number().min(0).max(1),
  }),
  /** How much tone and hatching, 0 line only to 1 full. */
  shading: z.number().min(0).max(1),
  /** 0 soft to 1 stark. */
  contrast: z.number().min(0).max(1),
  /** Pictures to be like, best first. */
  anchors: z.array(assetIdSchema).max(8),
  /** What must not be in a picture. */
  forbidden: z.array(z.string().max(200)).max(20),
})

export type Style = z.infer<typeof styleSchema>

export const defaultStyle: Style = {
  version: 1,
  locked: false,
  words: "Loose storyboard pencil, clear silhouettes, readable at thumbnail size",
  look: "pencil",
  palette: ["#1d1f24", "#4a4e57", "#8b8f98", "#c9cbcf", "#f7f4ec"],
  line: { weight: 0.45, roughness: 0.4 },
  shading: 0.6,
  contrast: 0.55,
  anchors: [],
  forbidden: [],
}
