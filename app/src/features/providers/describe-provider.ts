import type { DataPolicy } from "@panelwright/core"
import type { ProviderChoice } from "@panelwright/server/services"
import { describeGenerationFailure } from "../generation/describe-generation-failure.ts"

const shortly = ({ stores, trains }: DataPolicy) => {
  if (trains) return "may train on it"
  return stores ? "keeps a copy" : "keeps nothing"
}

/** What happens to words and pictures there, in sentences. */
function describeDataPolicy({ stores, trains, region }: DataPolicy): string {
  const kept = stores
    ? "Words and pictures may be kept there."
    : "Words and pictures are not kept there."
  const trained = trains ? " They may be used for training." : ""
  return `${kept}${trained}${region === null ? "" : ` They are worked on in ${region}.`}`
}

/** What to know of a provider before it is chosen: in a few words, and in full. */
export function describeProvider({
  capabilities,
  reach,
}: Pick<ProviderChoice, "capabilities" | "reach">): {
  readonly short: string
  readonly full: string
} {
  const data = describeDataPolicy(capabilities.dataPolicy)
  const abilities = capabilities.edit ? "" : " It draws anew and does not edit."
  const full = `${data}${abilities}`
  if (reach.kind !== "away") return { short: shortly(capabilities.dataPolicy), full }
  const reason = describeGenerationFailure(reach.failure)
  return { short: "not there", full: `When last asked: ${reason} ${full}` }
}
