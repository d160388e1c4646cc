import { z } from "zod"
import type { StoryboardAction } from "../access/can.ts"
import {
  authorSchema,
  commentTimeSchema,
  commentWordsSchema,
  pinPositionSchema,
} from "../comment/comment.ts"
import { characterSchema } from "../context/character.ts"
import { locationSchema } from "../context/location.ts"
import { styleSchema } from "../context/style.ts"
import {
  characterIdSchema,
  commentIdSchema,
  locationIdSchema,
  panelIdSchema,
  sceneIdSchema,
  shotIdSchema,
  variantIdSchema,
} from "../identity/identity.ts"
import {
  inkSchema,
  panelFieldsSchema,
  panelWordFields,
  scriptRangeSchema,
  wordsSchema,
} from "../panel/panel.ts"
import { variantNameSchema, variantSchema } from "../panel/variant.ts"
import { sceneSchema } from "../scene/scene.ts"
import { settingsSchema } from "../storyboard/settings.ts"

export const maxScriptLength = 2_000_000

/**
 * Where something is put among its siblings: after one of them, or first (null). Left out: last.
 * A sibling that is gone meanwhile means last, too, so that nobody's work is refused for it.
 */
const after = <Schema extends z.ZodType>(id: Schema) => id.nullable().optional()

const words = Object.fromEntries(
  panelWordFields.map((field) => [field, wordsSchema.optional()]),
) as Record<(typeof panelWordFields)[number], z.ZodOptional<typeof wordsSchema>>

const panelChanges = panelFieldsSchema
  .pick({ frames: true, cast: true, locationId: true, status: true, position: true })
  .extend({ camera: panelFieldsSchema.shape.camera.partial() })
  .partial()
  .extend(words)

const sceneChanges = sceneSchema
  .pick({ number: true, heading: true, setting: true, timeOfDay: true, locationId: true })
  .partial()

const characterChanges = characterSchema
  .pick({ name: true, words: true, sheet: true })
  .extend({ looks: characterSchema.shape.looks.partial() })
  .partial()

const locationChanges = locationSchema
  .pick({ name: true, setting: true, words: true, sheet: true })
  .partial()

/** A scene's look is replaced whole; null takes it away. */
const styleChanges = styleSchema
  .omit({ version: true, line: true })
  .extend({ line: styleSchema.shape.line.partial() })
  .partial()

/** Who says it and when: written by whoever applies it (see `signCommands`), whatever was given. */
const signature = { by: authorSchema.optional(), at: commentTimeSchema.optional() }

/**
 * Every change to a storyboard, from whatever hand: interface, API, import, agent. Ids of new things are made by
 * the one who commands, so that a command can be sent twice and later ones can name what earlier ones made.
 */
