import type { PromptPart } from "./context-packet.ts"
import { countTokens, cutToTokens } from "./token-count.ts"

/** A part of the prompt that has not been fitted into the budget yet. */
export interface DraftPart extends PromptPart {
  /** The greater, the longer it is kept; parts of `mustKeep` are never left out. */
  readonly weight: number
  /** It may be cut down to so many tokens before it is left out altogether; 0: whole or not at all. */
  readonly least: number
}

export const mustKeep = 100

export interface FittedPrompt {
  readonly prompt: readonly PromptPart[]
  readonly tokenCount: number
  readonly dropped: readonly string[]
  /** Labels of parts that are not there at all. */
  readonly leftOut: ReadonlySet<string>
}

const partTokens = (part: PromptPart) => countTokens(`${part.label}: ${part.text}\n`)

/** What a part may keep while others have to give, so that one long field does not cost all the rest. */
const ample = 400

/**
 * Makes the lightest parts give first until the rest is within the budget: all are cut to what is ample, then to
 * their least, then left out. Order is kept.
 */
export function fitPrompt(parts: readonly DraftPart[], tokenBudget: number): FittedPrompt {
  const texts = new Map(parts.map((part) => [part, part.text]))
  let total = parts.reduce((sum, part) => sum + partTokens(part), 0)
  const lightestFirst = parts
    .map((part, index) => ({ part, index }))
    .toSorted((one, other) => one.part.weight - other.part.weight || other.index - one.index)
    .map(({ part }) => part)

  const give = (part: DraftPart, text: string | null) => {
    const before = texts.get(part)
    if (before === undefined) return
    total -= partTokens({ ...part, text: before })
    texts.delete(part)
    if (text === null || text === "") return
    texts.set(part, text)
    total += partTokens({ ...part, text })
  }
  const cutAllTo = (tokensOf: (part: DraftPart) => number) => {
    for (const part of lightestFirst) {
      const excess = total - tokenBudget
      const text = texts.get(part)
      if (excess <= 0) return
      if (part.least === 0 || text === undefined) continue
      const wanted = Math.max(tokensOf(part), countTokens(text) - excess - 1)
      if (wanted < countTokens(text)) give(part, cutToTokens(text, wanted))
    }
  }
  cutAllTo((part) => Math.max(part.least, ample))
  cutAllTo((part) => part.least)
  for (const part of lightestFirst) {
    if (total <= tokenBudget) break
    if (part.weight < mustKeep) give(part, null)
  }

  const dropped = parts.flatMap((part) => {
    const text = texts.get(part)
    if (text === part.text) return []
    return [text === undefined ? part.label : `${part.label} (shortened)`]
  })
  const prompt = parts.flatMap((part) => {
    const text = texts.get(part)
    return text === undefined ? [] : [{ origin: part.origin, label: part.label, text }]
  })
  const leftOut = new Set(parts.filter((part) => !texts.has(part)).map((part) => part.label))
  return { prompt, tokenCount: total, dropped, leftOut }
}
