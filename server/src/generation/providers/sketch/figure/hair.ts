import type { Looks } from "@panelwright/core"
import { ball, limb, type Limb } from "../drawing/form.ts"
import type { Face } from "./head.ts"

export const hairTones: Record<Looks["hairTone"], number> = { dark: 0.2, mid: 0.5, light: 0.86 }

/** Hair as masses: behind the head, over the skull (the face is painted over it) and in front of the face. */
export interface Hair {
  readonly back: readonly Limb[]
  readonly top: readonly Limb[]
  readonly front: readonly Limb[]
  readonly coversEars: boolean
  readonly blend?: number
}

export function hairOf({ hair }: Looks, face: Face): Hair {
  const { spot, unit } = face
  const mass = (x: number, y: number, z: number, radius: number) =>
    ball(spot(x, y, z), radius * unit)
  const strand = (
    from: readonly [number, number, number],
    fromRadius: number,
    to: readonly [number, number, number],
    toRadius: number,
  ) => limb(spot(...from), fromRadius * unit, spot(...to), toRadius * unit)
  const cap = [mass(0, 0.15, -0.1, 0.39), mass(0, 0.19, 0.03, 0.36), mass(0, -0.06, -0.17, 0.28)]
  const fringe = (side: -1 | 1) =>
    strand([side * 0.02, 0.4, 0.27], 0.055, [side * 0.27, 0.23, 0.2], 0.06)
  switch (hair) {
    case "bald":
      return { back: [], top: [], front: [], coversEars: false }
    case "short":
      return {
        back: [],
        top: [...cap, mass(0.08, 0.36, 0.12, 0.22)],
        front: [strand([-0.14, 0.36, 0.29], 0.05, [0.24, 0.32, 0.24], 0.075)],
        coversEars: false,
      }
    case "bob":
      return {
        back: [strand([0, 0.1, -0.15], 0.4, [0, -0.28, -0.14], 0.34)],
        top: [
          ...cap,
          strand([0.34, 0.2, -0.02], 0.12, [0.36, -0.34, 0.02], 0.12),
          strand([-0.34, 0.2, -0.02], 0.12, [-0.36, -0.34, 0.02], 0.12),
        ],
        front: [fringe(-1), fringe(1)],
        coversEars: true,
      }
    case "long":
      return {
        back: [
          strand([0, 0.1, -0.16], 0.4, [0, -0.5, -0.2], 0.36),
          strand([0, -0.5, -0.2], 0.36, [0.05, -0.95, -0.26], 0.24),
        ],
        top: [
          ...cap,
          strand([0.34, 0.15, -0.02], 0.11, [0.37, -0.6, -0.02], 0.1),
          strand([-0.34, 0.15, -0.02], 0.11, [-0.38, -0.66, -0.02], 0.11),
        ],
        front: [strand([-0.05, 0.41, 0.25], 0.05, [0.28, 0.2, 0.2], 0.06)],
        coversEars: true,
      }
    case "bun":
      return {
        back: [mass(0, 0.36, -0.42, 0.19)],
        top: [...cap, mass(0, 0.4, -0.36, 0.17)],
        front: [fringe(-1), fringe(1)],
        coversEars: false,
      }
    case "curly": {
      const curls = Array.from({ length: 13 }, (_, index) => {
        const angle = (index / 12) * Math.PI * 1.5 - Math.PI * 0.25
        return mass(
          Math.cos(angle) * 0.38,
          0.16 + Math.sin(angle) * 0.36,
          -0.06 + (index % 3) * 0.07,
          0.135,
        )
      })
      return {
        back: [mass(0, 0, -0.25, 0.4)],
        top: [
          ...cap,
          ...curls,
          mass(0, 0.42, 0.2, 0.14),
          mass(-0.2, 0.4, 0.18, 0.13),
          mass(0.2, 0.4, 0.18, 0.13),
        ],
        front: [
          mass(-0.15, 0.36, 0.3, 0.08),
          mass(0.02, 0.39, 0.32, 0.085),
          mass(0.18, 0.34, 0.28, 0.08),
        ],
        coversEars: true,
        blend: 0.03,
      }
    }
    case "cap":
      return {
        back: [],
        top: cap.slice(0, 1).concat(mass(0, -0.06, -0.17, 0.28)),
        front: [],
        coversEars: false,
      }
    case "hood":
      return {
        back: [
          strand([0, 0.16, -0.14], 0.5, [0, -0.3, -0.12], 0.46),
          strand([0, -0.35, -0.1], 0.48, [0, -0.6, -0.08], 0.56),
        ],
        top: [],
        front: [],
        coversEars: true,
      }
  }
}

/** What is worn over the hair. */
export function hatsOf({ hair, garmentTone }: Looks, { spot, unit }: Face) {
  const tone = { dark: 0.26, mid: 0.5, light: 0.82 }[garmentTone]
  if (hair === "cap")
    return [
      {
        part: "cap",
        lift: 0.09,
        albedo: 0.24,
        blend: 0.1,
        limbs: [limb(spot(0, 0.3, -0.12), 0.36 * unit, spot(0, 0.33, 0.05), 0.34 * unit)],
      },
      {
        part: "peak",
        lift: 0.11,
        albedo: 0.16,
        blend: 0.02,
        limbs: [
          limb(spot(-0.24, 0.2, 0.33), 0.035 * unit, spot(0, 0.175, 0.52), 0.035 * unit),
          limb(spot(0.24, 0.2, 0.33), 0.035 * unit, spot(0, 0.175, 0.52), 0.035 * unit),
          limb(spot(-0.2, 0.21, 0.33), 0.04 * unit, spot(0.2, 0.21, 0.33), 0.04 * unit),
          limb(spot(-0.1, 0.19, 0.43), 0.04 * unit, spot(0.1, 0.19, 0.43), 0.04 * unit),
        ],
      },
    ]
  if (hair !== "hood") return []
  const rim = Array.from({ length: 11 }, (_, index) => {
    const angle = (index / 10) * Math.PI * 1.56 - Math.PI * 0.28
    return spot(
      Math.cos(angle) * 0.4,
      0.04 + Math.sin(angle) * 0.47,
      0.16 + Math.max(0, Math.sin(angle)) * 0.12,
    )
  })
  return [
    {
      part: "hood-rim",
      lift: 0.1,
      albedo: tone,
      blend: 0.05,
      limbs: rim
        .slice(1)
        .map((point, index) => limb(rim[index] ?? point, 0.085 * unit, point, 0.085 * unit)),
    },
  ]
}
