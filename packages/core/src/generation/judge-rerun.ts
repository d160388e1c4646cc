import { z } from "zod"
import { assetIdSchema } from "../identity/identity.ts"

/** Why making a picture again gives another one, or none. */
export const rerunReasonSchema = z.discriminatedUnion("kind", [
  /** The provider takes none: the same request gives another picture each time. */
  z.object({ kind: z.literal("no-seed"), provider: z.string() }),
  /** Only the answer names what drew it, so nobody knows before whether it is the same. */
  z.object({ kind: z.literal("model-unknown"), was: z.string() }),
  z.object({ kind: z.literal("model-changed"), was: z.string(), now: z.string() }),
  /** What was sent then is not kept, and the storyboard says something else now. */
  z.object({ kind: z.literal("style-changed"), was: z.number(), now: z.number() }),
  z.object({ kind: z.literal("storyboard-changed") }),
  z.object({ kind: z.literal("provider-gone"), provider: z.string() }),
  z.object({ kind: z.literal("reference-gone"), assets: z.array(assetIdSchema) }),
  z.object({ kind: z.literal("parent-gone") }),
  z.object({ kind: z.literal("mask-gone") }),
  z.object({ kind: z.literal("panel-gone") }),
  z.object({ kind: z.literal("panel-locked") }),
  z.object({ kind: z.literal("not-made-here") }),
])
export type RerunReason = z.infer<typeof rerunReasonSchema>

export const rerunJudgementSchema = z.object({
  /** `exact`: the same pixels; `close`: as near as it gets, and why; `cannot`: something that it needs is gone. */
  outcome: z.enum(["exact", "close", "cannot"]),
  reasons: z.array(rerunReasonSchema),
})
export type RerunJudgement = z.infer<typeof rerunJudgementSchema>

const blocking: readonly RerunReason["kind"][] = [
  "provider-gone",
  "reference-gone",
  "parent-gone",
  "mask-gone",
  "panel-gone",
  "panel-locked",
  "not-made-here",
]

/** The honest answer to "run again": whatever stands in its way makes it impossible, whatever differs makes it close. */
export function judgeRerun(reasons: readonly RerunReason[]): RerunJudgement {
  const blocked = reasons.filter(({ kind }) => blocking.includes(kind))
  if (blocked.length > 0) return { outcome: "cannot", reasons: blocked }
  return { outcome: reasons.length > 0 ? "close" : "exact", reasons: [...reasons] }
}
