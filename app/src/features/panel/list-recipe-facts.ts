import type { Variant } from "@panelwright/core"
import type { ProviderChoice } from "@panelwright/server/services"
import { describeSource, formatCost } from "../variants/describe-variant.ts"
import type { RecipeState } from "../variants/use-recipe.ts"

const time = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeStyle: "short" })
const seconds = new Intl.NumberFormat("en", { maximumFractionDigits: 1 })

const operations = { generate: "New picture", edit: "Refined", upload: "Uploaded" }

/** What a picture is, in lines of name and value. */
export function listRecipeFacts(options: {
  readonly variant: Variant
  readonly recipe: RecipeState
  readonly styleVersion: number
  readonly providers: readonly ProviderChoice[]
}): readonly (readonly [string, string])[] {
  const { variant, recipe, styleVersion, providers } = options
  const { model, instruction, operation, seed, styleVersion: madeWith } = variant.recipe
  const isUpload = operation === "upload"
  return [
    [
      "Made by",
      [describeSource(variant, providers), model].filter((one) => one !== "").join(" · "),
    ],
    ["How", instruction ? `“${instruction}”` : operations[operation]],
    ["When", time.format(variant.createdAt)],
    ["Size", `${variant.width} × ${variant.height}`],
    ...(isUpload || variant.jobId === null
      ? []
      : ([
          ["Seed", seed === null ? "This provider has no seed" : String(seed)],
          [
            "Style",
            madeWith === styleVersion
              ? `Version ${madeWith}, the present one`
              : `Version ${madeWith}; the style is at ${styleVersion} now`,
          ],
        ] as const)),
    ...(recipe.kind === "known" && variant.jobId !== null
      ? ([
          ["Price", formatCost(recipe.recipe.cost.microDollars)],
          ["Took", `${seconds.format(recipe.recipe.timing.totalMs / 1000)} s`],
        ] as const)
      : []),
  ]
}
