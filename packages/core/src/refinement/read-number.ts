import type { Panel } from "../storyboard/storyboard.ts"
import { namePanels, type ReadingContext, type TargetReading } from "./reading.ts"

const counts = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]

/** Of a pattern: "two", "2". */
export const countPattern = `(?:\\d{1,3}|${counts.join("|")})`

export function parseCount(words: string): number {
  const at = counts.indexOf(words.toLowerCase())
  return at === -1 ? Number(words) : at + 1
}

/** Of a pattern: a panel, shot or scene number as it is printed: "3", "12B", "A12", "12AB-2". */
export const numberPattern = String.raw`[a-z]?\d{1,4}[a-z]{0,3}(?:-\d{1,3})?`

const isSame = (one: string, other: string) => one.toLowerCase() === other.toLowerCase()

const ordinal = (count: number): string => {
  const ending = { 1: "st", 2: "nd", 3: "rd" }[count % 10]
  return `${count}${count % 100 > 10 && count % 100 < 14 ? "th" : (ending ?? "th")}`
}

const nameByPlace = ({ number, index }: Panel) => `${number}, the ${ordinal(index + 1)} panel`

/**
 * The panels that a number may mean: the one that is called so, all of a shot of that number; for a bare number the
 * panel in that place of the story or the first of that scene, and both where they are not the same.
 */
export function readPanelNumber(word: string, { storyboard }: ReadingContext): TargetReading[] {
  const { panels, shots, scenes } = storyboard
  const exact = panels.find(({ number }) => isSame(number, word))
  if (exact) return [{ says: exact.number, panels: [exact] }]
  const shot = shots.find(({ number }) => isSame(number, word))
  const ofShot = shot ? panels.filter(({ shotId }) => shotId === shot.id) : []
  if (ofShot.length > 0) return [{ says: namePanels(ofShot), panels: ofShot }]
  if (!/^\d+$/.test(word)) return []
  const inPlace = panels[Number(word) - 1]
  const scene = scenes.find(({ displayNumber }) => isSame(displayNumber, word))
  const ofScene = scene ? panels.filter(({ sceneId }) => sceneId === scene.id) : []
  const [first] = ofScene
  if (!inPlace) return first ? [{ says: first.number, panels: [first] }] : []
  if (!first || first.id === inPlace.id) return [{ says: inPlace.number, panels: [inPlace] }]
  return [
    { says: nameByPlace(inPlace), panels: [inPlace] },
    { says: `${first.number}, the first of scene ${scene?.displayNumber}`, panels: [first] },
  ]
}

const separators = /\s*(?:,\s*and\s+|,|\band\b|&)\s*/i
const rangeWords = /\s+(?:to|through|till|until)\s+|\s*[–—]\s*|\s+-\s+/i

/** Of a pattern: one number or several: "3", "12A, 12B and 12D", "3 to 5". */
export const numberListPattern = `${numberPattern}(?:(?:\\s*(?:,\\s*and\\s+|,|\\band\\b|&|–|—)\\s*|\\s+(?:to|through|till|until|-)\\s+)(?:panels?\\s+|shots?\\s+)?${numberPattern})*`

/** What a list of numbers may mean; none when one of them is nobody's. */
export function readNumberList(words: string, context: ReadingContext): TargetReading[] {
  const parts = words.replaceAll(/\b(?:panels?|shots?)\s+/gi, "").split(separators)
  const readings = parts.map((part) => readPart(part.trim(), context))
  if (readings.some((each) => each.length === 0)) return []
  const [only] = readings
  if (readings.length === 1 && only) return only
  const mentioned = new Set(readings.flatMap(([first]) => first?.panels ?? []))
  const panels = context.storyboard.panels.filter((panel) => mentioned.has(panel))
  return [{ says: namePanels(panels), panels }]
}

function readPart(part: string, context: ReadingContext): TargetReading[] {
  const [from, to] = part.split(rangeWords)
  if (from === undefined) return []
  const start = readPanelNumber(from, context)
  if (to === undefined) return start
  const first = start[0]?.panels[0]
  const last = readPanelNumber(to, context)[0]?.panels.at(-1)
  if (!first || !last) return []
  const [low, high] = [first.index, last.index].toSorted((one, other) => one - other)
  const panels = context.storyboard.panels.slice(low, (high ?? 0) + 1)
  return [{ says: `${first.number} to ${last.number} (${panels.length} panels)`, panels }]
}
