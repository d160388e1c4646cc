import { looksSchema, movementSchema, sizeSchema, angleSchema } from "@panelwright/core"
import { z } from "zod"
import { poseNames } from "./figure/pose.ts"
import { placeKinds } from "./set/place.ts"
import { propKinds } from "./prop/catalogue.ts"

const metres = z.number().min(-2000).max(2000)
const degrees = z.number().min(-720).max(720)
const seedSchema = z.number().int().min(0).max(0x7fffffff)
const elementIdSchema = z.string().min(1).max(80)

export const point3Schema = z.object({ x: metres, y: metres, z: metres })

export const timesOfDay = ["day", "dusk", "night", "dawn"] as const
export const weathers = ["clear", "overcast", "rain", "storm", "fog", "snow"] as const
export const expressions = [
  "neutral",
  "happy",
  "sad",
  "angry",
  "afraid",
  "shouting",
  "asleep",
  "surprised",
  "tired",
] as const

/** Who a pair of eyes is on: another person or a thing by id, a place, or wherever the face points (null). */
export const gazeSchema = z
  .union([z.object({ id: elementIdSchema }), z.object({ point: point3Schema })])
  .nullable()

export const personSchema = z.object({
  id: elementIdSchema,
  /** As the script calls them; null for somebody without a name. */
  name: z.string().max(120).nullable(),
  /** Words that mean this person besides the name: "man", "guard". */
  words: z.array(z.string().max(60)).max(12),
  seed: seedSchema,
  looks: looksSchema,
  position: point3Schema,
  /** 0 looks away from the default camera, 90 to its right, 180 towards it. */
  facing: degrees,
  pose: z.enum(poseNames),
  gaze: gazeSchema,
  expression: z.enum(expressions),
  holds: z.enum(propKinds).nullable(),
})

export const propSchema = z.object({
  id: elementIdSchema,
  kind: z.enum(propKinds),
  seed: seedSchema,
  position: point3Schema,
  facing: degrees,
  scale: z.number().min(0.05).max(40),
  /** Whether it gives light, for things that can. */
  lit: z.boolean(),
  /** Part of the set rather than asked for: it may be cheated away when the camera moves. */
  dressing: z.boolean(),
})

export const viewSchema = z.object({
  position: point3Schema,
  target: point3Schema,
  roll: degrees,
  lens: z.number().min(4).max(1200),
})

/**
 * Everything a picture is drawn from, apart from the style. It is kept in the recipe of a variant and comes back when
 * that variant is edited, so a version that this code does not know is refused rather than guessed at.
 */
export const sceneGraphSchema = z.object({
  version: z.literal(1),
  seed: seedSchema,
  /** The picture is turned left for right at the end. */
  mirrored: z.boolean(),
  camera: z.object({
    size: sizeSchema,
    angle: angleSchema,
    movement: movementSchema,
    /** Millimetres; null: what the size asks for. */
    lens: z.number().min(4).max(1200).nullable(),
    /** Whom or what it frames, the most important first; empty: the place. */
    focus: z.array(elementIdSchema).max(8),
    /** Where that put it. Kept, so that adding or removing things does not move the camera. */
    view: viewSchema,
  }),
  setting: z.object({
    kind: z.enum(placeKinds),
    seed: seedSchema,
    /** Degrees the set stands turned to the default camera. */
    facing: degrees,
    timeOfDay: z.enum(timesOfDay),
    weather: z.enum(weathers),
    /** Lamps and windows burn. */
    lights: z.boolean(),
    /** Where the main light comes from, a heading like a person's facing; left out: as such a place has it. */
    key: degrees.optional(),
    /** Steps darker (negative) or brighter than the time of day gives. */
    exposure: z.number().min(-3).max(3),
  }),
  people: z.array(personSchema).max(48),
  props: z.array(propSchema).max(90),
  /** Parts of the picture (shares) made darker (negative) or brighter by hand. */
  patches: z
    .array(
      z.object({
        left: z.number().min(0).max(1),
        top: z.number().min(0).max(1),
        right: z.number().min(0).max(1),
        bottom: z.number().min(0).max(1),
        exposure: z.number().min(-3).max(3),
      }),
    )
    .max(12),
})

export type SceneGraph = z.infer<typeof sceneGraphSchema>
export type Person = z.infer<typeof personSchema>
export type Prop = z.infer<typeof propSchema>
export type Setting = SceneGraph["setting"]
export type TimeOfDay = (typeof timesOfDay)[number]
export type Weather = (typeof weathers)[number]
export type Expression = (typeof expressions)[number]

/** A graph out of a recipe; null when it is none of ours or damaged. */
export function parseSceneGraph(state: unknown): SceneGraph | null {
  const parsed = sceneGraphSchema.safeParse(state)
  return parsed.success ? parsed.data : null
}
