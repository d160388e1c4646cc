import { can, failure, storyboardIdSchema, success, roleSchema } from "@panelwright/core"
import type postgres from "postgres"
import { z } from "zod"
import {
  apiTokenSchema,
  createApiToken,
  listApiTokens,
  mayMakeToken,
  revokeApiToken,
} from "../../auth/api-tokens.ts"
import { createRoute, type ApiRoute } from "./route.ts"

const newTokenSchema = z.strictObject({
  name: z.string().trim().min(1).max(120),
  role: roleSchema,
  storyboardId: storyboardIdSchema.optional(),
  /** Milliseconds since 1970. */
  expiresAt: z.number().int().positive().optional(),
})

export function createTokenRoutes(options: {
  readonly sql: postgres.Sql
  /** Called when a token is no good any more. */
  readonly recheck: () => void
}): ApiRoute[] {
  const { sql, recheck } = options
  return [
    createRoute(
      {
        method: "POST",
        path: "/tokens",
        summary: "Makes a bearer token for programs. Its `secret` is shown this once.",
        access: "signed-in",
        body: { kind: "json", schema: newTokenSchema, limit: 16_000 },
        answer: { status: 201, schema: apiTokenSchema.extend({ secret: z.string() }) },
        problems: ["forbidden"],
      },
      async ({ actor, body }) => {
        const token = {
          name: body.name,
          role: body.role,
          storyboardId: body.storyboardId ?? null,
          expiresAt: body.expiresAt ?? null,
        }
        const mayManage = actor.kind === "person" || can(actor, "installation.manage")
        if (actor.personId === null || !mayManage || !mayMakeToken(actor, token))
          return failure({ kind: "forbidden", action: "token.create" })
        const made = await createApiToken(sql, actor.personId, token)
        return success({ ...made.token, secret: made.secret })
      },
    ),
    createRoute(
      {
        method: "GET",
        path: "/tokens",
        summary: "The caller's tokens, without their secrets.",
        access: "signed-in",
        answer: { status: 200, schema: z.array(apiTokenSchema) },
        problems: ["forbidden"],
      },
      async ({ actor }) => {
        if (
          actor.personId === null ||
          !(actor.kind === "person" || can(actor, "installation.manage"))
        )
          return failure({ kind: "forbidden", action: "token.list" })
        return success(await listApiTokens(sql, actor.personId))
      },
    ),
    createRoute(
      {
        method: "DELETE",
        path: "/tokens/{id}",
        summary: "Takes a token back; whoever is connected by it is sent away.",
        access: "signed-in",
        answer: { status: 204 },
        problems: ["forbidden", "token-not-found"],
      },
      async ({ actor, parameters }) => {
        if (
          actor.personId === null ||
          !(actor.kind === "person" || can(actor, "installation.manage"))
        )
          return failure({ kind: "forbidden", action: "token.revoke" })
        const revoked = await revokeApiToken(sql, actor.personId, parameters["id"] ?? "")
        if (!revoked) return failure({ kind: "token-not-found" })
        recheck()
        return success(null)
      },
    ),
  ]
}
