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

/**
 * What the script's pronouns say of each person: above 0 she, below 0 he. Learns from sentences that name one person
 * and use one pronoun, and less from the sentence after one that names nobody.
 */
export function countPronouns(actions: readonly string[], names: NameFinder): Map<string, number> {
  const votes = new Map<string, number>()
  for (const action of actions) {
    let last: string | null = null
    for (const { from, to } of splitSentences(action)) {
      const sentence = action.slice(from, to)
      const [name, other] = names.find(sentence)
      const vote = Number(pronouns.she.test(sentence)) - Number(pronouns.he.test(sentence))
      if (name !== undefined) last = other === undefined ? name : null
      if (last !== null)
        votes.set(last, (votes.get(last) ?? 0) + (name === undefined ? vote / 4 : vote))
    }
  }
  return votes
}

/** Of whom the script says nothing, either pronoun may be meant. */
export function createPronounFinder(actions: readonly string[], names: NameFinder): PronounFinder {
  const votes = countPronouns(actions, names)
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
