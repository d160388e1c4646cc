import type { ContextPacket } from "@panelwright/core"
import type { PoseName } from "../figure/pose.ts"
import { propKinds, designOf, type PropKind } from "../prop/catalogue.ts"
import type { Expression, TimeOfDay, Weather } from "../scene-graph.ts"
import { placeKinds, places, type PlaceKind } from "../set/place.ts"
import {
  actions,
  hasPhrase,
  matchesStem,
  moods,
  plain,
  seated,
  timeWords,
  undrawable,
  weatherWords,
} from "./words.ts"

/** What the words of a panel say, before anything has a position. */
export interface Reading {
  readonly place: PlaceKind
  readonly time: TimeOfDay
  readonly weather: Weather
  readonly speaker: string | null
  readonly deeds: ReadonlyMap<string, Deed>
  /** Things named, in the order of the words. */
  readonly things: readonly {
    readonly kind: PropKind
    readonly owner: string | null
    readonly plural: boolean
  }[]
  readonly unknown: readonly string[]
}

export interface Deed {
  readonly pose: PoseName
  readonly holds: PropKind | null
  readonly expression: Expression
  readonly close: boolean
  /** What it is done to, in words: the rest of the sentence's objects. */
  readonly towards: PropKind | null
}

const partsOf = (text: string) => text.split(/\s[-–—]+\s|[/,]|\bof\b/i).toReversed()

export const findPlace = (packet: ContextPacket): PlaceKind => {
  const interior = readInterior(packet, plain(packet.shot.sceneHeading))
  // "INT. LIGHTHOUSE - LAMP ROOM - NIGHT": what comes later is the more particular place.
  const heading = packet.shot.sceneHeading.replaceAll(/\b(INT|EXT|EST|I\/E)\b\.?/gi, " ")
  const candidates = [
    ...partsOf(packet.location?.name ?? ""),
    ...partsOf(heading),
    packet.location?.words ?? "",
    packet.shot.action,
    ...packet.neighbours.map(({ summary }) => summary),
  ]
  for (const text of candidates) {
    const found = findPlaceIn(plain(text), interior)
    if (found) return found
  }
  return interior === false ? "field" : "room"
}

/** The longest word for a place wins, and of equals the later. */
export function findPlaceIn(text: string, interior: boolean | null): PlaceKind | null {
  const spaced = text.replaceAll(/[.-]/g, " ").replaceAll(/\s+/g, " ").trim()
  let best: { kind: PlaceKind; at: number; length: number } | null = null
  for (const kind of placeKinds) {
    const place = places[kind]
    if (interior !== null && place.interior !== interior) continue
    for (const word of place.words) {
      const index = Math.max(
        ` ${spaced} `.lastIndexOf(` ${word} `),
        ` ${spaced} `.lastIndexOf(` ${word}s `),
      )
      if (index < 0) continue
      if (!best || word.length > best.length || (word.length === best.length && index > best.at))
        best = { kind, at: index, length: word.length }
    }
  }
  return best?.kind ?? null
}

function readInterior(packet: ContextPacket, heading: string): boolean | null {
  const setting = packet.location?.setting
  if (setting === "interior") return true
  if (setting === "exterior") return false
  if (/\bint\b/.test(heading)) return true
  if (/\b(ext|est)\b/.test(heading)) return false
  return null
}

const firstOf = <Value>(
  text: string,
  table: readonly { words: readonly string[]; value: Value }[],
) => table.find(({ words }) => words.some((word) => hasPhrase(text, word)))?.value ?? null

export function findTime(text: string): TimeOfDay | null {
  return firstOf(
    text,
    timeWords.map(({ time, words }) => ({ words, value: time })),
  )
}

export function findWeather(text: string): Weather | null {
  return firstOf(
    text,
    weatherWords.map(({ weather, words }) => ({ words, value: weather })),
  )
}

