import type { PoseName } from "../figure/pose-names.ts"
import type { PropKind } from "../prop/catalogue.ts"
import type { Expression } from "../scene-graph.ts"

/** Where something is to something else, in the words of the script. */
export type Preposition =
  | "on"
  | "in"
  | "at"
  | "under"
  | "behind"
  | "before"
  | "beside"
  | "between"
  | "towards"
  | "against"

export interface Deed {
  readonly pose: PoseName
  readonly holds: PropKind | null
  readonly expression: Expression
  readonly close: boolean
  /** What it is done to, looked at or gone to. */
  readonly towards: PropKind | null
  /** Whom it is done to or with. */
  readonly partner: string | null
  /** What they sit on, stand at, hide behind: a place for them. */
  readonly spot: { readonly preposition: Preposition; readonly kind: PropKind } | null
  /** Turned from the camera, or to it. */
  readonly facing: "away" | "camera" | null
}

export interface NamedThing {
  readonly kind: PropKind
  /** Who has it in hand. */
  readonly owner: string | null
  readonly count: number
  readonly scale: number
  readonly spot: {
    readonly preposition: Preposition
    readonly kind: PropKind | null
    readonly person: string | null
  } | null
}

export interface ActionReading {
  readonly deeds: ReadonlyMap<string, Deed>
  readonly things: readonly NamedThing[]
  /** Words that nothing was made of. */
  readonly unknown: readonly string[]
}

/** Somebody the words may speak of. */
export interface Speakable {
  readonly name: string
  readonly pronoun: "she" | "he" | null
  /** Words for them besides the name. */
  readonly words: readonly string[]
}

export const idle: Deed = {
  pose: "stand",
  holds: null,
  expression: "neutral",
  close: false,
  towards: null,
  partner: null,
  spot: null,
  facing: null,
}
