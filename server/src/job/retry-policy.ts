import type { GenerationFailure } from "@panelwright/core"

const shortestWaitMs = 1000
const longestWaitMs = 60_000

/**
 * After how many milliseconds to try again; null: never. Only what certainly had no effect is tried again: a
 * provider that said "not now" and a connection that was refused. Never after a timeout: it may have been paid for.
 */
export function decideRetry(failure: GenerationFailure, attempt: number): number | null {
  const backoff = Math.min(longestWaitMs, shortestWaitMs * 2 ** (attempt - 1))
  if (failure.kind === "rate-limited")
    return attempt < 5 ? Math.max(failure.retryAfterMs, backoff) : null
  if (failure.kind === "unreachable") return !failure.billed && attempt < 3 ? backoff : null
  return null
}

/** Whether a request went out whose outcome nobody knows, so that it must be asked about and not sent again. */
export function isOutcomeUnknown(failure: GenerationFailure): boolean {
  if (failure.kind === "timeout") return true
  return (failure.kind === "unreachable" || failure.kind === "interrupted") && failure.billed
}