/** The kind that a word or two mean. */
export function findProp(words: string): PropKind | null {
  for (const kind of propKinds) if (designOf(kind).words.includes(words)) return kind
  const single = words.endsWith("es")
    ? words.slice(0, -2)
    : words.endsWith("s")
      ? words.slice(0, -1)
      : null
  if (single) for (const kind of propKinds) if (designOf(kind).words.includes(single)) return kind
  const shorter = words.endsWith("s") ? words.slice(0, -1) : null
  if (shorter) for (const kind of propKinds) if (designOf(kind).words.includes(shorter)) return kind
  return null
}

/** Nouns that mean something else where scripts use them most. */
const figurative =
  /\b(light up|lights up|on fire|fire at|the line|lens flare|note that|match the|in the case|her hand|his hand|out of the|glass of)\b/g

const ownable = new Set(["his", "her", "their", "a", "an", "the", "its", "my"])

/** "Wider than a barn door", "as tall as a house": what is only compared with is not there. */
const withoutSimiles = (text: string) =>
  text
    .replaceAll(/\b(like|than|as if|as though)\b[^.,;:!?]*/gi, " ")
    .replaceAll(/\bas \w+ as (a|an|the)?[^.,;:!?]*/gi, " ")

export function readPanel(packet: ContextPacket): Reading {
  const names = packet.characters.map(({ name }) => name)
  const action = plain(withoutSimiles(packet.shot.action))
  const dialogue = packet.shot.dialogue.trim()
  const speaker = findSpeaker(dialogue, names)
  const heading = plain(`${packet.shot.sceneHeading} . ${packet.location?.timeOfDay ?? ""}`)
  const place = findPlace(packet)
  const time =
    findTime(plain(packet.location?.timeOfDay ?? "")) ??
    findTime(heading) ??
    findTime(action) ??
    findTime(plain(packet.neighbours.map(({ summary }) => summary).join(" "))) ??
    (place === "lamp-room" ? "night" : "day")
  const weather =
    findWeather(action) ??
    findWeather(heading) ??
    findWeather(plain(packet.location?.words ?? "")) ??
    findWeather(plain(packet.shot.sound)) ??
    "clear"
  const { deeds, things, unknown } = readAction(action, names)
  if (speaker && dialogue.includes("!")) {
    const deed = deeds.get(speaker)
    if (!deed || deed.expression === "neutral")
      deeds.set(speaker, {
        ...(deed ?? idle),
        expression: /[A-Z]{4}|!!/.test(dialogue) ? "shouting" : (deed ?? idle).expression,
      })
  }
  return { place, time, weather, speaker, deeds, things, unknown }
}

export const idle: Deed = {
  pose: "stand",
  holds: null,
  expression: "neutral",
  close: false,
  towards: null,
}

function findSpeaker(dialogue: string, names: readonly string[]): string | null {
  if (dialogue === "") return null
  const upper = dialogue.toUpperCase()
  const starts = names.find((name) => upper.startsWith(name.toUpperCase()))
  return starts ?? names[0] ?? null
}

const sameName = (words: readonly string[], index: number, name: string): boolean => {
  const parts = plain(name).split(" ")
  return (
    parts.every((part, offset) => words[index + offset] === part) ||
    (parts.length > 1 && parts[0] === "the" && words[index] === parts[1])
  )
}

