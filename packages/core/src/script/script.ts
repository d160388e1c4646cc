/**
 * A script as read from its text. Nothing of the text is thrown away: each element keeps its source and what
 * stood before it, and the text stays the owner of every word (offsets are UTF-16 code units in it, so that a
 * panel can be anchored to words).
 */
export interface ParsedScript {
  readonly titlePage: readonly TitlePageEntry[]
  readonly scenes: readonly ScriptScene[]
  /** In order; `lead` and `source` of all, then `tail`, are the whole text. */
  readonly elements: readonly ScriptElement[]
  /** White space after the last element. */
  readonly tail: string
  readonly warnings: readonly ScriptWarning[]
}

export interface TitlePageEntry {
  readonly key: string
  readonly values: readonly string[]
}

/** EXT., INT. or either; null where a forced heading names none. EST. is an exterior. */
export type Setting = "interior" | "exterior" | "both"

export interface HeadingParts {
  /** As written, without the forcing dot and the number; empty for words before the first heading. */
  readonly heading: string
  /** The production's own number (`12`, `A1`, `12-A.1`); null when the script gives none. */
  readonly number: string | null
  readonly setting: Setting | null
  /** `LIGHTHOUSE - LAMP ROOM`, as written. */
  readonly place: string
  /** DAY, NIGHT, CONTINUOUS, … in capitals; null when the heading gives none. */
  readonly timeOfDay: string | null
}

export interface ScriptScene extends HeadingParts {
  readonly from: number
  readonly to: number
  /** The heading first, where there is one. */
  readonly elements: readonly ScriptElement[]
}

interface Span {
  readonly from: number
  readonly to: number
  /** The white space between the element before and this one. */
  readonly lead: string
  /** Exactly the text from `from` to `to`: marks, notes and emphasis included. */
  readonly source: string
}

interface Wording {
  /** Without marks that force a kind, notes and boneyards; emphasis is kept (see `toPlainText`). */
  readonly text: string
}

/** The side in dialogue that two people speak at once; null for all other dialogue. */
export type DualSide = "left" | "right" | null

interface Speaking {
  readonly dual: DualSide
}

export interface HeadingElement extends Span, Wording, HeadingParts {
  readonly kind: "heading"
}

export interface CueElement extends Span, Wording, Speaking {
  readonly kind: "cue"
  readonly name: string
  /** Without parentheses: `V.O.`, `O.S.`, `CONT'D`, `on the radio`. */
  readonly extensions: readonly string[]
}

export interface SpeechElement extends Span, Wording, Speaking {
  readonly kind: "dialogue" | "parenthetical" | "lyric"
}

export interface SectionElement extends Span, Wording {
  readonly kind: "section"
  readonly depth: number
}

export interface PlainElement extends Span, Wording {
  readonly kind:
    | "title-page"
    | "action"
    | "transition"
    | "centred"
    | "synopsis"
    | "note"
    | "boneyard"
    | "page-break"
}

export type ScriptElement =
  | HeadingElement
  | CueElement
  | SpeechElement
  | SectionElement
  | PlainElement

/** Something read on a guess, for a person to look at. `line` counts from 1. */
export type ScriptWarning =
  | {
      readonly kind: "heading-not-separated"
      readonly line: number
      readonly from: number
      readonly heading: string
    }
  | {
      readonly kind: "transition-not-separated"
      readonly line: number
      readonly from: number
      readonly text: string
    }
  | { readonly kind: "boneyard-unclosed"; readonly line: number; readonly from: number }
  | { readonly kind: "note-unclosed"; readonly line: number; readonly from: number }
  | { readonly kind: "dual-without-partner"; readonly line: number; readonly from: number }
  | { readonly kind: "no-headings" }
