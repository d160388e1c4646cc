import { success } from "@panelwright/core"
import { Hono } from "hono"
import { z } from "zod"
import { closedPolicy } from "../security-headers.ts"
import { createProblemResponse } from "../problem.ts"
import type { Visitor } from "../visitor.ts"
import { createOpenApi } from "./openapi.ts"
import { createRoute, type ApiRoute } from "./route.ts"
import { runRoute, type RouteRunner } from "./run-route.ts"

export type HandleApi = (request: Request, visitor: Visitor) => Promise<Response>

/** `/api/v1`: every route of the table, and the description of them all. */
export function createApi(options: {
  readonly runner: RouteRunner
  readonly routes: readonly ApiRoute[]
  readonly version: string
}): HandleApi {
  const { runner, version } = options
  const openApi = createRoute(
    {
      method: "GET",
      path: "/openapi.json",
      summary: "This description.",
      access: "anyone",
      answer: { status: 200, schema: z.record(z.string(), z.unknown()) },
      problems: [],
    },
    async () => success(createOpenApi(routes, version)),
  )
  const routes: readonly ApiRoute[] = [...options.routes, openApi]

  const hono = new Hono<{ Bindings: Visitor }>().basePath("/api/v1")
  for (const route of routes)
    hono.on(route.method, toHonoPath(route.path), (context) =>
      runRoute(runner, route, {
        request: context.req.raw,
        visitor: context.env,
        parameters: context.req.param(),
      }),
    )
  hono.notFound((context) => {
    const path = new URL(context.req.url).pathname.slice("/api/v1".length)
    const allowed = routes.filter((route) => matches(route.path, path)).map(({ method }) => method)
    return createProblemResponse(
      allowed.length > 0 ? { kind: "method-not-allowed", allowed } : { kind: "route-not-found" },
    )
  })

  return async (request, visitor) => {
    const response = await hono.fetch(request, visitor)
    if (!response.headers.has("content-security-policy"))
      response.headers.set("content-security-policy", closedPolicy)
    return response
  }
}

const toHonoPath = (path: string) => path.replace(/\{(\w+)\}/g, ":$1")

function matches(routePath: string, path: string): boolean {
  const pattern = routePath.replace(/[.]/g, "\\.").replace(/\{\w+\}/g, "[^/]+")
  return new RegExp(`^${pattern}$`).test(path)
}
