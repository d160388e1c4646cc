import { generationFailureSchema, success } from "@panelwright/core"
import { z } from "zod"
import type { ProviderWatch } from "../../generation/provider-watch.ts"
import { createRoute, type ApiRoute } from "./route.ts"

const roles = ["base", "style", "character", "location", "neighbour", "sketch"] as const

const providerSchema = z.object({
  id: z.string(),
  label: z.string(),
  /** Takes what names no provider. */
  isDefault: z.boolean(),
  capabilities: z.object({
    edit: z.boolean(),
    mask: z.enum(["native", "composite", "none"]),
    markup: z.boolean(),
    maxReferences: z.number(),
    referenceRoles: z.array(z.enum(roles)),
    seed: z.boolean(),
    partials: z.boolean(),
    cancel: z.enum(["abort", "server", "none"]),
    cost: z.enum(["usage", "free", "unknown"]),
    dataPolicy: z.object({
      stores: z.boolean(),
      trains: z.boolean(),
      region: z.string().nullable(),
    }),
  }),
  reach: z.discriminatedUnion("kind", [
    z.object({
      kind: z.literal("ready"),
      models: z.array(z.string()),
      warnings: z.array(z.string()),
    }),
    z.object({ kind: z.literal("away"), failure: generationFailureSchema }),
    z.object({ kind: z.literal("unknown") }),
  ]),
  /** Milliseconds since 1970; null: it is built in, or has not answered yet. */
  checkedAt: z.number().nullable(),
})

export function createProviderRoutes(options: {
  readonly providers: Pick<ProviderWatch, "list">
}): ApiRoute[] {
  return [
    createRoute(
      {
        method: "GET",
        path: "/providers",
        summary: "Who can draw: what each can do, whether it is there, and what it does with data.",
        access: "signed-in",
        answer: { status: 200, schema: z.object({ providers: z.array(providerSchema) }) },
        problems: [],
      },
      async () => {
        const states = await options.providers.list()
        return success({
          providers: states.map((state, index) => ({ ...state, isDefault: index === 0 })),
        })
      },
    ),
  ]
}
