import { readFile } from "node:fs/promises"
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { dirname, extname, join, normalize } from "node:path"
import { fileURLToPath } from "node:url"
import { gzipSync } from "node:zlib"
import { build } from "vite"
import type { Api } from "../../support/api.ts"
import type { Picture } from "../pictured-storyboard.ts"

/** As our server makes them. */
const widths = [160, 320, 640, 1280]

export interface PlainCanvas {
  readonly url: string
  stop(): Promise<void>
}

const mediaTypes: Readonly<Record<string, string>> = {
  ".js": "text/javascript",
  ".css": "text/css",
  ".html": "text/html",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
}

const assetsFolder = dirname(fileURLToPath(import.meta.resolve("@tldraw/assets/selfHosted.js")))

const html = `<!doctype html><meta charset="utf-8"><title>Plain tldraw</title><link rel="stylesheet" href="/page.css"><style>body{margin:0}</style><div id="root"></div><script type="module" src="/page.js"></script>`

/** The stock canvas with the same number of the same pictures, on a server that keeps everything in memory. */
export async function startPlainCanvas(
  api: Api,
  pictures: readonly Picture[],
): Promise<PlainCanvas> {
  const files = await bundlePage()
  files.set("/pictures.json", Buffer.from(JSON.stringify(pictures)))
  for (const { id } of pictures)
    for (const width of widths)
      files.set(`/pictures/${id}/${width}`, await api.getBytes(`/assets/${id}?width=${width}`))

  const find = async (path: string): Promise<Uint8Array | null> => {
    if (path === "/") return Buffer.from(html)
    const known = files.get(path)
    if (known) return known
    return readFile(join(assetsFolder, normalize(path))).catch(() => null)
  }
  const zipped = new Map<string, Uint8Array>()
  const zip = (path: string, bytes: Uint8Array) => {
    const known = zipped.get(path) ?? gzipSync(bytes)
    zipped.set(path, known)
    return known
  }
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://plain")
    const answer = async () => {
      const bytes = await find(pathname)
      if (bytes === null) return response.writeHead(404).end()
      const isPicture = pathname.startsWith("/pictures/")
      const type = isPicture ? "image/webp" : mediaTypes[extname(pathname) || ".html"]
      const isText = type !== "image/webp" && type !== "font/woff2"
      return response
        .writeHead(200, {
          "content-type": type ?? "application/octet-stream",
          "cache-control": pathname === "/" ? "no-cache" : "max-age=31536000, immutable",
          ...(isText && { "content-encoding": "gzip" }),
        })
        .end(isText ? zip(pathname, bytes) : bytes)
    }
    void answer()
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function bundlePage(): Promise<Map<string, Uint8Array>> {
  const entry = fileURLToPath(new URL("plain-page.ts", import.meta.url))
  const output = await build({
    configFile: false,
    logLevel: "error",
    root: dirname(entry),
    mode: "production",
    define: { "process.env.NODE_ENV": JSON.stringify("production") },
    build: {
      write: false,
      modulePreload: false,
      cssCodeSplit: false,
      rolldownOptions: { input: { page: entry }, output: { entryFileNames: "page.js" } },
    },
  })
  const files = new Map<string, Uint8Array>()
  for (const { output: parts } of [output].flat() as { output: OutputPart[] }[])
    for (const part of parts) {
      const bytes = Buffer.from(part.type === "chunk" ? part.code : part.source)
      files.set(part.fileName.endsWith(".css") ? "/page.css" : `/${part.fileName}`, bytes)
    }
  return files
}

type OutputPart =
  | { readonly type: "chunk"; readonly fileName: string; readonly code: string }
  | { readonly type: "asset"; readonly fileName: string; readonly source: string | Uint8Array }
