import { success } from "@panelwright/core"
import { storyboardPersonSchema } from "@panelwright/core/protocol"
import type postgres from "postgres"
import { z } from "zod"
import { listPeople } from "../../auth/members.ts"
import { createRoute, type ApiRoute } from "./route.ts"

export function createPeopleRoutes(options: {
  readonly sql: postgres.Sql
  readonly clock: () => number
}): ApiRoute[] {
  return [
    createRoute(
      {
        method: "GET",
        path: "/storyboards/{id}/people",
        summary:
          "Everybody with an account who may come to a storyboard: whom a comment can mention.",
        access: { storyboard: "storyboard.comment" },
        answer: { status: 200, schema: z.array(storyboardPersonSchema) },
        problems: [],
      },
      async ({ storyboardId }) =>
        success(await listPeople(options.sql, storyboardId, options.clock())),
    ),
  ]
}
