import { failure, success, variantIdSchema } from "@panelwright/core"
import type { Generation } from "../../generation/generation-service.ts"
import { recipeSchema } from "../../generation/recipe/recipe.ts"
import { createRoute, type ApiRoute } from "./route.ts"

export function createRecipeRoutes(options: {
  readonly generation: Pick<Generation, "findRecipe">
}): ApiRoute[] {
  return [
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
