import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import sharp from "sharp"
import {
  checkEdit,
  checkGenerate,
  models,
  ProtocolError,
  type ImagesCall,
} from "./protocol-rules.ts"

/** What the server does with its next call instead of drawing. */
export type Misbehaviour =
  | { readonly kind: "hang" }
  | { readonly kind: "hang-while-drawing" }
  | { readonly kind: "break-before-answer" }
  | { readonly kind: "break-while-drawing" }
  | { readonly kind: "end-without-picture" }
  | { readonly kind: "send"; readonly picture: Uint8Array }
  | { readonly kind: "page" }
  | { readonly kind: "garbage" }
  | { readonly kind: "error-while-drawing"; readonly error: object }
  | { readonly kind: "answer-whole" }
  | {
      readonly kind: "status"
      readonly status: number
      readonly error: object
      readonly headers?: Record<string, string>
    }

/** What a server that speaks the same protocol may not have. */
export interface Lack {
  /** Parameters that it refuses. */
  readonly parameters?: readonly string[]
  readonly edits?: true
  readonly models?: true
  /** It answers with where a picture is instead of the picture. */
  readonly bytes?: true
}

export interface ProtocolServer {
  readonly baseUrl: string
  /** Calls in the order in which they came, also those it refused. */
  readonly calls: { readonly path: string; readonly at: number; readonly call: ImagesCall | null }[]
  /** How many connections were closed by the client before the answer was complete. */
  readonly hungUp: { count: number }
  misbehave(...misbehaviours: readonly Misbehaviour[]): void
  lack(what: Lack): void
  /** Pictures are begun and do not become ready. */
  hold(): void
  /** Calls that are under way, of the provider or of somebody else. */
  countOpen(whose: "ours" | "others"): number
  close(): Promise<void>
}

export const protocolKey = "sk-test-planted-0123456789abcdef"

const usage = {
  input_tokens: 250,
  input_tokens_details: { image_tokens: 200, text_tokens: 50 },
  output_tokens: 1000,
  total_tokens: 1250,
}

/** Magenta where it was free to draw, and all the rest a little off, as real models do. */
async function draw(call: ImagesCall): Promise<Buffer> {
  const { width, height } = call.size
  const first = call.pictures[0]
  if (!first)
    return sharp({ create: { width, height, channels: 3, background: "#3a5a7a" } })
      .png()
      .toBuffer()
  const rgb = await sharp(first)
    .resize(width, height, { fit: "fill" })
    .removeAlpha()
    .raw()
    .toBuffer()
  const alpha = call.mask
    ? await sharp(call.mask)
        .resize(width, height, { fit: "fill" })
        .extractChannel(3)
        .raw()
        .toBuffer()
    : null
  for (let pixel = 0; pixel < width * height; pixel += 1) {
    const free = alpha !== null && alpha[pixel] === 0
    for (let channel = 0; channel < 3; channel += 1) {
      const at = pixel * 3 + channel
      const magenta = channel === 1 ? 0 : 255
      rgb[at] = free ? magenta : Math.min(255, (rgb[at] ?? 0) + 6)
    }
  }
  return sharp(rgb, { raw: { width, height, channels: 3 } })
    .png()
    .toBuffer()
}

const sendJson = (response: ServerResponse, status: number, body: object, headers = {}) => {
  response.writeHead(status, { "content-type": "application/json", ...headers })
  response.end(JSON.stringify(body))
}

async function readRequest(request: IncomingMessage): Promise<Request> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  const headers = new Headers(
    Object.entries(request.headers).map(([name, value]): [string, string] => [name, String(value)]),
  )
  const body = Buffer.concat(parts)
  return new Request(`http://local${request.url ?? "/"}`, {
    method: "POST",
    headers,
    body: new Uint8Array(body),
  })
}

