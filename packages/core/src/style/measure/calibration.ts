import type { BlockName } from "./profile.ts"
import type { TraitName } from "./traits.ts"

/** What one calibration set says of pictures whose longer side has so many pixels. */
export interface Calibration {
  readonly weights: Readonly<Record<BlockName, number>>
  /** The weighed distance at which a picture belongs as likely as not. */
  readonly bias: number
  /** How far traits lie apart within one style: the standard deviation from its middle. */
  readonly spread: Readonly<Record<TraitName, number>>
}

const none = (value: number) => ({
  weights: {
    palette: value,
    tone: value,
    chroma: value,
    tint: value,
    colours: value,
    edges: value,
    pyramid: value,
    texture: value,
    ink: value,
  },
  bias: 1,
  spread: {
    redness: 1,
    warmth: 1,
    brightness: 1,
    contrast: 1,
    colourfulness: 1,
    thickness: 1,
    busyness: 1,
    fineness: 1,
  },
})

export const calibrations: Readonly<Record<256 | 512, Calibration>> = { 256: none(1), 512: none(1) }
