import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises"
import { createServer, request, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { gunzipSync } from "node:zlib"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { createStaticFiles } from "./static-files.ts"

const script = `console.log("${"panel ".repeat(500)}")`
let folder: string
let server: Server

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "panelwright-static-"))
  await mkdir(join(folder, "client", "assets"), { recursive: true })
  await writeFile(join(folder, "client", "assets", "root-abc.js"), script)
  await writeFile(join(folder, "client", "icon.svg"), "<svg/>")
  await writeFile(join(folder, "secret.txt"), "secret")
  const handle = await createStaticFiles(join(folder, "client"))
  server = createServer((incoming, outgoing) =>
    handle(incoming, outgoing, () => outgoing.writeHead(404).end("next")),
  )
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
})

afterEach(async () => {
  server.close()
  await rm(folder, { recursive: true })
})

/** Without the decoding and the cleaning of paths that `fetch` does. */
const get = (path: string, headers: Record<string, string> = {}) =>
  new Promise<{ status: number; headers: Record<string, unknown>; body: Buffer }>(
    (resolve, reject) => {
      const { port } = server.address() as AddressInfo
      request({ host: "127.0.0.1", port, path, headers }, (response) => {
        const chunks: Buffer[] = []
        response.on("data", (chunk: Buffer) => chunks.push(chunk))
        response.on("end", () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(chunks),
          }),
        )
      })
        .on("error", reject)
        .end()
    },
  )

describe("built files", () => {
  it("are compressed for those who take it, and cached for ever when their name carries a hash", async () => {
    const zipped = await get("/assets/root-abc.js", { "accept-encoding": "gzip, deflate" })
    expect(zipped.headers).toMatchObject({
      "content-encoding": "gzip",
      "content-type": "text/javascript;charset=utf-8",
      "cache-control": "public, max-age=31536000, immutable",
      vary: "accept-encoding",
    })
    expect(zipped.body.length).toBeLessThan(script.length / 5)
    expect(gunzipSync(zipped.body).toString()).toBe(script)
    const plain = await get("/assets/root-abc.js")
    expect(plain.headers["content-encoding"]).toBeUndefined()
    expect(plain.body.toString()).toBe(script)
  })

  it("without a hash are asked about again", async () => {
    const icon = await get("/icon.svg", { "accept-encoding": "gzip" })
    expect(icon.headers["cache-control"]).toBe("public, max-age=0, must-revalidate")
    const again = await get("/icon.svg", { "if-none-match": String(icon.headers["etag"]) })
    expect(again.status).toBe(304)
  })

  it.each([
    "/../secret.txt",
    "/%2e%2e/secret.txt",
    "/assets/../../secret.txt",
    "/assets/%00",
    "/none",
  ])("are all that is served: nothing at %s", async (path) => {
    const answer = await get(path, { "accept-encoding": "gzip" })
    expect(answer.body.toString()).toBe("next")
  })
})
