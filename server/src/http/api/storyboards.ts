import { success } from "@panelwright/core"
import {
  commandResultsSchema,
  commandsBodySchema,
  createStoryboardBodySchema,
  storyboardStateSchema,
  storyboardSummarySchema,
} from "@panelwright/core/protocol"
import { storyboardIdSchema } from "@panelwright/core"
import { z } from "zod"
import type { Projects } from "../../project/projects.ts"
import { createRoute, type ApiRoute } from "./route.ts"

const smallBody = 64_000
const commandsBody = 8_000_000

export function createStoryboardRoutes({ projects }: { readonly projects: Projects }): ApiRoute[] {
  return [
    createRoute(
      {
        method: "POST",
        path: "/storyboards",
        summary: "Makes a storyboard; its maker is its owner.",
        access: { installation: "storyboard.create" },
        body: { kind: "json", schema: createStoryboardBodySchema, limit: smallBody },
        answer: { status: 201, schema: z.object({ id: storyboardIdSchema }) },
        problems: [],
      },
      async ({ actor, body }) => success({ id: await projects.create(actor, body) }),
    ),
    createRoute(
      {
        method: "GET",
        path: "/storyboards",
        summary: "Every storyboard that the caller has a role in, last changed first.",
        access: { installation: "storyboard.list" },
        answer: { status: 200, schema: z.array(storyboardSummarySchema) },
        problems: [],
      },
      async ({ actor }) => success(await projects.list(actor)),
    ),
    createRoute(
      {
        method: "GET",
        path: "/storyboards/{id}",
        summary: "A storyboard as it is now: scenes, shots and panels in story order.",
        access: { storyboard: "storyboard.read" },
        answer: { status: 200, schema: storyboardStateSchema },
        problems: ["unavailable"],
      },
      async ({ storyboardId }) => success(await projects.loadState(storyboardId)),
    ),
    createRoute(
      {
        method: "DELETE",
        path: "/storyboards/{id}",
        summary: "Takes a storyboard away from everybody.",
        access: { storyboard: "storyboard.delete" },
        answer: { status: 204 },
        problems: [],
      },
      async ({ actor, storyboardId }) => {
        await projects.delete(actor, storyboardId)
        return success(null)
      },
    ),
    createRoute(
      {
        method: "POST",
        path: "/storyboards/{id}/commands",
        cost: 4,
        summary:
          "Applies typed commands in order, all or none. `dryRun` says what would happen. Commenters comment and set what a review says of a panel. Who says it and when is written by the server.",
        access: { storyboard: "storyboard.comment" },
        body: { kind: "json", schema: commandsBodySchema, limit: commandsBody },
        answer: { status: 200, schema: commandResultsSchema },
        problems: [
          "not-found",
          "already-exists",
          "limit-reached",
          "style-locked",
          "value-invalid",
          "not-yours",
          "revision-conflict",
          "unavailable",
        ],
      },
      async ({ actor, storyboardId, body }) => projects.change(actor, storyboardId, body),
    ),
  ]
}
