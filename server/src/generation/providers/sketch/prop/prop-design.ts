import type { Part } from "./part.ts"

/** A thing that can be staged. */
export interface PropDesign {
  /** Nouns that mean it, the plainest first. */
  readonly words: readonly string[]
  /** Width, height and depth in metres, for framing, masks and keeping clear. */
  readonly extent: readonly [width: number, height: number, depth: number]
  readonly parts: readonly Part[]
  /** Where its light comes from when lit, and how far it reaches in metres. */
  readonly light?: { readonly height: number; readonly reach: number; readonly strength: number }
  /** Small enough for a hand: how it lies there, from the palm. */
  readonly held?: boolean
  /** Stands on a table when there is one. */
  readonly onTable?: boolean
  /** Hangs on or stands in a wall, this high. */
  readonly onWall?: number
  /** People sit on it, this high. */
  readonly seat?: number
}
