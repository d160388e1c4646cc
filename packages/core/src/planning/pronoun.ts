import type { NameFinder } from "./name-finder.ts"
import { splitSentences } from "./sentence.ts"

/** Who `she`, `he` and `they` are. */
export interface PronounFinder {
  /** The most recent of those present whom the pronouns of a text can mean; none when it has no pronoun. */
  find(text: string, present: readonly string[]): string[]
}

const pronouns = {
  she: /(?<!\p{L})(?:she|her|hers|herself)(?!\p{L})/iu,
  he: /(?<!\p{L})(?:he|him|his|himself)(?!\p{L})/iu,
  they: /(?<!\p{L})(?:they|them|their|themselves)(?!\p{L})/iu,
} as const

/** Learns from sentences that name one person and use one pronoun; of whom it learns nothing may be either. */
export function createPronounFinder(actions: readonly string[], names: NameFinder): PronounFinder {
  const votes = new Map<string, number>()
  for (const action of actions) {
    for (const { from, to } of splitSentences(action)) {
      const sentence = action.slice(from, to)
      const [name, other] = names.find(sentence)
      if (name === undefined || other !== undefined) continue
      const vote = Number(pronouns.she.test(sentence)) - Number(pronouns.he.test(sentence))
      votes.set(name, (votes.get(name) ?? 0) + vote)
    }
  }
  const latest = (present: readonly string[], sign: number) =>
    present.findLast((name) => (votes.get(name) ?? 0) * sign > 0) ??
    present.findLast((name) => (votes.get(name) ?? 0) * sign >= 0)

  return {
    find(text, present) {
      const she = pronouns.she.test(text) ? latest(present, 1) : undefined
      const he = pronouns.he.test(text)
        ? latest(
            present.filter((name) => name !== she),
            -1,
          )
        : undefined
      const one = [she, he].filter((name) => name !== undefined)
      if (one.length > 0) return one
      return pronouns.they.test(text) ? present.slice(-2) : []
    },
  }
}
