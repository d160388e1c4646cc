import { randomUUID } from "node:crypto"
import {
  can,
  failure,
  storyboardIdSchema,
  success,
  type Actor,
  type Result,
  type StoryboardId,
} from "@panelwright/core"
import type { z } from "zod"
import { AssetStoreError } from "../../asset/asset-store-error.ts"
import type { Authenticate } from "../../auth/authenticate.ts"
import type { TokenBuckets } from "../../auth/token-bucket.ts"
import type { Log } from "../../log.ts"
import type { Projects } from "../../project/projects.ts"
import { SyncError } from "../../sync/sync-error.ts"
import { findRequestId } from "../../telemetry/request-context.ts"
import { createProblemResponse, type ApiFailure } from "../problem.ts"
import { readBody } from "../read-body.ts"
import type { Visitor } from "../visitor.ts"
import type { ApiRoute, RouteCall } from "./route.ts"

export interface RouteRunner {
  readonly authenticate: Authenticate
  readonly projects: Pick<Projects, "exists">
  /** Of each actor, or address where nobody is signed in. */
  readonly requests: TokenBuckets
  readonly log: Log
}

export interface IncomingCall {
  readonly request: Request
  readonly visitor: Visitor
  readonly parameters: Readonly<Record<string, string>>
}

type Checked<Value> = Result<Value, ApiFailure>

/** One call of the API, from who asks to what is answered. What a handler throws ends here, under an id. */
export async function runRoute(
  runner: RouteRunner,
  route: ApiRoute,
  incoming: IncomingCall,
): Promise<Response> {
  try {
    const prepared = await prepareCall(runner, route, incoming)
    if (!prepared.ok) return createProblemResponse(prepared.failure)
    const outcome = await route.handle(prepared.value)
    if (outcome instanceof Response) return outcome
    return outcome.ok ? createAnswer(route, outcome.value) : createProblemResponse(outcome.failure)
  } catch (error) {
    if (error instanceof SyncError) return createProblemResponse(error.failure)
    const instance = findRequestId() ?? randomUUID()
    runner.log.error(
      { instance, route: `${route.method} ${route.path}`, err: error },
      "request-failed",
    )
    const kind = error instanceof AssetStoreError ? "assets-unavailable" : "internal"
    return createProblemResponse({ kind }, instance)
  }
}

function createAnswer({ answer }: ApiRoute, value: unknown): Response {
  if (answer.status === 204) return new Response(null, { status: 204 })
  return new Response(JSON.stringify(value), {
    status: answer.status,
    headers: { "content-type": "application/json", "cache-control": "no-store" },
  })
}

async function prepareCall(
  runner: RouteRunner,
  route: ApiRoute,
  { request, visitor, parameters }: IncomingCall,
): Promise<Checked<RouteCall<unknown, unknown>>> {
  const actor = await runner.authenticate(visitor.credentials)
  const retryAfterMs = await runner.requests.take(actor?.id ?? visitor.address, route.cost ?? 1)
  if (retryAfterMs > 0) return failure({ kind: "rate-limited", retryAfterMs })
  const access = await checkAccess(runner, route, actor, parameters["id"] ?? "")
  if (!access.ok) return access
  const query = parseQuery(route, request)
  if (!query.ok) return query
  const body = await parseBody(route, request)
  if (!body.ok) return body
  return success({
    ...access.value,
    parameters,
    query: query.value,
    body: body.value,
    request,
    visitor,
  })
}

/** Stands for nobody in routes that are open to anyone. */
const nobody: Actor = {
  kind: "guest",
  id: "nobody",
  personId: null,
  name: "Nobody",
  colour: "#000000",
  installationRole: "guest",
  ceiling: "viewer",
  roles: new Map(),
}

const noStoryboard = storyboardIdSchema.parse("storyboard:none")

async function checkAccess(
  { projects }: RouteRunner,
  { access }: ApiRoute,
  actor: Actor | null,
  id: string,
): Promise<Checked<{ actor: Actor; storyboardId: StoryboardId }>> {
  if (access === "anyone") return success({ actor: actor ?? nobody, storyboardId: noStoryboard })
  if (actor === null) return failure({ kind: "not-signed-in" })
  if (access === "signed-in") return success({ actor, storyboardId: noStoryboard })
  if ("installation" in access) {
    return can(actor, access.installation)
      ? success({ actor, storyboardId: noStoryboard })
      : failure({ kind: "forbidden", action: access.installation })
  }
  const storyboardId = storyboardIdSchema.safeParse(id)
  const missing = failure({ kind: "storyboard-not-found" } as const)
  if (!storyboardId.success || !can(actor, "storyboard.read", storyboardId.data)) return missing
  if (!(await projects.exists(storyboardId.data))) return missing
  return can(actor, access.storyboard, storyboardId.data)
    ? success({ actor, storyboardId: storyboardId.data })
    : failure({ kind: "forbidden", action: access.storyboard })
}

const listIssues = (error: z.ZodError) =>
  error.issues
    .slice(0, 20)
    .map(({ path, message }) => (path.length === 0 ? message : `${path.join(".")}: ${message}`))

function parseQuery({ query }: ApiRoute, request: Request): Checked<unknown> {
  if (query === undefined) return success(null)
  const given = Object.fromEntries(new URL(request.url).searchParams)
  const parsed = query.safeParse(given)
  return parsed.success
    ? success(parsed.data)
    : failure({ kind: "query-invalid", issues: listIssues(parsed.error) })
}

async function parseBody({ body }: ApiRoute, request: Request): Promise<Checked<unknown>> {
  if (body === undefined) return success(null)
  const bytes = await readBody(request, body.limit)
  if (!bytes.ok || body.kind === "bytes") return bytes
  const json = parseJson(bytes.value)
  if (!json.ok) return json
  const parsed = body.schema.safeParse(json.value)
  return parsed.success
    ? success(parsed.data)
    : failure({ kind: "body-invalid", issues: listIssues(parsed.error) })
}

function parseJson(bytes: Uint8Array): Checked<unknown> {
  try {
    return success(JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)))
  } catch {
    return failure({ kind: "body-invalid", issues: ["expected JSON"] })
  }
}
