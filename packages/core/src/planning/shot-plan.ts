import type { Camera } from "../film/camera.ts"
import type { ParsedScript, ScriptScene } from "../script/script.ts"
import { toPlainText } from "../script/words.ts"
import type { FrameRateName } from "../time/frame-rate.ts"
import { limitBeats, listBeats, type Beat } from "./beat.ts"
import { listCharacters, type PlannedCharacter } from "./cast.ts"
import { estimateFrames } from "./duration.ts"
import { lenses, type Framing } from "./framing.ts"
import { createNameFinder, toNameKey, type NameFinder } from "./name-finder.ts"
import { listLocations, listTimesOfDay, type PlannedLocation } from "./place.ts"
import { createPronounFinder } from "./pronoun.ts"
import { frameScene } from "./scene-framing.ts"
import { findSound } from "./sound.ts"

/** A first storyboard of a script by rules alone: the same script always gives the same plan. */
export interface ShotPlan {
  readonly characters: readonly PlannedCharacter[]
  readonly locations: readonly PlannedLocation[]
  readonly scenes: readonly PlannedScene[]
}

export interface PlannedScene {
  readonly scene: ScriptScene
  /** As `scene.timeOfDay`, but CONTINUOUS, LATER and the like are the time of the scene before; may be null. */
  readonly timeOfDay: string | null
  /** At least one. */
  readonly shots: readonly PlannedShot[]
}

export interface PlannedShot {
  /** At least one. */
  readonly panels: readonly PlannedPanel[]
}

export interface PlannedPanel {
  /** Whole sentences as written; the heading in a panel that only shows the place; else empty. */
  readonly action: string
  /** Lines `MARA (V.O.): …`; empty when nobody speaks. */
  readonly dialogue: string
  /** The words of the action that are heard. */
  readonly sound: string
  /** Transitions, dual dialogue, and the writer's own notes. */
  readonly notes: string
  readonly camera: Camera
  /** Names of the characters in the picture. */
  readonly cast: readonly string[]
  readonly frames: number
  /** Place of its words in the script's text. */
  readonly from: number
  readonly to: number
}

export interface ShotPlanOptions {
  readonly frameRate: FrameRateName
  /** Longer scenes get panels that hold more words each; by default there is no limit. */
  readonly maxPanelsPerScene?: number
}

/** Every word of the script's action and dialogue is in exactly one panel. */
export function createShotPlan(script: ParsedScript, options: ShotPlanOptions): ShotPlan {
  const characters = listCharacters(script)
  const names = createNameFinder(characters.map(({ name }) => name))
  const spelling = new Map(characters.map(({ name }) => [toNameKey(name), name]))
  const pronouns = createPronounFinder(listActions(script), names)
  const times = listTimesOfDay(script)
  const visited = new Set<string>()
  const scenes = script.scenes.map((scene, index): PlannedScene => {
    const opening = index === 0 ? listOpeningNotes(script, scene) : []
    const beats = listSceneBeats(scene, names, {
      opening,
      limit: Math.max(1, options.maxPanelsPerScene ?? Infinity),
    })
    const place = `${scene.setting} ${scene.place.toUpperCase()}`
    const known = visited.has(place) || scene.timeOfDay === "CONTINUOUS"
    visited.add(place)
    const spelled = beats.map((beat) => withSpelling(beat, spelling))
    const framings = frameScene(spelled, { scene, known, names, pronouns })
    return {
      scene,
      timeOfDay: times[index] ?? null,
      shots: toShots(beats, framings, options.frameRate),
    }
  })
  return { characters, locations: listLocations(script), scenes }
}

/** `FADE IN:` and the like before the first heading belong to the first panel. */
function listOpeningNotes(script: ParsedScript, first: ScriptScene): string[] {
  return script.elements
    .filter(({ kind, to }) => to <= first.from && (kind === "action" || kind === "transition"))
    .map((element) => toPlainText(element).trim())
}

function listSceneBeats(
  scene: ScriptScene,
  names: NameFinder,
  setup: { readonly opening: readonly string[]; readonly limit: number },
): Beat[] {
  const beats = limitBeats(listBeats(scene.elements, names), setup.limit)
  const [first] = beats
  const { heading, from } = scene
  const shown = first && first.speeches.length === 0
  if (heading !== "" && !shown && beats.length < setup.limit) {
    const to = scene.elements[0]?.to ?? from
    beats.unshift({ action: heading, speeches: [], notes: [], from, to, block: -1 })
  }
  return beats.map((beat, index) =>
    index === 0 ? { ...beat, notes: [...setup.opening, ...beat.notes] } : beat,
  )
}

function withSpelling(beat: Beat, spelling: ReadonlyMap<string, string>): Beat {
  const speeches = beat.speeches.map((speech) => ({
    ...speech,
    speaker: spelling.get(toNameKey(speech.speaker)) ?? speech.speaker,
  }))
  return { ...beat, speeches }
}

function listActions(script: ParsedScript): string[] {
  return script.elements.filter(({ kind }) => kind === "action").map(toPlainText)
}

function toShots(
  beats: readonly Beat[],
  framings: readonly Framing[],
  rate: FrameRateName,
): PlannedShot[] {
  const shots: PlannedPanel[][] = []
  for (const [index, beat] of beats.entries()) {
    const framing = framings[index]
    if (!framing) continue
    const panel = toPanel(beat, framing, rate)
    const last = shots.at(-1)
    if (framing.continues && last) last.push(panel)
    else shots.push([panel])
  }
  return shots.map((panels) => ({ panels }))
}

function toPanel(beat: Beat, framing: Framing, rate: FrameRateName): PlannedPanel {
  const { size, angle, movement } = framing
  return {
    action: beat.action,
    dialogue: beat.speeches.map(({ label, text }) => `${label}: ${text}`).join("\n"),
    sound: findSound(beat.action),
    notes: beat.notes.join("\n"),
    camera: { size, angle, movement, lens: lenses[size] },
    cast: [...framing.cast],
    frames: estimateFrames(beat, rate),
    from: beat.from,
    to: beat.to,
  }
}
