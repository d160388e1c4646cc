import { z } from "zod"
import { authorSchema, commentTimeSchema } from "../comment/comment.ts"
import { assetIdSchema, sceneIdSchema } from "../identity/identity.ts"

export const styleLooks = ["pencil", "ink", "marker", "charcoal", "blueprint", "colour"] as const

export const colourSchema = z.string().regex(/^#[0-9a-f]{6}$/, "expected a colour like #1f2a44")

/** What can be said of how pictures look, for the whole storyboard or for one scene of it. */
export const handSchema = z.object({
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
  /** What holds in every picture: "the lamp is the only warm light". */
  rules: z.array(z.string().trim().min(1).max(200)).max(20),
  /** What must not be in a picture. */
  forbidden: z.array(z.string().max(200)).max(20),
})

/** Another look than the storyboard's; what it does not say is as everywhere else. */
export const lookSchema = handSchema.partial()

/** The hand of the whole storyboard: goes into every call of every provider. */
export const styleSchema = handSchema.extend({
  /** Counts changes; every variant records the one it was made with. */
  version: z.number().int().nonnegative(),
  /** Refuses every change but its own opening. */
  locked: z.boolean(),
  /** Scenes that look otherwise: a memory, a dream, a chase at night. Null: as the others again. */
  scenes: z.record(sceneIdSchema, lookSchema.nullable()),
})

/** A version that there was, or is, with whoever made it; null: not known, as of the first one. */
export const styleVersionSchema = z.object({
  style: styleSchema,
  by: authorSchema.nullable(),
  at: commentTimeSchema.nullable(),
})

export type Hand = z.infer<typeof handSchema>
export type Look = z.infer<typeof lookSchema>
export type Style = z.infer<typeof styleSchema>
export type StyleVersion = z.infer<typeof styleVersionSchema>

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
  rules: [],
  forbidden: [],
  scenes: {},
}
