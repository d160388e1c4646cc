import type { Looks } from "@panelwright/core"

/** Details drawn on the front or round the torso; heights 0 at the hip to 1 at the neck. */
export type GarmentDetail =
  | "lapels"
  | "placket"
  | "belt"
  | "buttons"
  | "pockets"
  | "tie"
  | "collar"
  | "turtleneck"
  | "epaulettes"
  | "neckline"
  | "hem-rib"

export interface Garment {
  /** How far it falls: share of the leg from hip (0) to ankle (1). */
  readonly hem: number
  /** How much the skirt widens at its hem, as a factor. */
  readonly flare: number
  /** How much it stands off the body. */
  readonly loose: number
  readonly waist: number
  /** Albedo of what the legs wear relative to the garment; "bare" is skin. */
  readonly legs: "bare" | "dark" | "same"
  readonly sleeve: "full" | "short"
  readonly details: readonly GarmentDetail[]
}

export const garments: Record<Looks["garment"], Garment> = {
  coat: {
    hem: 0.56,
    flare: 1.26,
    loose: 1.2,
    waist: 1,
    legs: "dark",
    sleeve: "full",
    details: ["lapels", "placket", "belt", "pockets", "buttons"],
  },
  dress: {
    hem: 0.62,
    flare: 1.55,
    loose: 0.98,
    waist: 0.82,
    legs: "bare",
    sleeve: "short",
    details: ["neckline", "belt"],
  },
  suit: {
    hem: 0.14,
    flare: 1.08,
    loose: 1.08,
    waist: 0.95,
    legs: "same",
    sleeve: "full",
    details: ["lapels", "tie", "placket", "pockets"],
  },
  shirt: {
    hem: 0.06,
    flare: 1.02,
    loose: 1.02,
    waist: 0.95,
    legs: "dark",
    sleeve: "full",
    details: ["collar", "placket", "belt"],
  },
  robe: {
    hem: 0.93,
    flare: 1.4,
    loose: 1.18,
    waist: 1,
    legs: "same",
    sleeve: "full",
    details: ["lapels", "belt"],
  },
  uniform: {
    hem: 0.13,
    flare: 1.1,
    loose: 1.06,
    waist: 0.93,
    legs: "same",
    sleeve: "full",
    details: ["collar", "placket", "buttons", "belt", "pockets", "epaulettes"],
  },
  sweater: {
    hem: 0.07,
    flare: 1.06,
    loose: 1.12,
    waist: 1.04,
    legs: "dark",
    sleeve: "full",
    details: ["turtleneck", "hem-rib"],
  },
}

export const garmentTones: Record<Looks["garmentTone"], number> = {
  dark: 0.3,
  mid: 0.58,
  light: 0.9,
}
