import type { ParsedScript, Setting } from "../script/script.ts"
import { toPlainText } from "../script/words.ts"
import { splitSentences, toOneLine } from "./sentence.ts"

export interface PlannedLocation {
  /** As in the first heading that names it: `LIGHTHOUSE - LAMP ROOM`. */
  readonly place: string
  readonly setting: Setting | null
  /** In order, each once; empty when no heading gives one. */
  readonly timesOfDay: readonly string[]
  /** The first sentence of action there; may be empty. */
  readonly looks: string
}

const sameTime =
  /^(?:CONTINUOUS|CONT(?:['’]D|INUED)?|SAME(?: TIME)?|(?:.* )?(?:MOMENTS?|MINUTES?|SECONDS?) (?:LATER|AFTER)|LATER)$/

/** The time of day that each scene plays at: CONTINUOUS, LATER and the like take that of the scene before. */
export function listTimesOfDay(script: ParsedScript): (string | null)[] {
  let current: string | null = null
  return script.scenes.map(({ timeOfDay }) => {
    if (timeOfDay === null) return null
    if (!sameTime.test(timeOfDay)) current = timeOfDay
    return current
  })
}

/** The places of the headings, each once; inside and outside of one place are two, since they look different. */
export function listLocations(script: ParsedScript): PlannedLocation[] {
  const found = new Map<string, PlannedLocation>()
  const livedTimes = listTimesOfDay(script)
  for (const [index, { place, setting, elements }] of script.scenes.entries()) {
    const timeOfDay = livedTimes[index] ?? null
    if (place === "") continue
    const key = `${setting ?? ""} ${place.toUpperCase().replace(/\s+/g, " ")}`
    const known = found.get(key)
    const action = elements.find(({ kind }) => kind === "action")
    const text = action ? toOneLine(toPlainText(action)) : ""
    const [sentence] = splitSentences(text)
    const looks = known?.looks || (sentence ? text.slice(sentence.from, sentence.to) : "")
    const times = known?.timesOfDay ?? []
    const isNew = timeOfDay !== null && !times.includes(timeOfDay)
    found.set(key, {
      place: known?.place ?? place,
      setting,
      timesOfDay: isNew ? [...times, timeOfDay] : times,
      looks,
    })
  }
  return [...found.values()]
}
