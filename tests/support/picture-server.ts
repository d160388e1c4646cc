import { createServer, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import sharp from "sharp"

export interface PictureServer {
  /** For `OPENAI_BASE_URL`. */
  readonly baseUrl: string
  /** How often a picture was asked for. */
  readonly count: () => number
  /** What the next requests meet; the default answers at once. */
  behave: "answer" | "lock-out" | "hang"
  stop(): Promise<void>
}

const answer = (response: ServerResponse, status: number, body: object) => {
  response.writeHead(status, { "content-type": "application/json" })
  response.end(JSON.stringify(body))
}

/** Answers as the Images API does, with a grey picture of the size that was asked for, at once. */
export async function startPictureServer(): Promise<PictureServer> {
  const pictures = new Map<string, Promise<string>>()
  let count = 0
  const paint = (size: string) => {
    const known = pictures.get(size)
    if (known) return known
    const [width = 1536, height = 864] = size.split("x").map(Number)
    const painted = sharp({ create: { width, height, channels: 3, background: "#7a8088" } })
      .png()
      .toBuffer()
      .then((bytes) => bytes.toString("base64"))
    pictures.set(size, painted)
    return painted
  }
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on("data", (chunk: Buffer) => chunks.push(chunk))
    request.on("end", () => {
      if (request.method !== "POST") {
        answer(response, 200, { object: "list", data: [] })
        return
      }
      const body = Buffer.concat(chunks).toString("latin1")
      // A request without words asks only whether there is such an address.
      if (body.includes("prompt")) count += 1
      if (pictureServer.behave === "hang") return
      if (pictureServer.behave === "lock-out") {
        answer(response, 401, { error: { message: "no such key", code: "invalid_api_key" } })
        return
      }
      const size = /\b(\d+x\d+)\b/u.exec(body)?.[1]
      void paint(size ?? "1536x864").then((b64_json) =>
        answer(response, 200, {
          created: 0,
          data: [{ b64_json }],
          usage: {
            input_tokens: 400,
            input_tokens_details: { text_tokens: 400, image_tokens: 0 },
            output_tokens: 200,
            total_tokens: 600,
          },
        }),
      )
    })
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const { port } = server.address() as AddressInfo
  const pictureServer: PictureServer = {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    count: () => count,
    behave: "answer",
    async stop() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  return pictureServer
}