export const commandSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("settings.update"), changes: settingsSchema.partial() }),
  z.strictObject({ kind: z.literal("script.replace"), text: z.string().max(maxScriptLength) }),
  z.strictObject({
    kind: z.literal("scene.create"),
    id: sceneIdSchema,
    after: after(sceneIdSchema),
    number: sceneSchema.shape.number.optional(),
    heading: sceneSchema.shape.heading.optional(),
    setting: sceneSchema.shape.setting.optional(),
    timeOfDay: sceneSchema.shape.timeOfDay.optional(),
    locationId: locationIdSchema.nullable().optional(),
    scriptRange: scriptRangeSchema.nullable().optional(),
  }),
  z.strictObject({ kind: z.literal("scene.update"), id: sceneIdSchema, changes: sceneChanges }),
  z.strictObject({ kind: z.literal("scene.move"), id: sceneIdSchema, after: after(sceneIdSchema) }),
  z.strictObject({ kind: z.literal("scene.delete"), id: sceneIdSchema }),
  z.strictObject({
    kind: z.literal("shot.create"),
    id: shotIdSchema,
    sceneId: sceneIdSchema,
    after: after(shotIdSchema),
  }),
  z.strictObject({
    kind: z.literal("shot.move"),
    id: shotIdSchema,
    sceneId: sceneIdSchema,
    after: after(shotIdSchema),
  }),
  z.strictObject({ kind: z.literal("shot.delete"), id: shotIdSchema }),
  z.strictObject({
    kind: z.literal("panel.create"),
    id: panelIdSchema,
    shotId: shotIdSchema,
    after: after(panelIdSchema),
    ...panelChanges.shape,
    scriptRange: scriptRangeSchema.nullable().optional(),
  }),
  z.strictObject({
    kind: z.literal("panel.update"),
    id: panelIdSchema,
    changes: panelChanges.strict(),
  }),
  z.strictObject({
    kind: z.literal("panel.move"),
    id: panelIdSchema,
    shotId: shotIdSchema,
    after: after(panelIdSchema),
  }),
  z.strictObject({
    kind: z.literal("panel.duplicate"),
    id: panelIdSchema,
    newId: panelIdSchema,
  }),
  z.strictObject({ kind: z.literal("panel.delete"), id: panelIdSchema }),
  z.strictObject({
    kind: z.literal("panel.set-ink"),
    id: panelIdSchema,
    ink: inkSchema.nullable(),
  }),
  z.strictObject({
    kind: z.literal("variant.add"),
    variant: variantSchema,
    /** Also makes it the panel's picture. */
    choose: z.boolean(),
  }),
  z.strictObject({
    kind: z.literal("variant.choose"),
    panelId: panelIdSchema,
    variantId: variantIdSchema.nullable(),
  }),
  /** Null takes the name away. */
  z.strictObject({
    kind: z.literal("variant.rename"),
    id: variantIdSchema,
    name: variantNameSchema.nullable(),
  }),
  z.strictObject({
    kind: z.literal("character.create"),
    id: characterIdSchema,
    name: characterSchema.shape.name,
    words: characterSchema.shape.words.optional(),
    looks: characterSchema.shape.looks.optional(),
  }),
  z.strictObject({
    kind: z.literal("character.update"),
    id: characterIdSchema,
    changes: characterChanges.strict(),
  }),
  z.strictObject({ kind: z.literal("character.delete"), id: characterIdSchema }),
  z.strictObject({
    kind: z.literal("location.create"),
    id: locationIdSchema,
    name: locationSchema.shape.name,
    setting: locationSchema.shape.setting.optional(),
    words: locationSchema.shape.words.optional(),
  }),
  z.strictObject({
    kind: z.literal("location.update"),
    id: locationIdSchema,
    changes: locationChanges.strict(),
  }),
  z.strictObject({ kind: z.literal("location.delete"), id: locationIdSchema }),
  z.strictObject({
    kind: z.literal("style.update"),
    changes: styleChanges.strict(),
    ...signature,
  }),
  /** Opens a thread. */
  z.strictObject({
    kind: z.literal("comment.create"),
    id: commentIdSchema,
    panelId: panelIdSchema,
    position: pinPositionSchema.nullable().optional(),
    /** The picture that it is about; left out: the one that the panel shows. */
    variantId: variantIdSchema.nullable().optional(),
    words: commentWordsSchema,
    ...signature,
  }),
  z.strictObject({
    kind: z.literal("comment.reply"),
    id: commentIdSchema,
    threadId: commentIdSchema,
    words: commentWordsSchema,
    ...signature,
  }),
  z.strictObject({
    kind: z.literal("comment.edit"),
    id: commentIdSchema,
    words: commentWordsSchema,
    ...signature,
  }),
  /** Settles a thread, or opens it again. */
  z.strictObject({
    kind: z.literal("comment.resolve"),
    id: commentIdSchema,
    resolved: z.boolean(),
    ...signature,
  }),
  z.strictObject({ kind: z.literal("comment.delete"), id: commentIdSchema, ...signature }),
])

export type Command = z.infer<typeof commandSchema>
export type CommandKind = Command["kind"]

/** At most this many commands go as one, all or none. */
export const maxCommands = 5000

export const commandsSchema = z.array(commandSchema).min(1).max(maxCommands)

/** What a command did; `created` is null for all but `….create`, `comment.reply`, `panel.duplicate` and `variant.add`. */
export interface CommandResult {
  readonly kind: CommandKind
  readonly created: string | null
}

/** Why a list of commands was refused; `index` is the first one that could not be applied. None was. */
export type CommandFailure =
  | { readonly kind: "not-found"; readonly index: number; readonly id: string }
  | { readonly kind: "already-exists"; readonly index: number; readonly id: string }
  | {
      readonly kind: "limit-reached"
      readonly index: number
      readonly what: string
      readonly limit: number
    }
  | { readonly kind: "style-locked"; readonly index: number }
  | { readonly kind: "value-invalid"; readonly index: number; readonly reason: string }

/** Why somebody's commands were not even tried: the first one that is not theirs to give. */
export type CommandRefusal =
  | { readonly kind: "forbidden"; readonly index: number; readonly action: StoryboardAction }
  /** Words that somebody else wrote. */
  | { readonly kind: "not-yours"; readonly index: number; readonly id: string }
