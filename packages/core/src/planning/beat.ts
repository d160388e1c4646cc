import { findDirection } from "./camera-direction.ts"
import type { NameFinder } from "./name-finder.ts"
import { countWords, splitLong, splitSentences, toOneLine, type Stretch } from "./sentence.ts"
import { isOnlySound } from "./sound.ts"
import type { CueElement, ScriptElement } from "../script/script.ts"
import { toPlainText, toPlainWords, type Words } from "../script/words.ts"

/** What one panel has to show: words that belong together, before anybody decided how to frame them. */
export interface Beat {
  /** Sentences as written; empty where only somebody speaks. */
  readonly action: string
  readonly speeches: readonly Speech[]
  readonly notes: readonly string[]
  /** Place of its words in the script. */
  readonly from: number
  readonly to: number
  /** Beats of one paragraph or one speech share it. */
  readonly block: number
}

export interface Speech {
  /** `MARA (V.O.)` */
  readonly label: string
  readonly speaker: string
  readonly text: string
  /** Heard, but not in the picture. */
  readonly offScreen: boolean
}

/** Beyond this an action needs a second panel. */
const actionLimit = 24
/** The most that 8 seconds of picture carry. */
const sentenceLimit = 37
const speechLimit = 22
const shortTurn = 4
/** For what has no words to count, like a row of dots. */
const characterLimit = 500

const unseen =
  /^(?:V\W*O\b|O\W*[SC]\b|OFF\b|VOICE|FILTERED|INTERCOM|PRE-?LAP|(?:ON|OVER|INTO|THROUGH|VIA) (?:THE )?(?:RADIO|PHONE|TELEPHONE|INTERCOM|SPEAKER|TV)|RADIO|PHONE)/i
