import { Readable } from "node:stream"
import { z } from "zod"
import type { Activity } from "../../activity/activity.ts"
import { exportFormatIds, type ExportService } from "../../export/export-service.ts"
import { createRoute, type ApiRoute } from "./route.ts"

export function createExportRoutes(options: {
  readonly exports: ExportService
  readonly activity: Activity
}): ApiRoute[] {
  const { exports, activity } = options
  return [
    createRoute(
      {
        method: "GET",
        path: "/storyboards/{id}/export",
        cost: 60,
        summary: "The storyboard as a file. Further parameters are options of the format.",
        access: { storyboard: "storyboard.export" },
        query: z.looseObject({ format: z.string().meta({ enum: exportFormatIds }) }),
        answer: { status: 200, mediaTypes: ["application/pdf"] },
        problems: ["format-unknown", "options-invalid", "unavailable"],
      },
      async ({ actor, storyboardId, request }) => {
        const parameters = Object.fromEntries(new URL(request.url).searchParams)
        const made = await exports.export(storyboardId, parameters, request.signal)
        if (!made.ok) return made
        await activity.record(storyboardId, actor.id, {
          kind: "exported",
          format: parameters["format"] ?? "",
        })
        const { mediaType, name, chunks } = made.value
        return new Response(Readable.toWeb(Readable.from(chunks)) as ReadableStream<Uint8Array>, {
          headers: {
            "content-type": mediaType,
            "content-disposition": `attachment; filename="${name}"`,
            "cache-control": "no-store",
            "content-security-policy": "sandbox; default-src 'none'",
          },
        })
      },
    ),
  ]
}
