import type { Looks } from "./character.ts"

const tones = ["dark", "mid", "light"] as const
type Tone = (typeof tones)[number]

/** FNV-1a over UTF-16 units: the same name always gives the same looks. */
function hash(text: string): number {
  let value = 0x811c9dc5
  for (let index = 0; index < text.length; index += 1)
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193) >>> 0
  return value
}

/** Words of a script for each value, the more telling first. */
type WordTable<Value extends string> = readonly (readonly [RegExp, Value])[]

const builds: WordTable<Looks["build"]> = [
  [/\b(?:boy|girl|child|kid|toddler)\b/, "child"],
  [/\b(?:thin|lean|skinny|slight|slender|gaunt|wiry|petite)\b/, "slight"],
  [/\b(?:heavy|heavyset|fat|stout|round|huge|obese)\b/, "heavy"],
  [/\b(?:broad|muscular|burly|stocky|strong|big)\b/, "broad"],
]

const hairStyles: WordTable<Looks["hair"]> = [
  [/\b(?:bald|shaved|shaven)\b/, "bald"],
  [/\bhood(?:ed)?\b/, "hood"],
  [/\b(?:cap|hat|beanie|helmet)\b/, "cap"],
  [/\b(?:bun|updo)\b/, "bun"],
  [/\bbob\b/, "bob"],
  [/\b(?:curly|curls|afro)\b/, "curly"],
  [/\b(?:long|ponytail|braids?) ?(?:\w+ )?(?:hair|ponytail|braids?)\b|\bponytail\b/, "long"],
  [/\b(?:short|cropped|crew ?cut) ?(?:\w+ )?hair\b|\bcrew ?cut\b/, "short"],
]

const garments: WordTable<Looks["garment"]> = [
  [/\b(?:coat|oilskin|raincoat|parka|jacket|anorak|overcoat)\b/, "coat"],
  [/\b(?:dress|skirt|gown)\b/, "dress"],
  [/\b(?:suit|tuxedo|blazer|tie)\b/, "suit"],
  [/\b(?:uniform|fatigues|scrubs|overalls)\b/, "uniform"],
  [/\b(?:robe|bathrobe|cloak|habit)\b/, "robe"],
  [/\b(?:sweater|jumper|cardigan|hoodie|pullover)\b/, "sweater"],
  [/\b(?:shirt|t-shirt|blouse|tee|vest)\b/, "shirt"],
]

const toneWords: WordTable<Tone> = [
  [/\b(?:black|dark|navy|charcoal|brown|brunette)\b/, "dark"],
  [/\b(?:white|pale|light|yellow|cream|blonde?|silver|gr[ae]y)\b/, "light"],
  [/\b(?:red|green|blue|orange|ginger|purple|tan)\b/, "mid"],
]

function find<Value extends string>(table: WordTable<Value>, text: string): Value | null {
  return table.find(([pattern]) => pattern.test(text))?.[1] ?? null
}

/**
 * Looks for somebody of whom only the name and perhaps some words are known, so that people differ on sight from the
 * first picture on. Words decide what they name, each within its own clause (`white beard, navy coat`); what the
 * script calls them narrows hair and clothes; the rest follows from the name.
 */
export function createDefaultLooks(
  name: string,
  words = "",
  pronoun: "she" | "he" | null = null,
): Looks {
  const seed = hash(name.trim().toUpperCase())
  const pick = <Item>(items: readonly [Item, ...Item[]], shift: number): Item =>
    items[(seed >>> shift) % items.length] ?? items[0]
  const text = words.toLowerCase()
  const clauses = text.split(/[,;.]/)
  const clauseOf = (pattern: RegExp) => clauses.find((clause) => pattern.test(clause)) ?? ""
  const hairClause = clauseOf(/\b(?:hair|haired|beard(?:ed)?|curls|braids?|bald|bun|bob)\b/)
  const garment = find(garments, text)
  const garmentClause = clauses.find((clause) => find(garments, clause) !== null) ?? ""
  const years = Number(/\b(\d{1,3})\b/.exec(text)?.[1] ?? Number.NaN)
  const build =
    years < 13 || find(builds, text) === "child"
      ? "child"
      : (find(builds, text) ?? pick(["slight", "average", "average", "broad"], 3))
  const old = years >= 58 || /\b(?:old|elderly|sixties|seventies|eighties)\b/.test(text)
  const tall = Number(/\btall\b/.test(text)) - Number(/\bshort (?:man|woman)\b/.test(text))
  const height = pronoun === "she" ? 158 + (seed % 18) : 166 + (seed % 22)
  const anyHair = pick<Looks["hair"]>(["short", "bob", "long", "bun", "curly"], 7)
  const hers = pick<Looks["hair"]>(["bob", "long", "bun", "curly", "long"], 7)
  const his = pick<Looks["hair"]>(["short", "short", "curly", "cap"], 7)
  const anyGarment = pick<Looks["garment"]>(
    ["coat", "dress", "suit", "shirt", "uniform", "sweater"],
    13,
  )
  const herGarment = pick<Looks["garment"]>(["coat", "dress", "shirt", "sweater"], 13)
  const hisGarment = pick<Looks["garment"]>(["coat", "suit", "shirt", "uniform", "sweater"], 13)
  return {
    build,
    height: build === "child" ? 118 + (seed % 20) : height + tall * 10,
    hair: find(hairStyles, text) ?? (pronoun === "she" ? hers : pronoun === "he" ? his : anyHair),
    hairTone: find(toneWords, hairClause) ?? (old ? "light" : pick(tones, 11)),
    beard: /\bbeard(?:ed)?\b/.test(text),
    garment:
      garment ?? (pronoun === "she" ? herGarment : pronoun === "he" ? hisGarment : anyGarment),
    garmentTone: find(toneWords, garmentClause) ?? pick(tones, 17),
    glasses: /\b(?:glasses|spectacles)\b/.test(text),
  }
}
