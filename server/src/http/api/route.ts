import type {
  Actor,
  InstallationAction,
  Result,
  StoryboardAction,
  StoryboardId,
} from "@panelwright/core"
import type { z } from "zod"
import type { ApiFailure, ProblemKind } from "../problem.ts"
import type { Visitor } from "../visitor.ts"

/** Who may call a route. `storyboard`: by the role in the one that `{id}` names. `signed-in`: the route asks more. */
export type RouteAccess =
  | { readonly storyboard: StoryboardAction }
  | { readonly installation: InstallationAction }
  | "signed-in"
  | "anyone"

/** A body: JSON of a schema, or bytes as they are. */
export type RouteBody =
  | { readonly kind: "json"; readonly schema: z.ZodType; readonly limit: number }
  | { readonly kind: "bytes"; readonly mediaTypes: readonly string[]; readonly limit: number }

/** An answer: JSON of a schema, a file, or nothing. */
export type RouteAnswer =
  | { readonly status: 200 | 201 | 202; readonly schema: z.ZodType }
  | { readonly status: 200; readonly mediaTypes: readonly string[] }
  | { readonly status: 204 }

export interface RouteDescription {
  readonly method: "GET" | "POST" | "PATCH" | "DELETE"
  /** Below `/api/v1`, with parameters in braces. */
  readonly path: string
  readonly summary: string
  readonly access: RouteAccess
  readonly query?: z.ZodObject
  readonly body?: RouteBody
  readonly answer: RouteAnswer
  /** Takes an `Idempotency-Key`: sent again with the same one, it answers as the first time and does nothing more. */
  readonly takesKey?: true
  /** How much of the caller's budget it takes; 1 when left out. */
  readonly cost?: number
  /** What it can refuse beyond what its access, query and body can. */
  readonly problems: readonly ProblemKind[]
}

export interface RouteCall<Query, Body> {
  readonly actor: Actor
  /** Of the path; for `access: { storyboard }` the actor was let in. */
  readonly storyboardId: StoryboardId
  readonly parameters: Readonly<Record<string, string>>
  readonly query: Query
  readonly body: Body
  readonly request: Request
  readonly visitor: Visitor
}

/** JSON for the answer's schema, or a whole response, or why not. */
export type RouteOutcome = Result<unknown, ApiFailure> | Response

export interface ApiRoute extends RouteDescription {
  readonly handle: (call: RouteCall<unknown, unknown>) => Promise<RouteOutcome>
}

type QueryOf<Description> = Description extends { query: infer Schema extends z.ZodType }
  ? z.infer<Schema>
  : null

type BodyOf<Description> = Description extends { body: { schema: infer Schema extends z.ZodType } }
  ? z.infer<Schema>
  : Description extends { body: { kind: "bytes" } }
    ? Uint8Array
    : null

/** Ties a handler to the types of its description. What it is called with has been parsed by it. */
export function createRoute<const Description extends RouteDescription>(
  description: Description,
  handle: (call: RouteCall<QueryOf<Description>, BodyOf<Description>>) => Promise<RouteOutcome>,
): ApiRoute {
  return { ...description, handle: handle as ApiRoute["handle"] }
}
