import { randomBytes, randomUUID } from "node:crypto"
import type { IncomingMessage, Server, ServerResponse } from "node:http"
import { createRequest, sendResponse } from "@remix-run/node-fetch-server"
import type { Actor } from "@panelwright/core"
import type { Authenticate } from "../auth/authenticate.ts"
import type { TokenBuckets } from "../auth/token-bucket.ts"
import type { Log } from "../log.ts"
import type { Services } from "../services.ts"
import type { HandleApi } from "./api/api.ts"
import type { HandlePage } from "./app-handler.ts"
import type { HandleHealth } from "./health.ts"
import { readPageRequest } from "./page-request.ts"
import { createProblemResponse } from "./problem.ts"
import { createRefusal } from "./refused-connection.ts"
import { createOpenRequests } from "./open-requests.ts"
import { isCrossOrigin } from "./same-origin.ts"
import { closedPolicy, createPagePolicy, createSecurityHeaders } from "./security-headers.ts"
import { isSoundRequest } from "./sound-request.ts"
import type { HandleFile } from "./static-files.ts"
import type { SyncDoor } from "./sync-door.ts"
import type { ReadVisitor, Visitor } from "./visitor.ts"
import type { Metrics } from "../telemetry/metrics.ts"
import type { Tracer } from "../telemetry/tracer.ts"
import { findRequestId, runInRequest } from "../telemetry/request-context.ts"
import type { FindRoutePattern } from "../telemetry/route-patterns.ts"

export interface HttpFrontOptions {
  readonly publicUrl: string | null
  readonly readVisitor: ReadVisitor
  readonly authenticate: Authenticate
  readonly handleApi: HandleApi
  readonly handleHealth: HandleHealth
  readonly createServices: (visit: {
    readonly actor: Actor | null
    readonly visitor: Visitor
    readonly nonce: string
  }) => Services
  /** Loads of pages, by address. */
  readonly pageLoads: TokenBuckets
  readonly syncDoor: SyncDoor
  readonly metrics: Pick<Metrics, "answered">
  readonly findRoutePattern: FindRoutePattern
  readonly tracer: Tracer
  /** False: other nodes have the pages and the API; here is only what tells how this one does. */
  readonly servesWeb: boolean
  readonly log: Log
}

/** What answers the app's own requests: built, or in development. Null: this process has no pages. */
export interface AppFront {
  readonly handleFile: HandleFile
  readonly handlePage: HandlePage
}

const drainMs = 5_000

export interface HttpFront {
  /** Pages need the server that they are served by when they are developed. */
  setApp(app: AppFront): void
  /** Lets every connection go with its next answer; resolves when nobody waits for one, or after the time. */
  drain(milliseconds: number): Promise<void>
}

