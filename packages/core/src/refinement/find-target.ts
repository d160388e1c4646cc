import { readGroup, readSceneTarget } from "./read-group.ts"
import {
  countPattern,
  numberListPattern,
  numberPattern,
  parseCount,
  readNumberList,
} from "./read-number.ts"
import { readRelative, type RelativeWords } from "./read-relative.ts"
import { listHere, namePanels, type ReadingContext, type TargetReading } from "./reading.ts"

/** Words in a text that name panels. */
export interface FoundTarget {
  readonly from: number
  readonly to: number
  /** None: it names panels that are not there. */
  readonly readings: readonly TargetReading[]
}

interface Phrase {
  readonly pattern: RegExp
  read(match: RegExpExecArray, context: ReadingContext): readonly TargetReading[] | null
}

const phrase = (pattern: string, read: Phrase["read"]): Phrase => ({
  pattern: new RegExp(pattern, "giu"),
  read,
})

const sceneWords = String.raw`(?:this|the whole|the same|the next|the previous) scene\b|scene\s+[a-z]?\d{1,4}[a-z]{0,3}\b`
const things = "(?:panels?|shots?|ones?|pictures?)"

const escapePattern = (text: string) => text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`)

/** Somebody after "of": a known name or a part of one, the longest first, else whatever word stands there. */
function composePersonPattern({ storyboard }: ReadingContext): string {
  const names = storyboard.characters.flatMap(({ name }) => [name, ...name.split(/[\s()]+/)])
  const known = [...new Set(names)]
    .filter((name) => name.length > 1)
    .toSorted((one, other) => other.length - one.length)
    .map((name) => `${escapePattern(name)}(?![\\p{L}\\d])`)
  return [...known, String.raw`(?!scene\b|this\b|the\b)[\p{L}'’-]+`].join("|")
}

/** The longer ones first, so that "the close-ups of scene 4" is not read as scene 4. */
const createPhrases = (person: string): readonly Phrase[] => [
  phrase(
    `\\b(?:all|every|each)(?: of)?(?: the)?(?:\\s+(?<framing>[\\p{L}' -]+?))?\\s+(?:panels?|shots?|pictures?)\\b(?:\\s+(?:of|with|showing)\\s+(?<person>${person}))?(?:\\s+(?:in|of|from)\\s+(?<scene>${sceneWords}))?`,
    readGroupMatch,
  ),
  phrase(
    `\\b(?:all|every|each|the)(?: of)?(?: the)?\\s+(?<framing>(?:[\\p{L}']+[ -]){0,2}(?:close-?ups?|close ups?|wides?|mediums?|inserts?|angles?|two-shots?))(?!\\w)(?:\\s+(?:of|with|showing)\\s+(?<person>${person}))?(?:\\s+(?:in|of|from)\\s+(?<scene>${sceneWords}))?`,
    (match, context) =>
      /^the\b/i.test(match[0]) && !/s\b/i.test(match.groups?.["framing"] ?? "")
        ? null
        : readGroupMatch(match, context),
  ),
  phrase(
    `\\b(?:everything|all of them|the whole (?:storyboard|board|film))\\b`,
    (_match, context) => [
      {
        says: `all ${context.storyboard.panels.length} panels`,
        panels: context.storyboard.panels,
      },
    ],
  ),
  phrase(`\\b(?:panels?|shots?)\\s+(?<numbers>${numberListPattern})(?![\\w-])`, (match, context) =>
    readNumberList(match.groups?.["numbers"] ?? "", context),
  ),
  phrase(
    `\\bthe (?<where>next|following|previous|last|first)(?: (?<count>${countPattern}))?(?: (?<things>${things}))?(?![\\w-])(?:\\s+(?<of>(?:of|in) (?:the (?:storyboard|board|film)|${sceneWords})))?`,
    (match, context) => {
      const { where, count, things: named, of } = match.groups ?? {}
      if (count === undefined && named === undefined) return null
      return readRelative(
        {
          where: where?.toLowerCase() === "following" ? "next" : toWhere(where),
          count: count === undefined ? 1 : parseCount(count),
          of: of ?? null,
        },
        context,
      )
    },
  ),
  phrase(`\\b(?:${sceneWords})`, (match, context) => readSceneTarget(match[0], context)),
  phrase(`\\bthe one (?<where>before|after)\\b`, (match, context) =>
    readRelative(
      { where: match.groups?.["where"] === "after" ? "next" : "previous", count: 1, of: null },
      context,
    ),
  ),
  phrase(
    `\\b(?:this (?:panel|one|shot|picture)|these(?: ${things})?)(?!\\w)`,
    (_match, context) => {
      const panels = listHere(context)
      return panels.length === 0 ? [] : [{ says: namePanels(panels), panels }]
    },
  ),
  // A number alone means a panel only when it has a letter and somebody answers to it.
  phrase(`(?<![\\w#-])(?<numbers>${numberListPattern})(?![\\w%°-])`, (match, context) => {
    const words = match.groups?.["numbers"] ?? ""
    const numbers = words.match(new RegExp(numberPattern, "gi")) ?? []
    if (!numbers.every((number) => /[a-z]/i.test(number))) return null
    const readings = readNumberList(words, context)
    return readings.length === 0 ? null : readings
  }),
]

function readGroupMatch(match: RegExpExecArray, context: ReadingContext) {
  const { framing, person: who, scene } = match.groups ?? {}
  return readGroup({ framing: framing ?? null, person: who ?? null, scene: scene ?? null }, context)
}

const toWhere = (word: string | undefined): RelativeWords["where"] => {
  const where = word?.toLowerCase()
  return where === "previous" || where === "last" || where === "first" ? where : "next"
}

/** Every place in the text that names panels, the longer one where two overlap, in the text's order. */
export function findTargets(text: string, context: ReadingContext): FoundTarget[] {
  const found: FoundTarget[] = []
  for (const known of createPhrases(composePersonPattern(context)))
    for (const match of text.matchAll(known.pattern)) {
      const from = match.index
      const to = from + match[0].length
      if (found.some((other) => from < other.to && other.from < to)) continue
      const readings = known.read(match, context)
      if (readings !== null) found.push({ from, to, readings })
    }
  return found.toSorted((one, other) => one.from - other.from)
}
