import type { ContextPacket, PacketCharacter } from "@panelwright/core"
import type { TimeOfDay, Weather } from "../scene-graph.ts"
import { placeKinds, places, type PlaceKind } from "../set/place.ts"
import { idle, type Deed, type NamedThing, type Speakable } from "./deed.ts"
import { readAction } from "./read-action.ts"
import { toTokens } from "./tokens.ts"
import { weighWords } from "./weigh-words.ts"
import { hasPhrase, plain, strangers, timeWords, weatherWords } from "./words.ts"

/** What the words of a panel say, before anything has a position. */
export interface Reading {
  readonly place: PlaceKind
  readonly time: TimeOfDay
  readonly weather: Weather
  readonly speaker: string | null
  /** By a character's name, or the word for somebody without one. */
  readonly deeds: ReadonlyMap<string, Deed>
  readonly things: readonly NamedThing[]
  /** People whom the words bring in and the cast does not name. */
  readonly extras: readonly Extra[]
  readonly unknown: readonly string[]
}

export interface Extra {
  readonly word: string
  readonly looks: string
  readonly count: number
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
    (!places[place].interior && packet.characters.some(({ words }) => soaked.test(words))
      ? "rain"
      : null) ??
    "clear"
  const extras = findExtras(packet)
  const spoken = readAction(withoutSimiles(packet.shot.action), [
    ...packet.characters.map(toSpeakable),
    ...extras.map(({ word }): Speakable => ({
      name: word,
      pronoun: pronounOf(word),
      words: [word],
    })),
  ])
  const { things, deeds: read } = weighWords(spoken, { action, place })
  const deeds = new Map(read)
  if (speaker && dialogue.includes("!")) {
    const deed = deeds.get(speaker)
    if (!deed || deed.expression === "neutral")
      deeds.set(speaker, {
        ...(deed ?? idle),
        expression: /[A-Z]{4}|!!/.test(dialogue) ? "shouting" : (deed ?? idle).expression,
      })
  }
  return { place, time, weather, speaker, deeds, things, extras, unknown: spoken.unknown }
}

const soaked = /\b(soaked|drenched|sodden)\b/i

function findSpeaker(dialogue: string, names: readonly string[]): string | null {
  if (dialogue === "") return null
  const upper = dialogue.toUpperCase()
  const starts = names.find((name) => upper.startsWith(name.toUpperCase()))
  return starts ?? names[0] ?? null
}

const she =
  /\b(she|her|woman|girl|mother|wife|lady|widow|daughter|sister|queen|aunt|nurse|waitress)\b/i
const he = /\b(he|his|man|boy|father|husband|son|brother|king|uncle|gentleman|sailor|priest)\b/i

const pronounOf = (words: string): "she" | "he" | null =>
  she.test(words) ? "she" : he.test(words) ? "he" : null

/** "She" and "he" go by the words of the sheet; without any, by a beard or a dress. */
export const toSpeakable = ({ name, words, looks }: PacketCharacter): Speakable => ({
  name,
  pronoun:
    pronounOf(`${words} ${name}`) ??
    (looks.beard ? "he" : looks.garment === "dress" ? "she" : null),
  words:
    looks.build === "child"
      ? ["child", "boy", "girl", "kid"]
      : pronounOf(words) === "she"
        ? ["woman"]
        : pronounOf(words) === "he" || looks.beard
          ? ["man"]
          : [],
})

const numbers: Record<string, number> = {
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  several: 4,
  dozen: 8,
  some: 3,
  many: 7,
}

/** "Two guards", "a waiter", "the crowd": people without a name in the cast. */
function findExtras(packet: ContextPacket): Extra[] {
  const tokens = toTokens(withoutSimiles(packet.shot.action))
  const known = packet.characters.flatMap((character) => [
    ...toSpeakable(character).words,
    ...plain(`${character.name} ${character.words}`).split(" "),
  ])
  const extras: Extra[] = []
  for (const [index, token] of tokens.entries()) {
    const kind = strangers.find(({ words }) => words.includes(token))
    const another = tokens
      .slice(Math.max(0, index - 2), index)
      .some((word) => /^(a|an|another)$/.test(word))
    if (!kind || (known.includes(token) && !another) || extras.some(({ word }) => word === token))
      continue
    const before = tokens.slice(Math.max(0, index - 3), index)
    const amount = before.map((word) => numbers[word]).find((count) => count !== undefined)
    // With a cast, "the man" is most likely one of them; "a man" and "two guards" are not.
    const introduced =
      kind.count > 1 || amount !== undefined || before.some((word) => /^(a|an|another)$/.test(word))
    if (packet.characters.length > 0 && !introduced) continue
    // "Her mother's house", "a policeman's hat": nobody.
    if (tokens[index + 1] === "'s" || /^(no|nobody)$/.test(tokens[index - 1] ?? "")) continue
    extras.push({ word: token, looks: kind.looks, count: amount ?? kind.count })
  }
  return extras.slice(0, 4)
}
