import { designOf, propKinds, type PropKind } from "../prop/catalogue.ts"
import { toSingular } from "./inflection.ts"

interface Found {
  readonly kind: PropKind
  /** How many words named it. */
  readonly length: number
  readonly plural: boolean
}

const kindsByWord = new Map<string, PropKind>()
for (const kind of propKinds)
  for (const word of designOf(kind).words) if (!kindsByWord.has(word)) kindsByWord.set(word, kind)

/** Phrases in which such a word is no thing. */
const figurative =
  /^(light up|lights up|on fire|fire at|the line|lens flare|match the|case of|in case|glass of|fire engine|watch out|ring out|ring of|line of|sheet of|sheets of|wall of|watch the|bus stop|wheel of|at the wheel|body of|watch him|watch her|watch as)\b/

/** The thing that the words at the index name, the longest name first. */
export function findThing(words: readonly string[], index: number): Found | null {
  for (const length of [3, 2, 1]) {
    if (index < 0 || index + length > words.length) continue
    const phrase = words.slice(index, index + length).join(" ")
    const exact = kindsByWord.get(phrase)
    const last = words[index + length - 1] ?? ""
    const single = toSingular(last)
    const plural = single !== last
    const kind =
      exact ??
      (plural
        ? kindsByWord.get([...words.slice(index, index + length - 1), single].join(" "))
        : undefined)
    if (!kind) continue
    if (figurative.test(words.slice(index, index + 3).join(" "))) return null
    return {
      kind,
      length,
      plural:
        plural && kindsByWord.has([...words.slice(index, index + length - 1), single].join(" ")),
    }
  }
  return null
}

/** The kind that a word or two mean. */
export const findProp = (words: string): PropKind | null => {
  const parts = words.split(" ")
  const found = findThing(parts, 0)
  return found && found.length === parts.length ? found.kind : null
}
