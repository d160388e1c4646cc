import type { Size } from "../film/vocabulary.ts"
import type { ScriptScene } from "../script/script.ts"
import { frameAction, frameOpening } from "./action-framing.ts"
import type { Beat } from "./beat.ts"
import type { Framing, Stage } from "./framing.ts"
import type { NameFinder } from "./name-finder.ts"
import type { PronounFinder } from "./pronoun.ts"
import { settleSize } from "./size-rhythm.ts"
import { frameSpeech } from "./speech-framing.ts"

export interface SceneSetup {
  readonly scene: ScriptScene
  /** Whether the film was here before. */
  readonly known: boolean
  readonly names: NameFinder
  readonly pronouns: PronounFinder
}

/** One framing per beat: each as its words want it, then settled by the rhythm of those before. */
export function frameScene(beats: readonly Beat[], setup: SceneSetup): Framing[] {
  const { scene, known, names, pronouns } = setup
  const framings: Framing[] = []
  const settled: Size[] = []
  let present: string[] = []
  let turns = 0
  let sinceSpeech = 0
  for (const [index, beat] of beats.entries()) {
    const before = framings.at(-1) ?? null
    const beforeBeat = beats[index - 1] ?? null
    const lastBeat = index === beats.length - 1
    const stage: Stage = { present, before, beforeBeat, turns, lastBeat }
    const spoken = beat.speeches.length > 0
    const exterior = scene.setting === "exterior"
    const framing =
      index === 0 && !spoken
        ? frameOpening(beat, { exterior, known }, names)
        : spoken
          ? frameSpeech(beat, stage)
          : frameAction(beat, stage, names, pronouns)
    const next = settle(framing, framings, settled)
    framings.push(next)
    settled.push(next.size)
    sinceSpeech = spoken ? 0 : sinceSpeech + 1
    turns = spoken ? turns + 1 : sinceSpeech > 2 ? 0 : turns
    const seen = [...next.cast.toReversed(), ...beat.speeches.map(({ speaker }) => speaker)]
    present = [...present.filter((name) => !seen.includes(name)), ...new Set(seen)]
  }
  return framings
}

/** How many panels of one shot may follow each other before the eye wants a cut. */
const panelsPerShot = 2

function settle(framing: Framing, before: readonly Framing[], sizes: readonly Size[]): Framing {
  const last = before.at(-1)
  const tail = before.slice(1 - panelsPerShot)
  const full = tail.length === panelsPerShot - 1 && tail.every(({ continues }) => continues)
  if (framing.continues && last && !full) {
    const moves = framing.movement === "dolly-in" || last.movement === "dolly-in"
    const wanted = moves ? framing.size : last.size
    if (settleSize(wanted, sizes, { asked: false }) === wanted) {
      const cast = [...new Set([...last.cast, ...framing.cast])]
      const movement = framing.movement === "static" ? last.movement : framing.movement
      return { ...framing, size: wanted, angle: last.angle, movement, cast }
    }
  }
  const angle = isLong(before) && framing.angle === "eye-level" ? varyAngle(framing) : framing.angle
  const differs = last !== undefined && !framing.asked && isSamePicture({ ...framing, angle }, last)
  const size = settleSize(framing.size, sizes, { asked: framing.asked, differs })
  return { ...framing, size, angle, continues: false }
}

/** A cut to the same people from the same side needs another distance, or it looks like a mistake. */
const isSamePicture = (framing: Framing, last: Framing) =>
  framing.angle === last.angle && framing.cast.join() === last.cast.join()

/** After three panels at eye level the next changes its height or side. */
const isLong = (before: readonly Framing[]) =>
  before.length >= 3 && before.slice(-3).every(({ angle }) => angle === "eye-level")

function varyAngle({ size, cast }: Framing): Framing["angle"] {
  if (size === "insert" || size === "extreme-close-up") return "eye-level"
  if (cast.length === 0) return "high"
  return cast.length === 1 ? "profile" : "low"
}
