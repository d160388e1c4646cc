import { z } from "zod"
import { assetIdSchema, panelIdSchema, variantIdSchema } from "../identity/identity.ts"

/**
 * How a picture stands apart from those it should be like, strongest first. Each names the picture: `colder` means
 * that this one is colder than the rest.
 */
export const styleReasons = [
  "warmer",
  "colder",
  "redder",
  "greener",
  "darker",
  "lighter",
  "starker",
  "flatter",
  "more-colourful",
  "less-colourful",
  "other-colours",
  "thicker-lined",
  "thinner-lined",
  "busier",
  "emptier",
  "coarser",
  "finer",
  "other-texture",
] as const
export const styleReasonSchema = z.enum(styleReasons)
export type StyleReason = z.infer<typeof styleReasonSchema>

/**
 * What pictures are compared with: the anchors of the style, else the pictures of approved panels, else (`pictures`)
 * all that the panels show, each with the others. `none`: there is too little to compare with.
 */
export const styleProfileSourceSchema = z.enum(["anchors", "approved", "pictures", "none"])
export type StyleProfileSource = z.infer<typeof styleProfileSourceSchema>

export const styleScoreSchema = z.object({
  variantId: variantIdSchema,
  panelId: panelIdSchema,
  /** 0 belongs nowhere near, 1 could not belong more; null: not known (yet). It advises and never refuses anything. */
  style: z.number().min(0).max(1).nullable(),
  /** At most three, strongest first; empty where the picture belongs. */
  reasons: z.array(styleReasonSchema).max(3),
})
export type StyleScore = z.infer<typeof styleScoreSchema>

/** Below this a picture is worth a look. */
export const styleWorthALook = 0.5

/** `GET /api/v1/storyboards/{id}/style-report` */
export const styleReportSchema = z.object({
  profile: z.object({
    source: styleProfileSourceSchema,
    /** The pictures that the storyboard's own style is measured by; scenes with a style of their own have theirs. */
    pictures: z.array(assetIdSchema),
  }),
  /** Every variant of every panel, in story order; the newest thousands where there are more. */
  variants: z.array(styleScoreSchema),
  /** The pictures shown that belong least, least first; at most three, and only those worth a look. */
  outliers: z.array(styleScoreSchema).max(3),
  /** Pictures that are still being measured: asking again a moment later knows more. */
  pending: z.number().int().nonnegative(),
})
export type StyleReport = z.infer<typeof styleReportSchema>
