import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"

/** Ends a request with a status and a body, as the protocol has it. */
export class Refusal extends Error {
  readonly status: number
  readonly body: unknown
  readonly headers: Record<string, string>

  constructor(status: number, body: unknown, headers: Record<string, string> = {}) {
    super(`refused with ${status}`)
    this.status = status
    this.body = body
    this.headers = headers
  }
}

export function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { "content-type": "application/json", ...headers })
  response.end(JSON.stringify(body))
}

export function sendPage(response: ServerResponse): void {
  response.writeHead(200, { "content-type": "text/html" })
  response.end("<!doctype html><title>Gateway</title>")
}

async function readRequest(request: IncomingMessage): Promise<Request> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  const headers = new Headers(
    Object.entries(request.headers).map(([name, value]): [string, string] => [name, String(value)]),
  )
  const { method = "GET" } = request
  const body = method === "GET" ? null : new Uint8Array(Buffer.concat(parts))
  return new Request(`http://local${request.url ?? "/"}`, { method, headers, body })
}

export interface WebServer {
  readonly http: Server
  /** `http://user:password@127.0.0.1:…` with what the server wants to hear. */
  readonly url: string
  readonly wrongUrl: string
  close(): Promise<void>
}

const expected = `Basic ${Buffer.from("artist:planted-password").toString("base64")}`

export const isLetIn = (headers: IncomingMessage["headers"]) => headers.authorization === expected

/** Behind a password, as such programs are by a proxy or by themselves. */
export async function startWebServer(
  handle: (request: Request, response: ServerResponse) => Promise<void>,
): Promise<WebServer> {
  const http = createServer((incoming, response) => {
    const answer = async () => {
      const request = await readRequest(incoming)
      if (!isLetIn(incoming.headers))
        throw new Refusal(401, { detail: "Incorrect username or password" })
      await handle(request, response)
    }
    answer().catch((error: unknown) => {
      if (error instanceof Refusal) sendJson(response, error.status, error.body, error.headers)
      else response.destroy(error instanceof Error ? error : new Error("failed"))
    })
  })
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve))
  const { port } = http.address() as AddressInfo
  return {
    http,
    url: `http://artist:planted-password@127.0.0.1:${port}`,
    wrongUrl: `http://artist:guess@127.0.0.1:${port}`,
    async close() {
      http.closeAllConnections()
      if (http.listening) await new Promise((resolve) => http.close(resolve))
    },
  }
}

/** An address where nobody listens any more. */
export async function findEmptyAddress(): Promise<string> {
  const server = await startWebServer(async () => undefined)
  await server.close()
  return new URL(server.url).origin
}
