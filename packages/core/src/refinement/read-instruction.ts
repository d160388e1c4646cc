import type { PanelId } from "../identity/identity.ts"
import { findTargets, type FoundTarget } from "./find-target.ts"
import { findLikeWords } from "./read-like.ts"
import { listHere, namePanels, type ReadingContext } from "./reading.ts"

/** What a person's words ask for, and of which panels. */
export interface Refinement {
  readonly panelIds: readonly PanelId[]
  /** What is asked of each of them, with the words for the panels taken out. */
  readonly instruction: string
  /** Which panels those are, in words to be shown before it runs. */
  readonly says: string
}

export type Understanding =
  | (Refinement & {
      readonly kind: "understood"
      /** The words named panels, or stood for something else, so that a person should see how they were read. */
      readonly named: boolean
    })
  /** The words may mean several things: a person has to say which. */
  | { readonly kind: "ambiguous"; readonly words: string; readonly readings: readonly Refinement[] }
  /** The words name panels that are not there. */
  | { readonly kind: "no-such-panel"; readonly words: string }
  /** Panels are named and nothing is asked of them yet, or nothing is written at all. */
  | { readonly kind: "nothing-asked"; readonly says: string | null }

/**
 * Reads an instruction as people write it: "panel 3: make it night", "closer on the next one", "make the last two
 * darker", "all close-ups of Mara from below", "same as 12B". Words that name no panels are for those in hand.
 */
export function readInstruction(text: string, context: ReadingContext): Understanding {
  const like = findLikeWords(text, context)
  if (like === null) return readTargets(text.trim(), context, false)
  const [first, ...others] = like.readings
  if (!first) return { kind: "no-such-panel", words: text.slice(like.from, like.to) }
  const put = (words: string) =>
    readTargets(`${text.slice(0, like.from)}${words}${text.slice(like.to)}`.trim(), context, true)
  const one = put(first.words)
  if (others.length === 0 || one.kind !== "understood") return one
  const readings = like.readings.flatMap(({ says, words }) => {
    const read = put(words)
    return read.kind === "understood" ? [{ ...read, says: `${read.says}, like ${says}` }] : []
  })
  return { kind: "ambiguous", words: text.slice(like.from, like.to), readings }
}

function readTargets(text: string, context: ReadingContext, named: boolean): Understanding {
  for (const target of findTargets(text, context)) {
    const instruction = takeOut(text, target)
    if (instruction === null) continue
    const words = text.slice(target.from, target.to)
    const [first, ...others] = target.readings
    if (!first) return { kind: "no-such-panel", words }
    if (instruction === "") return { kind: "nothing-asked", says: first.says }
    const readings = target.readings.map(({ says, panels }) => ({
      panelIds: panels.map(({ id }) => id),
      instruction,
      says,
    }))
    const [only] = readings
    if (others.length > 0 || !only) return { kind: "ambiguous", words, readings }
    return { kind: "understood", ...only, named: true }
  }
  const here = listHere(context)
  if (text === "" || here.length === 0) return { kind: "nothing-asked", says: null }
  return {
    kind: "understood",
    panelIds: here.map(({ id }) => id),
    instruction: text,
    says: namePanels(here),
    named,
  }
}

const leading = /^(?:in|on|for|at|refine|change|edit|and|please)?\s*$/i
const preposition = /(?:^|\s)(?:in|on|for|of|from|to|at|across|throughout|with)\s+$/i
const verb = /(?:^|\s)(?:make|turn|keep|render|draw|get|have|show|put|set)\s+$/i
const joining = /^\s*(?:[:,–—-]\s*)?(?:(?:should|must|has to|needs to|have to) (?:be )?|to be )?/i

/**
 * The instruction without the words for its panels; null where they stand as a thing that is asked for ("add a sign
 * like scene 4") and not as what it is asked of.
 */
function takeOut(text: string, { from, to }: FoundTarget): string | null {
  const before = text.slice(0, from)
  const after = text.slice(to)
  if (leading.test(before)) return after.replace(joining, "").trim()
  const ends = /^\s*[.!]?\s*$/.test(after)
  if (preposition.test(before))
    return ends || /^\s*(?:,|and\b)/i.test(after)
      ? `${before.replace(preposition, "")}${ends ? "" : after}`.trim()
      : null
  if (verb.test(before)) return `${before}it${ends ? "" : after}`.trim()
  return ends ? `${before}it`.trim() : null
}
