import type { ApiFailure } from "./api-request.ts"

/** What happened and what to do, where the feature has no closer words for the kind. */
export function describeApiFailure({ kind, status, detail, retryAfterMs }: ApiFailure): string {
  if (kind === "unreachable")
    return "The server can't be reached. Nothing was changed; try again when you are connected."
  if (status === 401) return "Your session has ended. Sign in again; nothing was changed."
  if (status === 403) return "Your role does not allow this."
  if (status === 413) return "That is larger than the server takes."
  if (status === 429) {
    const seconds = Math.ceil((retryAfterMs ?? 10_000) / 1000)
    return `Too many requests. Try again in ${seconds} s.`
  }
  if (detail !== "") return detail
  return "The server could not do this. Nothing was changed; try again."
}