/** The Images API as OpenAI's reference describes it, strict about everything that a client can get wrong. */
export async function startProtocolServer(): Promise<ProtocolServer> {
  const calls: { path: string; at: number; call: ImagesCall | null }[] = []
  const pending: Misbehaviour[] = []
  const hungUp = { count: 0 }
  const state = { held: false, lack: {} as Lack }
  const open = new Map<ServerResponse, "ours" | "others">()

  /** Without a picture, and for nothing. */
  const answerBeside = (request: IncomingMessage, response: ServerResponse): boolean => {
    const path = request.url ?? "/"
    const isLetIn = request.headers.authorization === `Bearer ${protocolKey}`
    if (path !== "/v1/models") return false
    if (!isLetIn) sendJson(response, 401, { error: { message: "Incorrect API key provided." } })
    else if (state.lack.models) sendJson(response, 404, { detail: "Not Found" })
    else {
      const data = [...models].map((id) => ({ id, object: "model", owned_by: "openai" }))
      sendJson(response, 200, { object: "list", data })
    }
    return true
  }

  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    if (answerBeside(request, response)) return
    const path = request.url ?? "/"
    const isProbe = path === "/v1/images/edits" && request.headers["content-length"] === "2"
    if (isProbe && !state.lack.edits) throw new ProtocolError(400, "invalid_value", "No image.")
    if (path === "/v1/images/edits" && state.lack.edits) {
      sendJson(response, 404, { detail: "Not Found" })
      return
    }
    open.set(response, request.headers["x-other"] === undefined ? "ours" : "others")
    response.on("close", () => open.delete(response))
    const entry: (typeof calls)[number] = { path, at: performance.now(), call: null }
    calls.push(entry)
    response.on("close", () => {
      if (!response.writableFinished) hungUp.count += 1
    })
    const misbehaviour = pending.shift()
    const received = await readRequest(request)
    if (misbehaviour?.kind === "status") {
      sendJson(response, misbehaviour.status, { error: misbehaviour.error }, misbehaviour.headers)
      return
    }
    if (received.headers.get("authorization") !== `Bearer ${protocolKey}`)
      throw new ProtocolError(401, "invalid_api_key", "Incorrect API key provided.")
    const lacking = state.lack.parameters ?? []
    if (path === "/v1/images/generations") entry.call = await checkGenerate(received, lacking)
    else if (path === "/v1/images/edits") entry.call = await checkEdit(received, lacking)
    else throw new ProtocolError(404, "not_found", `Unknown request URL: POST ${path}.`)
    if (state.held || open.get(response) === "others") return
    await perform(entry.call, response, {
      misbehaviour: misbehaviour ?? null,
      sendsAddress: state.lack.bytes === true && entry.call.responseFormat !== "b64_json",
    })
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      if (error instanceof ProtocolError) sendJson(response, error.status, { error: error.body })
      else response.destroy(error instanceof Error ? error : new Error("failed"))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const { port } = server.address() as AddressInfo

  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    calls,
    hungUp,
    misbehave: (...misbehaviours) => pending.push(...misbehaviours),
    lack: (what) => void (state.lack = what),
    hold: () => void (state.held = true),
    countOpen: (whose) => [...open.values()].filter((one) => one === whose).length,
    close: async () => {
      server.closeAllConnections()
      if (server.listening) await new Promise((resolve) => server.close(resolve))
    },
  }
}

async function perform(
  call: ImagesCall,
  response: ServerResponse,
  how: {
    readonly misbehaviour: Misbehaviour | null
    readonly sendsAddress: boolean
  },
): Promise<void> {
  const { misbehaviour, sendsAddress } = how
  const kind = misbehaviour?.kind
  if (kind === "hang") return
  if (kind === "break-before-answer") {
    response.destroy()
    return
  }
  if (kind === "page") {
    response.writeHead(200, { "content-type": "text/html" })
    response.end("<!doctype html><title>Gateway</title>")
    return
  }
  const picture = misbehaviour?.kind === "send" ? misbehaviour.picture : await draw(call)
  const b64_json = Buffer.from(picture).toString("base64")
  if (!call.stream || kind === "answer-whole") {
    const data = sendsAddress ? { url: "http://127.0.0.1/picture.png" } : { b64_json }
    sendJson(response, 200, { created: 1, data: [data], usage })
    return
  }
  response.writeHead(200, { "content-type": "text/event-stream" })
  const about = {
    created_at: 1,
    output_format: "png",
    quality: call.quality,
    size: `${call.size.width}x${call.size.height}`,
    background: "opaque",
  }
  const send = (type: string, data: object) =>
    response.write(`event: ${type}\ndata: ${JSON.stringify({ type, ...about, ...data })}\n\n`)
  for (let index = 0; index < call.partialImages; index += 1) {
    send(`${call.events}.partial_image`, { b64_json, partial_image_index: index })
    if (kind === "hang-while-drawing") return
    if (kind === "break-while-drawing") {
      response.socket?.destroySoon()
      return
    }
  }
  if (kind === "garbage") response.write("event: x\ndata: {not json\n\n")
  else if (misbehaviour?.kind === "error-while-drawing")
    response.write(`event: error\ndata: ${JSON.stringify({ error: misbehaviour.error })}\n\n`)
  else if (kind !== "end-without-picture") send(`${call.events}.completed`, { b64_json, usage })
  response.end()
}
