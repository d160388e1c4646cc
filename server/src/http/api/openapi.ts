import { problemSchema } from "@panelwright/core/protocol"
import { z } from "zod"
import { getProblemStatus, problems, type ProblemKind } from "../problem.ts"
import type { ApiRoute } from "./route.ts"

type Json = Record<string, unknown>

const toSchema = (schema: z.ZodType, io: "input" | "output"): Json => {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: "any" })
  return rest
}

/** The OpenAPI 3.1 description, made from the very schemas that calls are checked with. */
export function createOpenApi(routes: readonly ApiRoute[], version: string): Json {
  const paths: Record<string, Json> = {}
  for (const route of routes) {
    const path = (paths[route.path] ??= {})
    path[route.method.toLowerCase()] = createOperation(route)
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Panelwright",
      version,
      description:
        "Errors are RFC 9457 problem details with a `kind` to switch on. Browsers use the session cookie, programs a bearer token.",
    },
    servers: [{ url: "/api/v1" }],
    security: [{ bearer: [] }, { session: [] }],
    paths,
    components: {
      securitySchemes: {
        bearer: { type: "http", scheme: "bearer" },
        session: { type: "apiKey", in: "cookie", name: "panelwright" },
      },
      schemas: { Problem: toSchema(problemSchema, "output") },
    },
  }
}

function createOperation(route: ApiRoute): Json {
  return {
    operationId: `${route.method.toLowerCase()} ${route.path}`
      .replace(/[^a-zA-Z]+(.)/g, (_match, letter: string) => letter.toUpperCase())
      .replace(/[^a-zA-Z]/g, ""),
    summary: route.summary,
    ...(route.access === "anyone" && { security: [] }),
    parameters: [
      ...createPathParameters(route.path),
      ...createQueryParameters(route),
      ...(route.takesKey ? [keyParameter] : []),
    ],
    ...(route.body && { requestBody: createRequestBody(route.body) }),
    responses: { ...createAnswer(route), ...createProblems(listProblems(route)) },
  }
}

const keyParameter: Json = {
  name: "Idempotency-Key",
  in: "header",
  required: false,
  description:
    "Chosen by the sender for each thing that is wanted. The same request with the same key is carried out once, however often it arrives.",
  schema: { type: "string", minLength: 1, maxLength: 200 },
}

const createPathParameters = (path: string): Json[] =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: "path",
    required: true,
    schema: { type: "string" },
  }))

function createQueryParameters({ query }: ApiRoute): Json[] {
  if (query === undefined) return []
  const schema = toSchema(query, "input") as { properties?: Json; required?: string[] }
  return Object.entries(schema.properties ?? {}).map(([name, property]) => ({
    name,
    in: "query",
    required: schema.required?.includes(name) ?? false,
    schema: property,
  }))
}

function createRequestBody(body: NonNullable<ApiRoute["body"]>): Json {
  if (body.kind === "json")
    return {
      required: true,
      content: { "application/json": { schema: toSchema(body.schema, "input") } },
    }
  const bytes = { schema: { type: "string", format: "binary" } }
  return {
    required: true,
    content: Object.fromEntries(body.mediaTypes.map((mediaType) => [mediaType, bytes])),
  }
}

function createAnswer({ answer }: ApiRoute): Json {
  if (answer.status === 204) return { 204: { description: "Done." } }
  if ("schema" in answer)
    return {
      [answer.status]: {
        description: "The answer.",
        content: { "application/json": { schema: toSchema(answer.schema, "output") } },
      },
    }
  const bytes = { schema: { type: "string", format: "binary" } }
  return {
    200: {
      description: "The file.",
      content: Object.fromEntries(answer.mediaTypes.map((mediaType) => [mediaType, bytes])),
    },
  }
}

/** Everything that a call can be refused with: what the door refuses, and what the route says. */
export function listProblems(route: ApiRoute): ProblemKind[] {
  const { access, query, body } = route
  const kinds: ProblemKind[] = ["rate-limited", "internal", ...route.problems]
  if (access !== "anyone") kinds.push("not-signed-in")
  if (typeof access === "object") kinds.push("forbidden")
  if (typeof access === "object" && "storyboard" in access) kinds.push("storyboard-not-found")
  if (route.method !== "GET") kinds.push("cross-origin")
  if (query) kinds.push("query-invalid")
  if (body) kinds.push("body-too-large")
  if (body?.kind === "json") kinds.push("body-invalid")
  return [...new Set(kinds)]
}

function createProblems(kinds: readonly ProblemKind[]): Json {
  const byStatus = Map.groupBy(kinds, getProblemStatus)
  return Object.fromEntries(
    [...byStatus].map(([status, ofStatus]) => [
      status,
      {
        description: ofStatus.map((kind) => `\`${kind}\`: ${problems[kind][1]}`).join("\n"),
        content: {
          "application/problem+json": {
            schema: {
              allOf: [
                { $ref: "#/components/schemas/Problem" },
                { properties: { kind: { enum: ofStatus } } },
              ],
            },
          },
        },
      },
    ]),
  )
}