function readAction(action: string, names: readonly string[]) {
  const words = action.replaceAll(figurative, " ").split(" ")
  const deeds = new Map<string, Deed>()
  const postures = new Map<string, { posture: PoseName | null; action: PoseName | null }>()
  const things: { kind: PropKind; owner: string | null; plural: boolean }[] = []
  const unknown: string[] = []
  let subjects: readonly string[] = names.slice(0, 1)
  let lastVerb = -9
  for (const [index, word] of words.entries()) {
    if (word === "" || word === ".") continue
    const named = names.find((name) => sameName(words, index, name))
    if (named) {
      const joined = words[index - 1] === "and" && index - lastVerb > 3
      if (joined) subjects = [...subjects, named]
      // "Mara looks at the Keeper": the Keeper is looked at, and does nothing yet.
      else if (
        index - lastVerb > 4 ||
        words
          .slice(Math.max(0, index - 2), index)
          .every(
            (before) => before === "." || before === "the" || before === "and" || before === "",
          )
      )
        subjects = [named]
      continue
    }
    if (word === "they" || word === "both") subjects = names
    const known = actions.find(({ stems }) =>
      stems.some((stem) =>
        stem.includes(" ")
          ? hasPhrase(words.slice(index, index + 3).join(" "), stem)
          : matchesStem(word, stem),
      ),
    )
    const after = ownable.has(words[index - 1] ?? "")
    if (known && !after) {
      lastVerb = index
      for (const subject of subjects) {
        const before = postures.get(subject) ?? { posture: null, action: null }
        const merged = {
          posture:
            known.posture &&
            (before.posture === null || before.posture === "stand" || before.posture === "walk")
              ? known.posture
              : before.posture,
          action: before.action ?? known.action ?? null,
        }
        postures.set(subject, merged)
        const deed = deeds.get(subject) ?? idle
        deeds.set(subject, {
          ...deed,
          pose: combine(merged),
          holds: deed.holds ?? known.holds ?? null,
          close: deed.close || known.close === true,
        })
      }
    }
    const mood = moods.find(({ stems }) => stems.some((stem) => matchesStem(word, stem)))
    if (mood)
      for (const subject of subjects) {
        const deed = deeds.get(subject) ?? idle
        if (deed.expression === "neutral")
          deeds.set(subject, { ...deed, expression: mood.expression })
      }
    if (known && !after) continue
    const pair = `${word} ${words[index + 1] ?? ""}`
    const kind =
      findProp(pair) ?? (findProp(`${words[index - 1] ?? ""} ${word}`) ? null : findProp(word))
    if (kind) {
      const [subject] = subjects
      // "A bottle stands on the table": then nobody has it in hand.
      const lying =
        /^(lies|lie|stands|sits|is|hangs|rests|rolls|falls|on|under|beside|by|near|rings|in the (corner|background))\b/.test(
          words.slice(index + 1, index + 4).join(" "),
        )
      const owned = ownable.has(words[index - 1] ?? "") || index - lastVerb < 4
      const held = designOf(kind).held === true && owned && !lying && subject !== undefined
      if (!things.some((thing) => thing.kind === kind))
        things.push({
          kind,
          owner: held ? (subject ?? null) : null,
          plural: word.endsWith("s") && !designOf(kind).words.includes(word),
        })
      if (subject !== undefined && index - lastVerb < 6) {
        const deed = deeds.get(subject)
        if (deed && deed.towards === null && !held) deeds.set(subject, { ...deed, towards: kind })
      }
    } else if (undrawable.has(word) || (word.endsWith("s") && undrawable.has(word.slice(0, -1))))
      unknown.push(word)
  }
  for (const { kind, owner } of things) {
    if (!owner) continue
    const deed = deeds.get(owner) ?? idle
    const takes = deed.holds === null || deed.holds === "book" || deed.holds === "cup"
    if (takes && deed.pose !== "punch")
      deeds.set(owner, { ...deed, holds: kind, pose: handling(deed.pose, kind) })
  }
  return { deeds, things, unknown }
}

function combine({
  posture,
  action,
}: {
  posture: PoseName | null
  action: PoseName | null
}): PoseName {
  if (posture === "sit" || posture === "drive" || posture === "row")
    return (action && posture === "sit" && seated[action]) || posture
  if (posture && posture !== "stand" && posture !== "walk") return posture
  if (action === "sit-write") return "sit-write"
  return action ?? posture ?? "stand"
}

function handling(pose: PoseName, kind: PropKind): PoseName {
  if (pose !== "stand" && pose !== "reach" && pose !== "look") return pose
  if (kind === "phone") return "phone"
  if (kind === "book" || kind === "letter") return "read"
  if (kind === "gun" || kind === "rifle") return "aim"
  if (kind === "bag" || kind === "suitcase" || kind === "bucket") return "stand"
  return "hold"
}
