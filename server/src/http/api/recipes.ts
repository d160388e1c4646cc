import {
  failure,
  jobSchema,
  rerunJudgementSchema,
  success,
  variantIdSchema,
} from "@panelwright/core"
import { z } from "zod"
import type { Generation } from "../../generation/generation-service.ts"
import { recipeSchema } from "../../generation/recipe/recipe.ts"
import { readRequestKey } from "./request-key.ts"
import { createRoute, type ApiRoute } from "./route.ts"

export function createRecipeRoutes(options: {
  readonly generation: Pick<Generation, "findRecipe" | "judgeRerun" | "rerun">
}): ApiRoute[] {
  const { generation } = options
  /** Null: not of this storyboard, or not made here. */
  const findVariant = async (storyboardId: string, text: string | undefined) => {
    const id = variantIdSchema.safeParse(text)
    const recipe = id.success ? await generation.findRecipe(id.data) : null
    return recipe?.storyboardId === storyboardId ? recipe.variantId : null
  }
  return [
    createRoute(
      {
        method: "GET",
        path: "/storyboards/{id}/variants/{variantId}/rerun",
        summary: "Whether making this picture again gives the same, one close to it, or none.",
        access: { storyboard: "storyboard.generate" },
        answer: { status: 200, schema: rerunJudgementSchema },
        problems: ["recipe-not-found", "unavailable"],
      },
      async ({ storyboardId, parameters }) => {
        const id = await findVariant(storyboardId, parameters["variantId"])
        return id === null
          ? failure({ kind: "recipe-not-found" })
          : success(await generation.judgeRerun(id))
      },
    ),
    createRoute(
      {
        method: "POST",
        path: "/storyboards/{id}/variants/{variantId}/rerun",
        cost: 10,
        summary: "Makes this picture again by its recipe, as a new variant of its panel.",
        access: { storyboard: "storyboard.generate" },
        takesKey: true,
        answer: { status: 202, schema: z.object({ jobs: z.array(jobSchema) }) },
        problems: ["recipe-not-found", "rerun-impossible", "key-reused", "unavailable"],
      },
      async ({ actor, storyboardId, parameters, request }) => {
        const key = readRequestKey(request)
        if (!key.ok) return key
        const variantId = await findVariant(storyboardId, parameters["variantId"])
        if (variantId === null) return failure({ kind: "recipe-not-found" })
        const jobs = await generation.rerun({ variantId, actor, key: key.value })
        return jobs.ok ? success({ jobs: jobs.value }) : jobs
      },
    ),
    createRoute(
      {
        method: "GET",
        path: "/storyboards/{id}/variants/{variantId}/recipe",
        summary: "How a picture came about: everything needed to make it again.",
        access: { storyboard: "storyboard.read" },
        answer: { status: 200, schema: recipeSchema },
        problems: ["recipe-not-found"],
      },
      async ({ storyboardId, parameters }) => {
        const id = variantIdSchema.safeParse(parameters["variantId"])
        const recipe = id.success ? await options.generation.findRecipe(id.data) : null
        return recipe?.storyboardId === storyboardId
          ? success(recipe)
          : failure({ kind: "recipe-not-found" })
      },
    ),
  ]
}
