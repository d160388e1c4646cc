import { findPicture, type Panel } from "../storyboard/storyboard.ts"
import { countTokens, cutToTokens } from "./token-count.ts"

/**
 * What people asked for on the way to the picture that the panel shows, oldest first: the instructions of its
 * variant and of those it was edited from. An instruction that was given twice counts where it was given last.
 */
export function listInstructions(panel: Panel): string[] {
  const byId = new Map(panel.variants.map((variant) => [variant.id, variant]))
  const seen = new Set<string>()
  const instructions: string[] = []
  let variant = findPicture(panel)
  while (variant !== null && byId.delete(variant.id)) {
    const instruction = variant.recipe.instruction?.trim() ?? ""
    const key = instruction.toLowerCase()
    if (instruction !== "" && !seen.has(key)) {
      seen.add(key)
      instructions.push(instruction)
    }
    variant = variant.parentId === null ? null : (byId.get(variant.parentId) ?? null)
  }
  return instructions.toReversed()
}

export const separator = "; "

const tokensOf = (instructions: readonly string[]) => countTokens(instructions.join(separator))

/**
 * The same within a number of tokens. Every one stays, the long ones cut to an equal share; only when there are so
 * many that no share is left to speak of do the oldest go.
 */
export function fitInstructions(
  instructions: readonly string[],
  tokens: number,
): { readonly kept: readonly string[]; readonly shortened: number; readonly left: number } {
  if (tokensOf(instructions) <= tokens) return { kept: instructions, shortened: 0, left: 0 }
  const leastShare = 6
  let newest = [...instructions]
  while (newest.length > 1 && newest.length * (leastShare + 1) > tokens) newest = newest.slice(1)
  let share = Math.max(...newest.map(countTokens))
  let kept = newest
  while (share > leastShare && tokensOf(kept) > tokens) {
    share = Math.max(leastShare, Math.floor(share * 0.85))
    const limit = share
    kept = newest.map((instruction) => cutToTokens(instruction, limit))
  }
  const shortened = kept.filter((text, index) => text !== newest[index]).length
  return { kept, shortened, left: instructions.length - newest.length }
}
