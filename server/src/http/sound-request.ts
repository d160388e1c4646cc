import type { IncomingMessage } from "node:http"

const hostPattern = /^(?:\[[\da-f:.]+\]|[\w.-]+)(?::\d{1,5})?$/i

/**
 * Whether a request names its host and path in the way that everything behind the door relies on. Some of what
 * Node lets through is no address at all, and some of it is another one to the next who reads it.
 */
export function isSoundRequest({
  url,
  headers,
}: Pick<IncomingMessage, "url" | "headers">): boolean {
  const { host } = headers
  if (host !== undefined && !hostPattern.test(host)) return false
  if (url === undefined || !/^\/(?![/\\])/.test(url)) return false
  const [path = "/"] = url.split(/[?#]/)
  try {
    const decoded = decodeURIComponent(path)
    return !decoded.includes("\0") && URL.canParse(path, "http://localhost")
  } catch {
    return false
  }
}
