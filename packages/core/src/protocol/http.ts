import { z } from "zod"
import { roleSchema } from "../access/role.ts"
import { commandsSchema } from "../command/command.ts"
import { aspectRatioSchema } from "../film/aspect-ratio.ts"
import { generationRequestSchema } from "../generation/job.ts"
import {
  assetIdSchema,
  jobIdSchema,
  panelIdSchema,
  personIdSchema,
  storyboardIdSchema,
  variantIdSchema,
} from "../identity/identity.ts"
import { titleSchema } from "../storyboard/settings.ts"
import { frameRateNameSchema } from "../time/frame-rate.ts"

/** Bodies and answers of `/api/v1`. The OpenAPI description is made from these. */

export const createStoryboardBodySchema = z.strictObject({
  title: titleSchema,
  aspectRatio: aspectRatioSchema.optional(),
  frameRate: frameRateNameSchema.optional(),
})

export const storyboardSummarySchema = z.object({
  id: storyboardIdSchema,
  title: z.string(),
  role: roleSchema,
  panelCount: z.number().int(),
  /** The picture of the first panel that has one. */
  thumbnail: assetIdSchema.nullable(),
  aspectRatio: z.string(),
  createdAt: z.number(),
  updatedAt: z.number(),
  /** In how many open threads of comments somebody else mentions the caller. */
  mentions: z.number().int(),
})

/** Somebody whom a comment can mention; never their e-mail. */
export const storyboardPersonSchema = z.object({
  id: personIdSchema,
  name: z.string(),
  colour: z.string(),
})

export const commandsBodySchema = z.strictObject({
  commands: commandsSchema,
  expectedRevision: z.number().int().nonnegative().optional(),
  dryRun: z.boolean().optional(),
})

export const commandResultsSchema = z.object({
  results: z.array(
    z.object({
      kind: z.string(),
      /** The id of what the command made; null when it made nothing. */
      created: z.string().nullable(),
    }),
  ),
  /** The storyboard's revision after the commands; after a dry run, as it is. */
  revision: z.number().int(),
})

export const generationsBodySchema = z.strictObject({
  panelIds: z.array(panelIdSchema).min(1).max(500),
  operation: generationRequestSchema.shape.operation,
  instruction: generationRequestSchema.shape.instruction.optional(),
  mask: assetIdSchema.optional(),
  count: generationRequestSchema.shape.count.optional(),
  quality: generationRequestSchema.shape.quality.optional(),
  provider: z.string().max(60).optional(),
  fresh: z.boolean().optional(),
  trial: generationRequestSchema.shape.trial,
  landing: generationRequestSchema.shape.landing,
  base: generationRequestSchema.shape.base,
  markup: generationRequestSchema.shape.markup,
  name: generationRequestSchema.shape.name,
})

export const combinationBodySchema = z.strictObject({
  /** The picture that stays outside the mask; left out: the one that the panel shows. */
  base: variantIdSchema.optional(),
  /** The picture that the region is taken from. */
  from: variantIdSchema,
  /** An uploaded mask of the base's size: white is taken, black stays. */
  mask: assetIdSchema,
})

/** What a picture is known to show, in its own pixels. */
export const pictureObjectsSchema = z.object({
  width: z.number().int(),
  height: z.number().int(),
  objects: z.array(
    z.object({
      /** The same in every edit of the picture that keeps the thing. */
      id: z.string(),
      kind: z.enum(["person", "thing"]),
      name: z.string(),
      /** Closed rings by the even-odd rule. */
      outline: z.array(z.array(z.object({ x: z.number(), y: z.number() }))),
    }),
  ),
})

export const retriesBodySchema = z.strictObject({
  jobIds: z.array(jobIdSchema).min(1).max(500),
  /** Other words than before. */
  instruction: generationRequestSchema.shape.instruction.unwrap().optional(),
  /** Another provider than before. */
  provider: z.string().max(60).optional(),
})

export const consentsBodySchema = z.strictObject({
  jobIds: z.array(jobIdSchema).min(1).max(500),
})

/** One thing at a time. */
export const jobPatchBodySchema = z.union([
  z.strictObject({ isPaused: z.boolean() }),
  /** Before the one that is just before it. */
  z.strictObject({ moveUp: z.literal(true) }),
  /** An outcome that is not known is left as it is; whether what was held back for it counts as spent. */
  z.strictObject({ leave: z.enum(["billed", "not-billed"]) }),
])

export const queuePatchBodySchema = z.strictObject({ isPaused: z.boolean() })

export const callBodySchema = z.strictObject({
  /** What the others are asked to look at. */
  panelId: panelIdSchema,
})

export const assetSchema = z.object({
  id: assetIdSchema,
  mediaType: z.string(),
  width: z.number().int().nullable(),
  height: z.number().int().nullable(),
  byteLength: z.number().int(),
})

export const importReportSchema = z.object({
  scenes: z.number().int(),
  shots: z.number().int(),
  panels: z.number().int(),
  warnings: z.array(z.string()),
  lost: z.array(z.string()),
  jobs: z.array(jobIdSchema),
})

/** RFC 9457 problem details with a `kind` that programs can switch on. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  kind: z.string(),
  /** The id under which the server logged it. */
  instance: z.string().optional(),
})

export type PictureObjects = z.infer<typeof pictureObjectsSchema>
export type StoryboardSummary = z.infer<typeof storyboardSummarySchema>
export type StoryboardPerson = z.infer<typeof storyboardPersonSchema>
export type Asset = z.infer<typeof assetSchema>
export type ImportReport = z.infer<typeof importReportSchema>
export type Problem = z.infer<typeof problemSchema>
