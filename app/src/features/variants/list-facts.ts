import type { Variant } from "@panelwright/core"
import type { ProviderChoice } from "@panelwright/server/services"
import { describeSource, formatCost } from "./describe-variant.ts"
import { describeVerdict } from "./describe-verdict.ts"
import type { RecipeState } from "./use-recipe.ts"

/** One of two pictures that are compared. */
export interface FactSide {
  readonly variant: Variant
  readonly recipe: RecipeState
  readonly score: Parameters<typeof describeVerdict>[1]
}

/** Something that two pictures may differ in; `text` is what they are compared by. */
export interface Fact {
  readonly name: string
  readonly kind: "words" | "references" | "prompt"
  readonly texts: readonly [string, string]
}

const time = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeStyle: "short" })

export const describeMissing = ({ kind }: RecipeState): string =>
  kind === "loading" ? "…" : kind === "failed" ? "could not be read" : "not made here"

type Known = Extract<RecipeState, { kind: "known" }>["recipe"]

const fromRecipe =
  (read: (recipe: Known) => string) =>
  ({ recipe }: FactSide) =>
    recipe.kind === "known" ? read(recipe.recipe) : describeMissing(recipe)

/** What two pictures were made of, as far as it is known. */
export function listFacts(
  sides: readonly [FactSide, FactSide],
  providers: readonly ProviderChoice[],
): readonly Fact[] {
  const fact = (
    name: string,
    read: (side: FactSide) => string,
    kind: Fact["kind"] = "words",
  ): Fact => ({ name, kind, texts: [read(sides[0]), read(sides[1])] })
  return [
    fact("Asked for", ({ variant }) => variant.recipe.instruction ?? "A new picture"),
    fact("Made by", ({ variant }) => describeSource(variant, providers)),
    fact("Model", ({ variant }) => variant.recipe.model || "None"),
    fact("Verdict", ({ variant, score }) => describeVerdict(variant.recipe, score).words || "None"),
    fact("When", ({ variant }) => time.format(variant.createdAt)),
    fact("Style", ({ variant }) => `Version ${variant.recipe.styleVersion}`),
    fact("Seed", ({ variant: { recipe } }) => (recipe.seed === null ? "None" : `${recipe.seed}`)),
    fact(
      "Price",
      fromRecipe(({ cost }) => formatCost(cost.microDollars)),
    ),
    fact(
      "References",
      fromRecipe(({ references }) =>
        references.length === 0
          ? "None"
          : references.map(({ role, asset }) => `${role} ${asset}`).join(" "),
      ),
      "references",
    ),
    fact(
      "Prompt",
      fromRecipe(({ prompt }) =>
        prompt.length === 0
          ? "None"
          : prompt.map(({ label, text }) => `${label}: ${text}`).join("\n"),
      ),
      "prompt",
    ),
  ]
}
