import { existsSync } from "node:fs"
import type { IncomingMessage, ServerResponse } from "node:http"
import sirv from "sirv"

export type HandleFile = (
  request: IncomingMessage,
  response: ServerResponse,
  next: () => void,
) => void

/** The app's built files. Those below `/assets/` carry a hash in their name and never change. */
export function createStaticFiles(folder: string): HandleFile {
  if (!existsSync(folder)) return (_request, _response, next) => next()
  const serve = sirv(folder, {
    etag: true,
    gzip: true,
    brotli: true,
    setHeaders(response, pathname) {
      const cache = pathname.startsWith("/assets/")
        ? "public, max-age=31536000, immutable"
        : "public, max-age=0, must-revalidate"
      response.setHeader("cache-control", cache)
    },
  })
  return (request, response, next) => {
    if (request.method === "GET" || request.method === "HEAD") serve(request, response, next)
    else next()
  }
}
