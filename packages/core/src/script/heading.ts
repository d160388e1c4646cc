import type { HeadingParts, Setting } from "./script.ts"

const prefix =
  /^(INT\.?\s?\/\s?EXT|EXT\.?\s?\/\s?INT|I\.?\s?\/\s?E|E\.?\s?\/\s?I|INT|EXT|EST)(?:\.\s*|\s+)/i
const sceneNumber = /\s*#([\p{L}\p{N}.-]+)#$/u
const separator = /\s+[-–—]+\s+|\s*--+\s*/
const lateTime = /^(.*[^\s,.])\s*[,.]\s*([^,.]+?)\.?$/

const settings: Record<string, Setting> = { INT: "interior", EXT: "exterior", EST: "exterior" }

const timeWords = new Set(
  (
    "DAY DAYTIME NIGHT NIGHTTIME MORNING AFTERNOON EVENING DAWN DUSK SUNRISE SUNSET SUNDOWN NOON MIDDAY " +
    "MIDNIGHT TWILIGHT DAYBREAK NIGHTFALL GLOAMING CONTINUOUS CONT CONT'D CONTINUED LATER SAME MOMENTS PRE-DAWN MID-MORNING"
  ).split(" "),
)
const timeModifiers = new Set(
  (
    "EARLY LATE LATER THE NEXT FOLLOWING THAT SAME TIME A AN FEW SOME MOMENT MOMENTS MINUTE MINUTES HOUR HOURS DAYS " +
    "WEEK WEEKS MONTH MONTHS YEAR YEARS AFTER BEFORE AND MAGIC GOLDEN BLUE MID PRE PAST SUMMER WINTER SPRING AUTUMN " +
    "ONE TWO THREE PRESENT"
  ).split(" "),
)
const asides = new Set([
  "FLASHBACK",
  "FLASH BACK",
  "FLASHFORWARD",
  "DREAM",
  "PRESENT",
  "PRESENT DAY",
  "INTERCUT",
  "MONTAGE",
])

/** Longer lines are prose; it also bounds the work of the patterns here. */
const longestHeading = 400

/** Whether a line starts as headings do: INT, EXT, EST, INT./EXT, EXT/INT, I/E, in any case. */
export const hasHeadingPrefix = (text: string): boolean =>
  text.length <= longestHeading && prefix.test(text)

/** Sure to be a heading even without blank lines around it: in capitals, with a prefix and a time or place after a dash. */
export function isCertainHeading(text: string): boolean {
  return hasHeadingPrefix(text) && separator.test(text) && text === text.toUpperCase()
}

/** `.` before a letter or a figure forces a heading; `...` does not. */
export const isForcedHeading = (text: string): boolean =>
  text.length <= longestHeading && /^\.[\p{L}\p{N}]/u.test(text)

export function parseHeading(text: string): HeadingParts {
  const unforced = isForcedHeading(text) ? text.slice(1) : text
  const number = sceneNumber.exec(unforced)?.[1] ?? null
  const heading = unforced.replace(sceneNumber, "").trim()
  const start = prefix.exec(heading)
  const rest = start ? heading.slice(start[0].length) : heading
  return { heading, number, setting: toSetting(start?.[1]), ...splitPlace(rest.trim()) }
}

function toSetting(word: string | undefined): Setting | null {
  if (word === undefined) return null
  return settings[word.toUpperCase()] ?? "both"
}

function splitPlace(text: string): Pick<HeadingParts, "place" | "timeOfDay"> {
  const parts = text.split(separator).filter((part) => part !== "")
  const at = parts.findLastIndex((part, index) => index > 0 && isTime(part))
  if (at === -1) {
    const late = lateTime.exec(text)
    if (late?.[1] && late[2] && isTime(late[2])) {
      return { place: late[1], timeOfDay: late[2].toUpperCase() }
    }
    return { place: parts.join(" - "), timeOfDay: null }
  }
  const place = parts.filter((part, index) => index !== at && !isAside(part))
  return { place: place.join(" - "), timeOfDay: parts[at]?.toUpperCase() ?? null }
}

const isAside = (part: string) => asides.has(part.replace(/[().]/g, "").trim().toUpperCase())

function isTime(part: string): boolean {
  const words = part
    .replace(/\([^()]*\)/g, " ")
    .replace(/[.,]/g, " ")
    .trim()
    .toUpperCase()
    .replaceAll("’", "'")
    .split(/[\s/]+/)
  const magicHour = words.includes("HOUR") && (words.includes("MAGIC") || words.includes("GOLDEN"))
  return (
    words.every(isTimeWord) &&
    (magicHour || words.some((word) => timeWords.has(word) || word === "HOUR"))
  )
}

function isTimeWord(word: string): boolean {
  return (
    timeWords.has(word) || timeModifiers.has(word) || /^\d{1,4}(?::\d\d)?(?:AM|PM|S)?$/.test(word)
  )
}
