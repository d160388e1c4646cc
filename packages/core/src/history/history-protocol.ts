import { z } from "zod"
import { panelIdSchema, versionIdSchema } from "../identity/identity.ts"
import { differenceSchema } from "./difference.ts"
import { pointSchema } from "./point.ts"
import { historyPersonSchema } from "./timeline.ts"

/** How many stretches one question may be about. */
export const maxChangeStretches = 60

const revisionListSchema = z
  .string()
  .regex(/^\d{1,15}(?:,\d{1,15})+$/, "expected rising revisions like 120,180,240")
  .transform((text) => text.split(",").map(Number))
  .refine(
    (revisions) => revisions.every((revision, index) => revision > (revisions[index - 1] ?? -1)),
    "expected rising revisions",
  )
  .refine(
    ({ length }) => length <= maxChangeStretches + 1,
    `expected at most ${maxChangeStretches + 1} revisions`,
  )

/** The ends of stretches that follow each other: `120,180` is about revisions 121 to 180. */
export const changesQuerySchema = z.object({ revisions: revisionListSchema })

export const pointQuerySchema = z.object({ point: pointSchema })

export const compareQuerySchema = z.object({ from: pointSchema, to: pointSchema })

export const personChangesSchema = z.object({
  person: z.string(),
  differences: z.array(differenceSchema),
})

/** What was done between two revisions, by whom. */
export const stretchChangesSchema = z.object({
  from: z.number().int(),
  to: z.number().int(),
  /** Null: too much was changed for all of it to be named. */
  people: z.array(personChangesSchema).nullable(),
})

export const historyChangesSchema = z.object({
  stretches: z.array(stretchChangesSchema),
})

export const comparisonSchema = z.object({
  /** The revisions that were compared; null for a version that is older than the kept history. */
  from: z.number().int().nullable(),
  to: z.number().int().nullable(),
  differences: z.array(differenceSchema),
})

const versionNameSchema = z.string().trim().min(1).max(120)
const versionNoteSchema = z.string().trim().max(2000)

/** A state that somebody gave a name; it is kept for as long as the storyboard is. */
export const versionSchema = z.object({
  id: versionIdSchema,
  name: z.string(),
  note: z.string(),
  revision: z.number().int(),
  /** When the storyboard was in that state, in milliseconds since 1970. */
  at: z.number(),
  createdBy: historyPersonSchema,
  createdAt: z.number(),
})

export const createVersionBodySchema = z.strictObject({
  name: versionNameSchema,
  note: versionNoteSchema.optional(),
  /** Left out: as it is now. */
  point: pointSchema.optional(),
})

export const updateVersionBodySchema = z.strictObject({
  name: versionNameSchema.optional(),
  note: versionNoteSchema.optional(),
})

export const restoreBodySchema = z.strictObject({
  point: pointSchema,
  /** Only these panels; left out: the whole storyboard. */
  panelIds: z.array(panelIdSchema).min(1).max(500).optional(),
  /** Says what would be changed, and changes nothing. */
  dryRun: z.boolean().optional(),
})

export const restoredSchema = z.object({
  /** The storyboard's revision before, and after: the same when nothing was different. */
  before: z.number().int(),
  revision: z.number().int(),
  /** What restoring changed. */
  differences: z.array(differenceSchema),
})

export type PersonChanges = z.infer<typeof personChangesSchema>
export type StretchChanges = z.infer<typeof stretchChangesSchema>
export type Comparison = z.infer<typeof comparisonSchema>
export type Version = z.infer<typeof versionSchema>
export type Restored = z.infer<typeof restoredSchema>
