/** On every answer of this server. Where people come by TLS, browsers are told never to come without. */
export const createSecurityHeaders = (
  publicUrl: string | null,
): Readonly<Record<string, string>> => ({
  ...(publicUrl?.startsWith("https:") && { "strict-transport-security": "max-age=31536000" }),
  "x-content-type-options": "nosniff",
  "referrer-policy": "same-origin",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy":
    "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
})

/** For answers that are no page: nothing in them may run or be framed. */
export const closedPolicy = "default-src 'none'; frame-ancestors 'none'; sandbox"

/** For pages. tldraw styles its shapes inline, so styles cannot be held to the nonce. */
export function createPagePolicy(nonce: string, host: string): string {
  const sockets = /^[\w.:[\]-]+$/.test(host) ? ` ws://${host} wss://${host}` : ""
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}'`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "media-src 'self' blob:",
    `connect-src 'self' blob: data:${sockets}`,
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ")
}
