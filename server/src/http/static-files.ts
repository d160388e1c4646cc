import { existsSync } from "node:fs"
import { readdir, readFile } from "node:fs/promises"
import type { IncomingMessage, ServerResponse } from "node:http"
import { extname } from "node:path"
import { promisify } from "node:util"
import { brotliCompress, constants, gzip } from "node:zlib"
import sirv from "sirv"

export type HandleFile = (
  request: IncomingMessage,
  response: ServerResponse,
  next: () => void,
) => void

/** Kinds worth compressing; pictures and fonts are compressed already. */
const mediaTypes: Readonly<Record<string, string>> = {
  ".js": "text/javascript;charset=utf-8",
  ".css": "text/css;charset=utf-8",
  ".svg": "image/svg+xml",
  ".json": "application/json",
}

const encoders = {
  br: (bytes: Uint8Array) =>
    promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } }),
  gzip: (bytes: Uint8Array) => promisify(gzip)(bytes),
} as const
type Encoding = keyof typeof encoders

/**
 * The app's built files. Those below `/assets/` carry a hash in their name and never change, so each is compressed
 * once per process, when it is first asked for.
 */
export async function createStaticFiles(folder: string): Promise<HandleFile> {
  if (!existsSync(folder)) return (_request, _response, next) => next()
  const serve = sirv(folder, {
    etag: true,
    setHeaders: (response, pathname) => response.setHeader("cache-control", getCaching(pathname)),
  })
  const compressible = await listCompressible(folder)
  const compressed = new Map<string, Promise<Uint8Array>>()

  const compress = (path: string, encoding: Encoding) => {
    const key = `${encoding} ${path}`
    const known = compressed.get(key)
    if (known) return known
    const made = readFile(folder + path).then(encoders[encoding])
    compressed.set(key, made)
    made.catch(() => compressed.delete(key))
    return made
  }

  return (request, response, next) => {
    if (request.method !== "GET" && request.method !== "HEAD") return next()
    const [path = "/"] = (request.url ?? "/").split("?")
    const encoding = findEncoding(request.headers["accept-encoding"])
    if (encoding === null || !compressible.has(path)) return serve(request, response, next)
    compress(path, encoding).then(
      (bytes) =>
        response
          .writeHead(200, {
            "content-type": mediaTypes[extname(path)],
            "content-encoding": encoding,
            "content-length": bytes.length,
            "cache-control": getCaching(path),
            vary: "accept-encoding",
          })
          .end(request.method === "HEAD" ? undefined : bytes),
      () => serve(request, response, next),
    )
  }
}

const getCaching = (path: string) =>
  path.startsWith("/assets/")
    ? "public, max-age=31536000, immutable"
    : "public, max-age=0, must-revalidate"

function findEncoding(header: string | string[] | undefined): Encoding | null {
  const accepted = String(header ?? "")
  if (/\bbr\b/.test(accepted)) return "br"
  return /\bgzip\b/.test(accepted) ? "gzip" : null
}

async function listCompressible(folder: string): Promise<ReadonlySet<string>> {
  if (!existsSync(`${folder}/assets`)) return new Set()
  const names = await readdir(`${folder}/assets`)
  return new Set(
    names.filter((name) => extname(name) in mediaTypes).map((name) => `/assets/${name}`),
  )
}