const continued = /^(?:CONT['’]?D?\.?|CONTINUED|MORE)$/i
const fade = /^(?:FADE|CUT|DISSOLVE|SMASH CUT|MATCH CUT)\b[^.:]{0,30}[.:]?$/i

interface Draft {
  action: string
  speeches: Speech[]
  notes: string[]
  from: number
  to: number
  block: number
}

/** The beats of a scene in order. Every word of its action and dialogue is in exactly one of them. */
export function listBeats(elements: readonly ScriptElement[], names: NameFinder): Beat[] {
  const beats: Draft[] = []
  let pendingNotes: string[] = []
  let cue: CueElement | null = null
  let spoken: ScriptElement[] = []

  const add = (beat: Omit<Draft, "notes">) => {
    beats.push({ ...beat, notes: pendingNotes })
    pendingNotes = []
  }
  const note = (text: string, forward = false) => {
    if (text === "") return
    const last = beats.at(-1)
    if (last && !forward) last.notes.push(text)
    else pendingNotes.push(text)
  }
  const endSpeech = () => {
    if (cue) {
      const start = beats.length
      for (const beat of listSpeechBeats(cue, spoken, start)) add(beat)
      if (cue.dual === "right") pairDual(beats, start)
    }
    cue = null
    spoken = []
  }

  for (const element of elements) {
    const speaks = ["dialogue", "parenthetical", "lyric"].includes(element.kind)
    if (cue && speaks) {
      spoken.push(element)
      continue
    }
    if (cue && element.kind === "note") {
      pendingNotes.push(element.text)
      continue
    }
    endSpeech()
    if (element.kind === "cue") {
      cue = element
    } else if (element.kind === "transition" || element.kind === "note") {
      note(toPlainText(element))
    } else if (element.kind === "action" || element.kind === "centred" || speaks) {
      const words = toPlainWords(element)
      if (fade.test(words.text.trim())) {
        note(words.text.trim(), /^FADE (?:IN|UP)/i.test(words.text.trim()))
        continue
      }
      addActionBeats(words, names, beats, add)
    }
  }
  endSpeech()
  const last = beats.at(-1)
  if (last) last.notes.push(...pendingNotes)
  return joinShortTurns(beats)
}

function addActionBeats(
  words: Words,
  names: NameFinder,
  beats: Draft[],
  add: (beat: Omit<Draft, "notes">) => void,
): void {
  const block = beats.length
  const before = beats.at(-1)
  const whole = toOneLine(words.text)
  if (before && before.action !== "" && isOnlySound(whole)) {
    before.action += ` ${whole}`
    before.to = placeOf(words, { from: 0, to: words.text.trimEnd().length }).to
    return
  }
  let open: Stretch | null = null
  const close = () => {
    if (!open) return
    const action = toOneLine(words.text.slice(open.from, open.to))
    add({ action, speeches: [], ...placeOf(words, open), block })
    open = null
  }
  for (const sentence of splitSentences(words.text)) {
    for (const piece of splitLong(words.text, sentence, sentenceLimit)) {
      const current: Stretch | null = open
      const both: Stretch = { from: current?.from ?? piece.from, to: piece.to }
      const opened = current ? words.text.slice(current.from, current.to) : ""
      if (current && startsPanel(opened, words.text.slice(piece.from, piece.to), names)) close()
      open = open ? both : piece
    }
  }
  close()
}

/** Whether a sentence needs a panel of its own after those already in one. */
function startsPanel(opened: string, next: string, names: NameFinder): boolean {
  if (opened.length > characterLimit) return true
  if (countWords(opened) + countWords(next) > actionLimit) return true
  if (findDirection(next, names).starts) return true
  if (findDirection(opened, names).starts && turnsToSomebody(next, names)) return true
  const seen = new Set(names.find(opened))
  return seen.size > 0 && names.find(next).some((name) => !seen.has(name))
}

/** After `CLOSE ON the key.` a sentence about it stays in the picture; one about a person does not. */
const turnsToSomebody = (sentence: string, names: NameFinder) =>
  /^(?:She|He|They)(?!\p{L})/u.test(sentence) || names.find(sentence).length > 0

function listSpeechBeats(
  cue: CueElement,
  spoken: readonly ScriptElement[],
  block: number,
): Omit<Draft, "notes">[] {
  const kept = cue.extensions.filter((extension) => !continued.test(extension))
  const label = [cue.name, ...kept.map((extension) => `(${extension})`)].join(" ")
  const offScreen = kept.some((extension) => unseen.test(extension))
  const chunks: { text: string; from: number; to: number; open: boolean }[] = []
  for (const element of spoken) {
    const words = toPlainWords(element)
    const aside = element.kind === "parenthetical"
    for (const sentence of aside
      ? [{ from: 0, to: words.text.length }]
      : splitSentences(words.text)) {
      for (const piece of splitLong(words.text, sentence, speechLimit)) {
        const text = toOneLine(words.text.slice(piece.from, piece.to))
        if (text === "") continue
        const { from, to } = placeOf(words, piece)
        const last = chunks.at(-1)
        const fits =
          last &&
          last.text.length < characterLimit &&
          countWords(`${last.text} ${text}`) <= speechLimit
        if (last && (last.open || (fits && !aside))) {
          Object.assign(last, { text: `${last.text} ${text}`, to, open: aside })
        } else {
          chunks.push({ text, from, to, open: aside })
        }
      }
    }
  }
  return chunks.map(({ text, from, to }, index) => ({
    action: "",
    speeches: [{ label, speaker: cue.name, text, offScreen }],
    from: index === 0 ? cue.from : from,
    to,
    block,
  }))
}

/** Two people who speak at once are in one panel. */
function pairDual(beats: Draft[], start: number): void {
  const right = beats[start]
  const last = beats[start - 1]
  if (!right || !last || last.speeches.length === 0) return
  let first = start - 1
  while (first > 0 && beats[first - 1]?.block === last.block) first -= 1
  const together = beats.splice(first)
  beats.push(joinBeats(together))
}

/** A quick exchange (`Yes.` `No.`) is one picture of both. */
function joinShortTurns(beats: readonly Draft[]): Draft[] {
  const joined: Draft[] = []
  for (const beat of beats) {
    const before = joined.at(-1)
    const isShort = (candidate: Draft | undefined) =>
      candidate?.speeches.length === 1 &&
      candidate.action === "" &&
      candidate.speeches.every(({ text, offScreen }) => !offScreen && countWords(text) < shortTurn)
    if (before && isShort(before) && isShort(beat) && before.block !== beat.block) {
      joined.splice(-1, 1, joinBeats([before, beat]))
    } else {
      joined.push(beat)
    }
  }
  return joined
}

function joinBeats(beats: readonly Beat[]): Draft {
  return {
    action: beats
      .map(({ action }) => action)
      .filter((action) => action !== "")
      .join(" "),
    speeches: beats.flatMap(({ speeches }) => speeches),
    notes: beats.flatMap(({ notes }) => notes),
    from: beats[0]?.from ?? 0,
    to: beats.at(-1)?.to ?? 0,
    block: beats[0]?.block ?? 0,
  }
}

/** At most `limit` beats with about equally many words each. */
export function limitBeats(beats: readonly Beat[], limit: number): Beat[] {
  if (beats.length <= limit) return [...beats]
  const weights = beats.map(
    ({ action, speeches }) =>
      1 + countWords(action) + speeches.reduce((sum, { text }) => sum + countWords(text), 0),
  )
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const groups: Beat[][] = Array.from({ length: Math.max(1, Math.floor(limit)) }, () => [])
  let passed = 0
  for (const [index, beat] of beats.entries()) {
    const middle = passed + (weights[index] ?? 0) / 2
    passed += weights[index] ?? 0
    groups[Math.min(groups.length - 1, Math.floor((middle / total) * groups.length))]?.push(beat)
  }
  return groups.filter((group) => group.length > 0).map(joinBeats)
}

function placeOf(words: Words, stretch: Stretch): Stretch {
  const from = words.offsets[stretch.from] ?? 0
  return { from, to: (words.offsets[stretch.to - 1] ?? from) + 1 }
}
