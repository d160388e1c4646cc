import type { Variant } from "@panelwright/core"
import type { ProviderChoice } from "@panelwright/server/services"

const operations = { generate: "New picture", edit: "Refined", upload: "Uploaded" }

/** What a variant is called: its name, else what was asked for, else how it came about. */
export const nameVariant = ({ name, recipe }: Variant): string =>
  name ?? recipe.instruction ?? operations[recipe.operation]

const own: Readonly<Record<string, string>> = {
  combine: "Combined here",
  harmonise: "Colours matched",
}

export function describeSource({ recipe }: Variant, providers: readonly ProviderChoice[]): string {
  if (recipe.operation === "upload") return "Uploaded"
  return (
    providers.find(({ id }) => id === recipe.provider)?.label ??
    own[recipe.provider] ??
    recipe.provider
  )
}

const touched: Readonly<Record<NonNullable<Variant["beside"]>[number], string>> = {
  picture: "another picture was chosen",
  ink: "somebody drew on the panel",
  words: "its words were changed",
  camera: "its camera was changed",
  cast: "its cast was changed",
  place: "its place was changed",
  status: "its status was changed",
  offered: "",
}

/** Why it is not the panel's picture though it was made; empty when it was only offered. */
export function describeBeside({ beside }: Variant): string {
  const reasons = (beside ?? []).map((reason) => touched[reason]).filter((words) => words !== "")
  return reasons.length === 0 ? "" : `Kept beside the picture: meanwhile ${reasons.join(", ")}`
}

/** In US dollars; what is not known is not 0. */
export function formatCost(microDollars: number | null): string {
  if (microDollars === null) return "not known"
  if (microDollars === 0) return "free"
  const dollars = microDollars / 1_000_000
  return `$${dollars < 0.1 ? dollars.toFixed(3) : dollars.toFixed(2)}`
}
