import type { Sheet } from "../drawing/sheet.ts"
import type { Stage } from "../drawing/stage.ts"
import type { Face, Spot } from "./face.ts"
import type { Mood } from "./mood.ts"

/** What eyes and mouth are painted with. */
export interface FeatureTools {
  readonly sheet: Sheet
  readonly stage: Stage
  readonly face: Face
  readonly mood: Mood
  /** The head's height in units of a 1536 wide picture. */
  readonly scaled: number
  readonly dark: string
  readonly visible: (x: number, y: number, z: number) => boolean
  readonly draw: (
    spots: readonly Spot[],
    options?: { weight?: number; opacity?: number; looseness?: number },
  ) => void
}
