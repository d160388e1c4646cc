import { z } from "zod"
import { cameraSchema } from "../film/camera.ts"
import {
  assetIdSchema,
  characterIdSchema,
  locationIdSchema,
  panelIdSchema,
  shotIdSchema,
  variantIdSchema,
} from "../identity/identity.ts"
import { rankSchema } from "./rank.ts"

export const panelStatuses = ["draft", "in-review", "approved", "revise", "omitted"] as const
export const panelStatusSchema = z.enum(panelStatuses)

/** The four fields that hold words; each is a shared text, so two people can write in one at once. */
export const panelWordFields = ["action", "dialogue", "sound", "notes"] as const
export type PanelWordField = (typeof panelWordFields)[number]

export const maxWordsLength = 20_000
export const wordsSchema = z.string().max(maxWordsLength)

export const maxPanelFrames = 216_000

/** Where the script's words of a record stand: offsets in UTF-16 units, `to` exclusive. */
export const scriptRangeSchema = z.object({
  from: z.number().int().nonnegative(),
  to: z.number().int().nonnegative(),
})

/** A panel's ink as its author's canvas drew it last, for exports: a transparent picture of the panel's ratio. */
export const inkSchema = z.object({
  asset: assetIdSchema,
  /** Hash of the ink's canvas records that the picture shows. Another hash on the canvas: the picture is older. */
  revision: z.string().max(64),
})

const coordinate = z.number().min(-1_000_000).max(1_000_000)

/** Everything of a panel that is one plain value; words and variants are kept beside it. */
export const panelFieldsSchema = z.object({
  id: panelIdSchema,
  shotId: shotIdSchema,
  rank: rankSchema,
  frames: z.number().int().min(1).max(maxPanelFrames),
  camera: cameraSchema,
  cast: z.array(characterIdSchema).max(40),
  /** Null: the place of the panel's scene. */
  locationId: locationIdSchema.nullable(),
  status: panelStatusSchema,
  /** The chosen variant; null: no picture yet. */
  picture: variantIdSchema.nullable(),
  ink: inkSchema.nullable(),
  /** Where it lies in free mode, in canvas units; null: where the arranged mode puts it. */
  position: z.object({ x: coordinate, y: coordinate }).nullable(),
})

export type PanelStatus = z.infer<typeof panelStatusSchema>
export type PanelFields = z.infer<typeof panelFieldsSchema>
export type ScriptRange = z.infer<typeof scriptRangeSchema>
export type Ink = z.infer<typeof inkSchema>

/** What a review says of a panel; the others are for who draws it. */
export const reviewStatuses = ["in-review", "approved", "revise"] as const satisfies PanelStatus[]

/** Approved panels refuse AI work until somebody takes the approval back. */
export const isLocked = (panel: { readonly status: PanelStatus }) => panel.status === "approved"
