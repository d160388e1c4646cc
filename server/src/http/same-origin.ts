import type { IncomingMessage } from "node:http"

const safeMethods = new Set(["GET", "HEAD", "OPTIONS"])

/** Whether a request could have been sent by a page of another site in a person's browser. */
export function isCrossOrigin(
  request: Pick<IncomingMessage, "method" | "headers">,
  publicUrl: string | null,
): boolean {
  if (safeMethods.has(request.method ?? "GET")) return false
  const { origin, cookie } = request.headers
  if (origin !== undefined) return !isOwnOrigin(origin, request.headers.host, publicUrl)
  const site = request.headers["sec-fetch-site"]
  if (site !== undefined) return site !== "same-origin" && site !== "none"
  // Browsers send one of the two; a program that sends a cookie and neither of them should use a token.
  return cookie !== undefined
}

/** The same host and port as the request's, or the public URL's. */
export function isOwnOrigin(
  origin: string,
  host: string | undefined,
  publicUrl: string | null,
): boolean {
  if (!URL.canParse(origin)) return false
  const given = new URL(origin)
  if (publicUrl !== null && given.origin === new URL(publicUrl).origin) return true
  return host !== undefined && given.host === host && /^https?:$/.test(given.protocol)
}
