import { z } from "zod"
import { commentThreadSchema } from "../comment/comment.ts"
import { characterSchema } from "../context/character.ts"
import { locationSchema } from "../context/location.ts"
import { styleSchema } from "../context/style.ts"
import { assetIdSchema, sceneIdSchema, storyboardIdSchema } from "../identity/identity.ts"
import { panelFieldsSchema, scriptRangeSchema } from "../panel/panel.ts"
import { variantSchema } from "../panel/variant.ts"
import { sceneSchema } from "../scene/scene.ts"
import { shotSchema } from "../shot/shot.ts"
import { settingsSchema } from "../storyboard/settings.ts"

export const sceneStateSchema = sceneSchema
  .pick({ id: true, heading: true, setting: true, timeOfDay: true, locationId: true })
  .extend({
    /** What is shown: the production's own number, or a provisional one by position. */
    number: z.string(),
    provisional: z.boolean(),
    scriptRange: scriptRangeSchema.nullable(),
  })

export const shotStateSchema = shotSchema
  .pick({ id: true, sceneId: true })
  .extend({ number: z.string() })

export const variantStateSchema = variantSchema.omit({ panelId: true })

export const panelStateSchema = panelFieldsSchema
  .pick({
    id: true,
    shotId: true,
    frames: true,
    camera: true,
    cast: true,
    locationId: true,
    status: true,
    ink: true,
  })
  .extend({
    number: z.string(),
    sceneId: sceneIdSchema,
    /** Frames before it, from 0. */
    startFrame: z.number().int(),
    action: z.string(),
    dialogue: z.string(),
    sound: z.string(),
    notes: z.string(),
    scriptRange: scriptRangeSchema.nullable(),
    /** The asset of the chosen variant. */
    picture: assetIdSchema.nullable(),
    variants: z.array(variantStateSchema),
    /** In the order that they were opened, resolved ones too. */
    comments: z.array(commentThreadSchema.omit({ panelId: true })),
  })

/** A whole storyboard as programs outside see it; everything in story order. */
export const storyboardStateSchema = z.object({
  id: storyboardIdSchema,
  title: z.string(),
  /** Rises with every change; `expectedRevision` of commands refers to it. */
  revision: z.number().int(),
  settings: settingsSchema,
  durationFrames: z.number().int(),
  scenes: z.array(sceneStateSchema),
  shots: z.array(shotStateSchema),
  panels: z.array(panelStateSchema),
  context: z.object({
    characters: z.array(characterSchema),
    locations: z.array(locationSchema),
  }),
  style: styleSchema,
})

export type StoryboardState = z.infer<typeof storyboardStateSchema>
