import { failure, styleReportSchema, styleVersionSchema, success } from "@panelwright/core"
import { z } from "zod"
import type { StyleService } from "../../style/style-service.ts"
import { createRoute, type ApiRoute } from "./route.ts"

export function createStyleRoutes(options: {
  readonly style: Pick<StyleService, "report" | "listVersions">
}): ApiRoute[] {
  return [
    createRoute(
      {
        method: "GET",
        path: "/storyboards/{id}/style-report",
        summary:
          "How well every picture belongs to the style, and which three belong least and why. It advises; nothing is refused for it.",
        access: { storyboard: "storyboard.read" },
        answer: { status: 200, schema: styleReportSchema },
        problems: ["storyboard-not-found", "unavailable"],
      },
      async ({ storyboardId }) => {
        const report = await options.style.report(storyboardId)
        return report === null ? failure({ kind: "storyboard-not-found" }) : success(report)
      },
    ),
    createRoute(
      {
        method: "GET",
        path: "/storyboards/{id}/style-versions",
        summary:
          "What the style has been, oldest first. Going back is a `style.update` that says the same again.",
        access: { storyboard: "storyboard.read" },
        answer: { status: 200, schema: z.array(styleVersionSchema) },
        problems: ["storyboard-not-found", "unavailable"],
      },
      async ({ storyboardId }) => {
        const versions = await options.style.listVersions(storyboardId)
        return versions === null ? failure({ kind: "storyboard-not-found" }) : success(versions)
      },
    ),
  ]
}
