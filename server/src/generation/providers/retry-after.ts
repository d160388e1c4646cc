/** Milliseconds to wait: from seconds, a date, or milliseconds in OpenAI's own header; 0: it does not say. */
export function readRetryAfter(headers: Headers | undefined): number {
  const own = Number(headers?.get("retry-after-ms") ?? Number.NaN)
  if (own >= 0) return own
  const text = headers?.get("retry-after")
  if (text === null || text === undefined) return 0
  const seconds = Number(text)
  if (seconds >= 0) return seconds * 1000
  const sentAt = Date.parse(headers?.get("date") ?? "")
  const wait = Date.parse(text) - sentAt
  return wait > 0 ? wait : 0
}
