/** Codes of a connection that never came to be: nothing was sent. */
const neverSent = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
  "CERT_HAS_EXPIRED",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
])

export const wasNeverSent = (code: string | null): boolean => code !== null && neverSent.has(code)

/** The system's code for why a connection failed, wherever in the chain of causes it is. */
export function findConnectionCode(error: unknown): string | null {
  let at: unknown = error
  for (let depth = 0; depth < 6 && at instanceof Error; depth += 1) {
    if ("code" in at && typeof at.code === "string") return at.code
    if (at instanceof AggregateError) at = at.errors[0]
    else at = at.cause
  }
  return null
}
