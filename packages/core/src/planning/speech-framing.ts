import type { Angle, Size } from "../film/vocabulary.ts"
import type { Beat } from "./beat.ts"
import type { Framing, Stage } from "./framing.ts"
import { closerThan } from "./size-rhythm.ts"

/** Distances of a conversation: both, over the shoulders, closer, faces; then both again. */
const progress: readonly (readonly [Size, Angle])[] = [
  ["medium", "over-the-shoulder"],
  ["medium", "over-the-shoulder"],
  ["medium-close-up", "over-the-shoulder"],
  ["medium-close-up", "over-the-shoulder"],
  ["close-up", "eye-level"],
  ["close-up", "eye-level"],
  ["cowboy", "profile"],
]

const loud = /!|\p{Lu}{3,} \p{Lu}{3,}/u

/** Whether a beat was a voice over the picture of somebody who listens. */
const isListening = (beat: Beat | null) =>
  beat?.speeches.some(({ offScreen }) => offScreen) === true

/**
 * The panel of a speech. Turns are shot and reverse, and come closer as they go on and at what is shouted. Of
 * somebody who is only heard one sees the listener. A long speech stays one shot for two panels and then turns
 * to the listener.
 */
export function frameSpeech(beat: Beat, stage: Stage): Framing {
  const [speech, second] = beat.speeches
  const speaker = speech?.speaker ?? ""
  const plain = { movement: "static", asked: false, continues: false } as const
  if (second && second.speaker !== speaker) {
    const cast = beat.speeches.filter(({ offScreen }) => !offScreen).map((one) => one.speaker)
    return { ...plain, size: "medium", angle: "profile", cast: [...new Set(cast)] }
  }
  const listener = stage.present.findLast((name) => name !== speaker)
  if (speech?.offScreen) {
    const size = listener ? "medium-close-up" : "wide"
    return { ...plain, size, angle: "eye-level", cast: listener ? [listener] : [] }
  }
  const { before, beforeBeat } = stage
  const isSame = before !== null && beforeBeat?.block === beat.block
  if (isSame && before.cast[0] === speaker && !before.continues) {
    const size = closerThan(before.size)
    return { ...before, size, movement: "dolly-in", asked: false, continues: true }
  }
  if (isSame && before.cast[0] === speaker && listener) {
    return { ...plain, size: "close-up", angle: "eye-level", cast: [listener] }
  }
  if (before && isListening(beforeBeat) && before.cast.length === 1 && before.cast[0] === speaker) {
    const listened = { ...before, asked: false, continues: true }
    return loud.test(speech?.text ?? "")
      ? { ...listened, size: closerThan(before.size), movement: "dolly-in" }
      : listened
  }
  const [size, angle] = progress[stage.turns % progress.length] ?? ["medium", "eye-level"]
  const tense = (speech && loud.test(speech.text)) || (stage.lastBeat && stage.turns > 1)
  const near = tense && size !== "cowboy" ? closerThan(size) : size
  if (listener === undefined) {
    return { ...plain, size: near, angle: "eye-level", cast: [speaker] }
  }
  const over = near === "medium" || near === "medium-close-up"
  return {
    ...plain,
    size: near,
    angle: angle === "over-the-shoulder" && !over ? "eye-level" : angle,
    cast: angle === "eye-level" || (!over && near !== "cowboy") ? [speaker] : [speaker, listener],
  }
}
