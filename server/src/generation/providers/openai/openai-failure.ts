import type { GenerationFailure } from "@panelwright/core"
import { APIConnectionError, APIConnectionTimeoutError, APIError } from "openai"
import { z } from "zod"
import { findConnectionCode, wasNeverSent } from "../connection-code.ts"
import { readRetryAfter } from "../retry-after.ts"

const bodySchema = z.object({
  message: z.string().optional().catch(undefined),
  code: z.string().nullish().catch(null),
  moderation_details: z
    .object({
      moderation_stage: z.string().optional().catch(undefined),
      categories: z.array(z.string()).optional().catch(undefined),
    })
    .nullish()
    .catch(null),
})

const refusals = new Set(["moderation_blocked", "content_policy_violation"])
const noCredit = new Set(["insufficient_quota", "billing_hard_limit_reached"])

export interface FailureContext {
  readonly provider: string
  /** Never let through, should an answer repeat it. */
  readonly apiKey: string
  readonly timeoutMs: number
  /** A picture had begun to come. */
  readonly answered: boolean
}

/** What an error of the SDK means for the job. */
export function toGenerationFailure(error: unknown, context: FailureContext): GenerationFailure {
  if (error instanceof APIConnectionTimeoutError)
    return { kind: "timeout", afterMs: context.timeoutMs, billed: true }
  if (error instanceof APIConnectionError && !context.answered) {
    const code = findConnectionCode(error)
    const reason = code === null ? "The connection broke." : `The connection failed: ${code}.`
    return { kind: "unreachable", reason, billed: !wasNeverSent(code) }
  }
  if (error instanceof APIError) return fromAnswer(error, context)
  return {
    kind: "bad-output",
    reason: "The connection broke before the picture was complete.",
    billed: true,
  }
}

function fromAnswer(error: APIError, context: FailureContext): GenerationFailure {
  const body = bodySchema.safeParse(error.error ?? {}).data ?? {}
  const code = body.code ?? error.code ?? ""
  const { status } = error
  if (refusals.has(code) || body.moderation_details)
    return toRefusal(body, { code, whileDrawing: status === undefined })
  if (status === undefined)
    return {
      kind: "bad-output",
      reason: toReason(body.message, "The provider gave up while drawing.", context),
      billed: true,
    }
  if (status === 401 || status === 403)
    return { kind: "auth", provider: context.provider, billed: false }
  if (noCredit.has(code))
    return { kind: "invalid", reason: "The provider's account has no credit left.", billed: false }
  if (status === 429 || status === 503)
    return { kind: "rate-limited", retryAfterMs: readRetryAfter(error.headers), billed: false }
  if (status >= 500)
    return { kind: "unreachable", reason: `The provider answered ${status}.`, billed: true }
  return {
    kind: "invalid",
    reason: toReason(body.message, `The provider answered ${status}.`, context),
    billed: false,
  }
}

function toRefusal(
  body: z.infer<typeof bodySchema>,
  answer: { readonly code: string; readonly whileDrawing: boolean },
): GenerationFailure {
  const details = body.moderation_details
  const stated = details?.moderation_stage
  const stage = stated === "input" || stated === "output" ? stated : "unknown"
  const inWords = /safety_violations=\[([^\]]*)\]/.exec(body.message ?? "")?.[1] ?? ""
  const category = details?.categories?.join(", ") || inWords || answer.code || "not stated"
  return {
    kind: "refused",
    stage,
    category: category.slice(0, 200),
    billed: stage === "output" || answer.whileDrawing,
  }
}

const longestReason = 400

function toReason(message: string | undefined, otherwise: string, context: FailureContext): string {
  const text = message?.trim() ?? ""
  if (text === "") return otherwise
  const withoutKey = context.apiKey === "" ? text : text.replaceAll(context.apiKey, "[key]")
  return withoutKey.replaceAll(/\bsk-[\w*-]{4,}/g, "[key]").slice(0, longestReason)
}
