import { importReportSchema } from "@panelwright/core/protocol"
import { z } from "zod"
import { importFormatIds } from "../../import/import-format.ts"
import type { ImportScript } from "../../import/import-script.ts"
import { createRoute, type ApiRoute } from "./route.ts"

/** Above what a script may have, so that one that is too large is told so as a script. */
const bodyLimit = 32_000_000

export function createImportRoutes({ importScript }: { importScript: ImportScript }): ApiRoute[] {
  return [
    createRoute(
      {
        method: "POST",
        path: "/storyboards/{id}/import",
        cost: 60,
        summary:
          "Puts a script into the storyboard, after what it has, with a first shot plan and sketches. Without `format` the text decides.",
        access: { storyboard: "storyboard.import" },
        query: z.object({
          format: z.enum(importFormatIds).optional(),
          plan: z.enum(["shots", "none"]).default("shots"),
          pictures: z.enum(["sketch", "none"]).default("sketch"),
        }),
        body: {
          kind: "bytes",
          mediaTypes: ["text/plain", "application/octet-stream"],
          limit: bodyLimit,
        },
        answer: { status: 200, schema: importReportSchema },
        problems: [
          "script-empty",
          "script-binary",
          "script-too-large",
          "script-format",
          "limit-reached",
          "unavailable",
        ],
      },
      async ({ actor, storyboardId, query, body }) =>
        importScript({
          storyboardId,
          actor,
          bytes: body,
          format: query.format ?? null,
          plan: query.plan,
          pictures: query.pictures,
        }),
    ),
  ]
}
