import { placeKinds, places } from "../set/place.ts"
import type { Preposition } from "./deed.ts"

export const prepositions: Record<string, Preposition> = {
  on: "on",
  onto: "on",
  upon: "on",
  atop: "on",
  in: "in",
  into: "in",
  inside: "in",
  aboard: "in",
  within: "in",
  at: "at",
  by: "beside",
  beside: "beside",
  near: "beside",
  alongside: "beside",
  next: "beside",
  under: "under",
  beneath: "under",
  below: "under",
  behind: "behind",
  before: "before",
  between: "between",
  to: "towards",
  towards: "towards",
  toward: "towards",
  against: "against",
  around: "beside",
  over: "at",
  across: "at",
  through: "at",
  from: "at",
  past: "beside",
  along: "at",
  out: "at",
  off: "at",
}
export const determiners = new Set(
  "a an the his her their its my our your this that these those another some no every each two three four five six several many".split(
    " ",
  ),
)
export const amounts: Record<string, number> = {
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 5,
  several: 3,
  many: 5,
  some: 2,
  pair: 2,
  couple: 2,
  dozen: 5,
}
export const adverb = /(ly|wards?)$/
export const small = new Set(
  "and or but then as while when if so not never still just also too now again back down up away off out over aside forward together with slowly suddenly there here very quite almost already once more only even ever always soon yet both alone who which that where because until after before though although to the a an".split(
    " ",
  ),
)

/** Words with a full stop or a comma as words of their own. */
export const toTokens = (text: string): string[] =>
  text
    .toLowerCase()
    .replaceAll(/[“”"()[\]*_]/g, " ")
    .replaceAll(/(\w)[’']s\b/g, "$1 's")
    .replaceAll(/[’']/g, "")
    .replaceAll(/\.\.+|…/g, " , ")
    .replaceAll(/\s*[-–—]{2,}\s*|\s[-–—]\s/g, " , ")
    .replaceAll(/[.!?;:]+/g, " . ")
    .replaceAll(/,/g, " , ")
    .split(/\s+/)
    .filter((word) => word !== "" && /[a-z0-9.,'é]/.test(word))

/** How many words at the index are the name; 0: it is not there. */
export function nameLength(tokens: readonly string[], index: number, name: string): number {
  const parts = name.toLowerCase().replaceAll(/[’'.]/g, "").split(/\s+/)
  if (parts.every((part, offset) => tokens[index + offset] === part)) return parts.length
  const [first, second] = parts
  if (
    parts.length > 1 &&
    /^(the|mr|mrs|miss|ms|dr|old|young|captain|sir|lady|lord|king|queen)$/.test(first ?? "") &&
    tokens[index] === second
  )
    return 1
  return parts.length > 1 && tokens[index] === first && (first ?? "").length > 3 && first !== "the"
    ? 1
    : 0
}

const placeWords: ReadonlySet<string> = new Set(
  placeKinds.flatMap((kind) =>
    (places[kind].words as readonly string[]).flatMap((word) => word.split(" ")),
  ),
)
/** A place is no thing that would be missed. */
export const isPlaceWord = (word: string) => placeWords.has(word)
