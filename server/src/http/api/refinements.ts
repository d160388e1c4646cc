import { failure, panelIdSchema, success, variantIdSchema } from "@panelwright/core"
import { combinationBodySchema, pictureObjectsSchema } from "@panelwright/core/protocol"
import { z } from "zod"
import type { Refinement } from "../../refinement/refinement.ts"
import { createRoute, type ApiRoute } from "./route.ts"

export function createRefinementRoutes({ refinement }: { refinement: Refinement }): ApiRoute[] {
  return [
    createRoute(
      {
        method: "GET",
        path: "/storyboards/{id}/variants/{variantId}/objects",
        summary:
          "The people and things in a picture, the nearest first, with their outlines; none where the provider does not know what it drew.",
        access: { storyboard: "storyboard.read" },
        answer: { status: 200, schema: pictureObjectsSchema },
        problems: ["recipe-not-found"],
        cost: 2,
      },
      async ({ storyboardId, parameters }) => {
        const id = variantIdSchema.safeParse(parameters["variantId"])
        const found = id.success ? await refinement.listObjects(storyboardId, id.data) : null
        return found === null ? failure({ kind: "recipe-not-found" }) : success(found)
      },
    ),
    createRoute(
      {
        method: "POST",
        path: "/storyboards/{id}/panels/{panelId}/combinations",
        summary:
          "Takes a region of one of a panel's pictures into another as a new picture; outside the mask it equals the base byte for byte.",
        access: { storyboard: "storyboard.edit" },
        body: { kind: "json", schema: combinationBodySchema, limit: 16_000 },
        answer: { status: 201, schema: z.object({ variantId: variantIdSchema }) },
        problems: [
          "panel-not-found",
          "panel-locked",
          "no-picture",
          "base-not-found",
          "mask-invalid",
          "mask-size",
          "unavailable",
        ],
        cost: 5,
      },
      async ({ storyboardId, parameters, body, actor }) => {
        const panelId = panelIdSchema.safeParse(parameters["panelId"])
        if (!panelId.success)
          return failure({ kind: "body-invalid", issues: ["panelId: expected an id like panel:…"] })
        const combined = await refinement.combine({
          storyboardId,
          panelId: panelId.data,
          base: body.base ?? null,
          from: body.from,
          mask: body.mask,
          actor,
        })
        return combined.ok ? success({ variantId: combined.value.id }) : combined
      },
    ),
  ]
}
