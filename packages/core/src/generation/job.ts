import { z } from "zod"
import { lookSchema } from "../context/style.ts"
import { overBudgetSchema } from "./budget.ts"
import { assetIdSchema, jobIdSchema, panelIdSchema, variantIdSchema } from "../identity/identity.ts"
import { variantNameSchema } from "../panel/variant.ts"

/** `unknown`: the request was sent and its outcome is not known, so it is asked about and never resent. */
export const jobStates = [
  "waiting",
  "queued",
  "running",
  "succeeded",
  "failed",
  "canceled",
  "unknown",
] as const
export const jobStateSchema = z.enum(jobStates)
export type JobState = z.infer<typeof jobStateSchema>

export const isFinal = (state: JobState) =>
  state === "succeeded" || state === "failed" || state === "canceled" || state === "unknown"

/** Why a generation did not give a picture. `billed`: whether the provider may charge for it all the same. */
export const generationFailureSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("auth"), provider: z.string(), billed: z.literal(false) }),
  z.object({
    kind: z.literal("rate-limited"),
    retryAfterMs: z.number().nonnegative(),
    billed: z.literal(false),
  }),
  z.object({
    kind: z.literal("refused"),
    stage: z.enum(["input", "output", "unknown"]),
    category: z.string(),
    billed: z.boolean(),
  }),
  z.object({ kind: z.literal("invalid"), reason: z.string(), billed: z.literal(false) }),
  z.object({ kind: z.literal("timeout"), afterMs: z.number(), billed: z.literal(true) }),
  z.object({ kind: z.literal("unreachable"), reason: z.string(), billed: z.boolean() }),
  z.object({ kind: z.literal("bad-output"), reason: z.string(), billed: z.literal(true) }),
  /** The words of an edit were not understood; `words` are the ones, and nothing was changed. */
  z.object({
    kind: z.literal("not-understood"),
    words: z.array(z.string()),
    suggestions: z.array(z.string()),
    billed: z.literal(false),
  }),
  z.object({ kind: z.literal("panel-gone"), billed: z.boolean() }),
  z.object({ kind: z.literal("panel-locked"), billed: z.boolean() }),
  z.object({ kind: z.literal("no-picture"), billed: z.literal(false) }),
  z.object({
    kind: z.literal("mask-size"),
    expected: z.string(),
    actual: z.string(),
    billed: z.literal(false),
  }),
  z.object({ kind: z.literal("interrupted"), billed: z.boolean() }),
])
export type GenerationFailure = z.infer<typeof generationFailureSchema>

export const costSchema = z.object({
  /** Millionths of a US dollar; null: the price is not known, which is not the same as 0. */
  microDollars: z.number().int().nonnegative().nullable(),
})
export type Cost = z.infer<typeof costSchema>

/** What is asked for, as it is stored: everything else is composed from the storyboard when the job runs. */
export const generationRequestSchema = z.object({
  operation: z.enum(["generate", "edit"]),
  /** Null in an edit: the same picture in the style as it is now, when that has changed since. */
  instruction: z.string().trim().max(4000).nullable(),
  /** 8-bit grey picture of the parent's size, white = may change. */
  mask: assetIdSchema.nullable(),
  count: z.number().int().min(1).max(4),
  quality: z.enum(["draft", "final"]),
  /** Null: the storyboard's default provider. */
  provider: z.string().max(60).nullable(),
  /** A look to be tried: the picture is drawn in it, the storyboard keeps its style. */
  trial: lookSchema.optional(),
  /** Where the picture goes; left out: as the landing rule says. `beside`: among the panel's variants, whoever looks. */
  landing: z.enum(["beside"]).optional(),
  /** The variant that an edit starts from; left out: the picture that the panel shows. */
  base: variantIdSchema.optional(),
  /** A transparent picture with what somebody drew over the base: lines to follow, arrows, notes. */
  markup: assetIdSchema.optional(),
  /** What the resulting variant is called: what tells it from those that were asked for with it. */
  name: variantNameSchema.optional(),
  /** Draw another one, although the same request has been answered before. */
  fresh: z.boolean().optional(),
  /** Make this variant again by its recipe, with the packet, pictures and seed of then. */
  rerunOf: variantIdSchema.optional(),
})
export type GenerationRequest = z.infer<typeof generationRequestSchema>

/** A job as everybody sees it. */
export const jobSchema = z.object({
  id: jobIdSchema,
  storyboardId: z.string(),
  panelId: panelIdSchema,
  state: jobStateSchema,
  operation: z.enum(["generate", "edit"]),
  provider: z.string(),
  instruction: z.string().nullable(),
  /** 0–1. */
  progress: z.number().min(0).max(1),
  failure: generationFailureSchema.nullable(),
  variantId: variantIdSchema.nullable(),
  cost: costSchema.nullable(),
  createdBy: z.string(),
  createdAt: z.number(),
  finishedAt: z.number().nullable(),
  quality: z.enum(["draft", "final"]).default("draft"),
  /** Pictures asked for. */
  count: z.number().int().default(1),
  /** The same for all that were asked for together. */
  batchId: z.string().default(""),
  /** When its provider's turn began; null: not yet. */
  startedAt: z.number().nullable().default(null),
  /** Its turn comes in order of position, then of this. */
  position: z.number().default(0),
  queuedAt: z.number().default(0),
  /** What it is expected to cost, held back from the budgets until it is settled; null: its provider is free. */
  price: costSchema.nullable().default(null),
  /** Why it waits although its turn would come: somebody has to consent to its price, or has paused it. */
  held: z.enum(["consent", "paused"]).nullable().default(null),
  /** The limit that it passes, while it waits for consent and afterwards. */
  overBudget: overBudgetSchema.nullable().default(null),
  /** The same request had been answered before: nothing was sent, nothing was paid. */
  isCached: z.boolean().default(false),
  /** What somebody said about an outcome that is not known; null: nobody has. */
  decision: z.enum(["left", "asked-again"]).nullable().default(null),
})
export type Job = z.infer<typeof jobSchema>
