import type { Angle, Movement, Size } from "../film/vocabulary.ts"
import type { Beat } from "./beat.ts"

/** How one panel looks at its beat, before the rhythm of the scene is settled. */
export interface Framing {
  readonly size: Size
  readonly angle: Angle
  readonly movement: Movement
  /** Names of who is in the picture. */
  readonly cast: readonly string[]
  /** The script's own words ask for this size. */
  readonly asked: boolean
  /** Wants to be a further panel of the shot before. */
  readonly continues: boolean
}

/** What is known of a scene when the next beat is framed. */
export interface Stage {
  /** Everybody seen or heard so far, the most recent last. */
  readonly present: readonly string[]
  readonly beforeBeat: Beat | null
  readonly before: Framing | null
  /** Speeches so far without a longer stretch of action between. */
  readonly turns: number
  readonly lastBeat: boolean
}

/** Focal lengths in millimetres on a full-frame sensor that suit a size. */
export const lenses: Record<Size, number> = {
  establishing: 24,
  "extreme-wide": 24,
  wide: 28,
  full: 35,
  cowboy: 40,
  medium: 50,
  "medium-close-up": 65,
  "close-up": 85,
  "big-close-up": 100,
  "extreme-close-up": 100,
  insert: 100,
}