/** Answers everything that comes to a server: pages, files, the API and sockets. */
export function attachHttp(server: Server, options: HttpFrontOptions): HttpFront {
  const { publicUrl, readVisitor, handleApi, handleHealth, pageLoads, syncDoor, metrics } = options
  const { tracer } = options
  const requests = createOpenRequests()
  const { log } = options
  const securityHeaders = Object.entries(createSecurityHeaders(publicUrl))
  let app: AppFront | null = null

  const respondWithPage = async (request: Request, visitor: Visitor): Promise<Response> => {
    if (app === null) return createProblemResponse({ kind: "route-not-found" })
    const retryAfterMs = await pageLoads.take(visitor.address)
    if (retryAfterMs > 0) return createProblemResponse({ kind: "rate-limited", retryAfterMs })
    const asked = await readPageRequest(request)
    if (!asked.ok) return createProblemResponse(asked.failure)
    const actor = await options.authenticate({ ...visitor.credentials, token: null })
    const nonce = randomBytes(16).toString("base64")
    const services = options.createServices({ actor, visitor, nonce })
    const response = await app.handlePage(asked.value, services)
    const headers = new Headers(response.headers)
    const { host } = new URL(request.url)
    headers.set("content-security-policy", createPagePolicy(nonce, host))
    if (!headers.has("cache-control")) headers.set("cache-control", "no-store")
    return new Response(response.body, { status: response.status, headers })
  }

  const respond = async (incoming: IncomingMessage, request: Request): Promise<Response> => {
    const { pathname } = new URL(request.url)
    const health = handleHealth(pathname)
    if (health) return health
    if (!options.servesWeb) return createProblemResponse({ kind: "not-served-here", role: "web" })
    const isApi = pathname.startsWith("/api/")
    if (isCrossOrigin(incoming, publicUrl) && !(isApi && isByToken(incoming)))
      return createProblemResponse({ kind: "cross-origin" })
    const visitor = readVisitor(incoming)
    if (isApi) return handleApi(request, visitor)
    return respondWithPage(request, visitor)
  }

  const answer = async (incoming: IncomingMessage, outgoing: ServerResponse) => {
    try {
      const response = isSoundRequest(incoming)
        ? await respond(
            incoming,
            createRequest(incoming, outgoing, createRequestOptions(publicUrl)),
          )
        : createProblemResponse({ kind: "request-malformed" })
      if (!response.headers.has("content-security-policy"))
        outgoing.setHeader("content-security-policy", closedPolicy)
      await sendResponse(outgoing, response)
    } catch (error) {
      if (incoming.destroyed && !incoming.complete) return
      const instance = findRequestId() ?? randomUUID()
      log.error({ instance, err: error }, "request-failed")
      if (outgoing.headersSent) outgoing.destroy()
      else await sendResponse(outgoing, createProblemResponse({ kind: "internal" }, instance))
    } finally {
      drain(incoming)
    }
  }

  server.removeAllListeners("request")
  server.on("request", (incoming, outgoing) => {
    const startedAt = performance.now()
    for (const [name, value] of securityHeaders) outgoing.setHeader(name, value)
    const path = incoming.url ?? "/"
    const requestId = randomUUID()
    outgoing.setHeader("x-request-id", requestId)
    requests.open(outgoing)
    outgoing.once("close", () => {
      const milliseconds = performance.now() - startedAt
      const { method = "GET" } = incoming
      const { statusCode: status } = outgoing
      const route = options.findRoutePattern(path)
      metrics.answered({ method, route, status, seconds: milliseconds / 1000 })
      log.debug(
        { requestId, method, route, status, ms: Math.round(milliseconds) },
        "request-answered",
      )
    })
    const isOurs = path.startsWith("/api/") || !app || !isSoundRequest(incoming)
    const answerHere = () =>
      runInRequest(requestId, (end) => {
        outgoing.once("close", end)
        const { method = "GET", headers } = incoming
        void tracer.trace(
          {
            name: `${method} ${options.findRoutePattern(path)}`,
            kind: "server",
            traceparent: String(headers["traceparent"]),
            attributes: { "http.request.method": method, "panelwright.request": requestId },
          },
          async (span) => {
            await answer(incoming, outgoing)
            span.set({ "http.response.status_code": outgoing.statusCode })
            if (outgoing.statusCode >= 500) span.fail(String(outgoing.statusCode))
          },
        )
      })
    if (isOurs) answerHere()
    else app?.handleFile(incoming, outgoing, answerHere)
  })
  server.on("upgrade", (request, socket, head) => {
    if (syncDoor.handleUpgrade(request, socket, head)) return
    // Vite listens on this server, too, in development.
    if (String(request.headers["sec-websocket-protocol"]).startsWith("vite-")) return
    socket.on("error", () => socket.destroy())
    socket.end(createRefusal({ kind: "route-not-found" }))
  })

  return {
    setApp(front) {
      app = front
    },
    drain: (milliseconds) => requests.drain(milliseconds),
  }
}

const isByToken = (incoming: IncomingMessage) => incoming.headers.authorization !== undefined

/** Behind a proxy requests are for the address that people type, whatever the proxy calls us. */
function createRequestOptions(publicUrl: string | null) {
  if (publicUrl === null) return {}
  const { host, protocol } = new URL(publicUrl)
  return { host, protocol }
}

/** A body that nobody wanted to the end is read away for a moment, so that the client gets to see the answer. */
function drain(incoming: IncomingMessage): void {
  if (incoming.complete || incoming.destroyed) return
  incoming.resume()
  setTimeout(() => {
    if (!incoming.complete) incoming.destroy()
  }, drainMs).unref()
}
