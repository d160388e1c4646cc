import type { ParsedScript } from "../script/script.ts"
import { toPlainText } from "../script/words.ts"
import { createNameFinder, toNameKey } from "./name-finder.ts"
import { countPronouns } from "./pronoun.ts"
import { splitSentences, toOneLine } from "./sentence.ts"

export interface PlannedCharacter {
  /** As in the first cue: `MARA`. */
  readonly name: string
  /** `30s`, `early 40s`, `12`; null when the script gives none. */
  readonly age: string | null
  /** What the script says one sees at the introduction: `soaked, a yellow oilskin`; may be empty. */
  readonly looks: string
  /** The whole sentence in which the action introduces them; null when it never names them. */
  readonly introduction: string | null
  /** What the action calls them; null when it does not say. */
  readonly pronoun: "she" | "he" | null
  readonly speeches: number
}

const ageWords =
  /^(?:(?:early|mid|late)[ -])?(?:\d{1,3}(?:['’]?s)?|teens?|twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties)(?:[ -]years?[ -]old)?(?![\p{L}\p{N}])/iu
const introducedWithAge =
  /(?<![\p{L}\p{N}])(\p{Lu}[\p{Lu}\p{N}'’.-]{1,40}(?: \p{Lu}[\p{Lu}\p{N}'’.-]{0,40}){0,3}),? ?\(((?:early |mid |late )?(?:\d{1,3}|teens|twenties|thirties|forties|fifties|sixties|seventies|eighties)[^()]{0,80})\)/gu

/**
 * Everybody who speaks, in the order of their first cues, then whoever else the action introduces in capitals
 * with an age. Variants of a name in case, with `THE` or with extensions are one character, and so are
 * `SERGEANT VOSS` of the action and the cue `VOSS`.
 */
export function listCharacters(script: ParsedScript): PlannedCharacter[] {
  const found = new Map<string, { name: string; speeches: number }>()
  const actions: string[] = []
  for (const element of script.scenes.flatMap((scene) => scene.elements)) {
    if (element.kind === "action") actions.push(toOneLine(toPlainText(element)))
    if (element.kind !== "cue") continue
    const key = toNameKey(element.name)
    const known = found.get(key) ?? { name: element.name, speeches: 0 }
    found.set(key, { ...known, speeches: known.speeches + 1 })
  }
  for (const match of actions.flatMap((action) => [...action.matchAll(introducedWithAge)])) {
    const name = (match[1] ?? "").replace(/^(?:THE|A|AN) /, "")
    const isKnown = name.split(" ").some((part) => found.has(part)) || found.has(toNameKey(name))
    if (!isKnown) found.set(toNameKey(name), { name, speeches: 0 })
  }
  const names = [...found.values()].map(({ name }) => name)
  const introductions = findIntroductions(actions, names)
  const votes = countPronouns(actions, createNameFinder(names))
  return [...found.values()].map(({ name, speeches }) => {
    const vote = votes.get(name) ?? 0
    const pronoun = vote > 0 ? "she" : vote < 0 ? "he" : null
    const introduction = introductions.get(name) ?? null
    const { age, looks } = introduction ? readLooks(introduction, name) : { age: null, looks: "" }
    return { name, age, looks, introduction, pronoun, speeches }
  })
}

/** The first sentence with the name in capitals, else the first that names them. */
function findIntroductions(actions: readonly string[], names: readonly string[]) {
  const finder = createNameFinder(names)
  const found = new Map<string, { sentence: string; capitals: boolean }>()
  for (const action of actions) {
    for (const { from, to } of splitSentences(action)) {
      const sentence = action.slice(from, to)
      for (const name of finder.find(sentence)) {
        const capitals = sentence.includes(toNameKey(name))
        if (!found.has(name) || (capitals && found.get(name)?.capitals === false)) {
          found.set(name, { sentence, capitals })
        }
      }
    }
  }
  return new Map([...found].map(([name, { sentence }]) => [name, sentence] as const))
}

/** `MARA (30s), soaked, a yellow oilskin, climbs …` → 30s; soaked, a yellow oilskin. */
function readLooks(sentence: string, name: string): Pick<PlannedCharacter, "age" | "looks"> {
  const key = toNameKey(name)
  const at = sentence.indexOf(key)
  if (at === -1) return { age: null, looks: "" }
  let rest = sentence.slice(at + key.length)
  const inside = /^,? ?\(([^()]*)\)/.exec(rest)
  const parts: string[] = []
  if (inside) {
    parts.push(...(inside[1] ?? "").split(/[,;]/))
    rest = rest.slice(inside[0].length)
  }
  if (rest.startsWith(",")) parts.push(...listApposition(rest.slice(1)))
  const words = parts
    .map((part) => part.trim().replace(/[.!?]+$/, ""))
    .filter((part) => part !== "")
  const aged = words.findIndex((part) => ageWords.test(part))
  const match = ageWords.exec(words[aged] ?? "")
  const beyond = match ? (words[aged] ?? "").slice(match[0].length).trim() : ""
  const looks = words.flatMap((part, index) => (index === aged ? [beyond] : [part]))
  return { age: match?.[0] ?? null, looks: looks.filter((part) => part !== "").join(", ") }
}

const verbStart =
  /^(?:(?:\p{L}+ly|now|then|still|who) )?(?:is|has|does|goes|\p{Ll}{2,}[^s\W]s)(?: (?:through|into|onto|the|a|an|his|her|their|its|him|them|up|down|at|to|on|out|in|off|over|across|along|around|towards?|away|back|by|with|from|for|past|against|and|open|under|behind|beside|alone)(?!\p{L})|$|[.!?])/u

/** Starts as a look does, or is too short to say what somebody does: `heavy boots`, but not `stares ahead`. */
const nounPhrase =
  /^(?:(?:an?|the|in|with|his|her|their|no|all|two) |(?!\p{Ll}+[^s\W]s )\p{L}+(?: \p{L}+){0,2}[.!?]?$)/u

/** The commas after a name up to the part that says what they do. */
function listApposition(text: string): string[] {
  const parts = text.split(",")
  const verb = parts.findIndex((part) => verbStart.test(part.trim()))
  if (verb !== -1) return parts.slice(0, verb)
  const last = parts.at(-1)?.trim() ?? ""
  return nounPhrase.test(last) ? parts : parts.slice(0, -1)
}
