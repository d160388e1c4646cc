import type { Looks } from "@panelwright/core"
import { ball, limb, type Limb } from "../drawing/form.ts"
import type { Face, Spot } from "./face.ts"

export const hairTones: Record<Looks["hairTone"], number> = { dark: 0.2, mid: 0.48, light: 0.76 }

/** Hair as masses behind the head and over the skull (the face is painted over them), in shares of the head. */
export interface Hair {
  readonly back: readonly Limb[]
  readonly top: readonly Limb[]
  /** Where hair ends and the face begins, from the own right ear over the forehead to the left. */
  readonly line: readonly Spot[]
  /** The way it lies: lines drawn on it. */
  readonly strands: readonly (readonly Spot[])[]
  readonly coversEars: boolean
  readonly blend: number
}

const mirror = (spots: readonly Spot[]): Spot[] =>
  spots.toReversed().map(([x, y, z]) => [-x, y, z] as const)

/** A hairline that is the same on both sides, given from the ear up to the middle. */
const even = (...half: readonly Spot[]): Spot[] => [
  ...half,
  ...mirror(half).slice((half.at(-1)?.[0] ?? 1) === 0 ? 1 : 0),
]
const both = (...spots: readonly Spot[]): Spot[][] => [[...spots], mirror(spots)]

const high = even([0.31, 0.06, 0.08], [0.285, 0.19, 0.16], [0.2, 0.285, 0.25], [0, 0.31, 0.32])

const curl = (x: number, y: number, z: number): Spot[] =>
  Array.from({ length: 7 }, (_, index): Spot => {
    const angle = x * 9 + (index / 6) * Math.PI * 1.25
    return [x + Math.cos(angle) * 0.055, y + Math.sin(angle) * 0.05, z]
  })

export function hairOf({ hair }: Looks, face: Face): Hair {
  const { spot, unit } = face
  const mass = (x: number, y: number, z: number, radius: number) =>
    ball(spot(x, y, z), radius * unit)
  const strand = (from: Spot, fromRadius: number, to: Spot, toRadius: number) =>
    limb(spot(...from), fromRadius * unit, spot(...to), toRadius * unit)
  const cap = [mass(0, 0.14, -0.09, 0.352), mass(0, 0.18, 0.02, 0.322), mass(0, -0.02, -0.16, 0.25)]
  const plainHair = { back: [], blend: 0.12, strands: [], line: high, coversEars: false }
  switch (hair) {
    case "bald":
      return {
        ...plainHair,
        top: [],
        line: even([0.31, 0.06, 0.06], [0.31, 0.2, 0.02], [0.24, 0.38, 0.02], [0, 0.465, 0.04]),
      }
    case "short":
      return {
        ...plainHair,
        top: [...cap, mass(-0.06, 0.3, 0.17, 0.2), mass(0.13, 0.32, 0.12, 0.18)],
        line: [
          [0.31, 0.0, 0.06],
          [0.285, 0.17, 0.16],
          [0.2, 0.27, 0.26],
          [0.08, 0.265, 0.325],
          [-0.12, 0.3, 0.31],
          [-0.22, 0.27, 0.24],
          [-0.29, 0.16, 0.15],
          [-0.31, 0.0, 0.06],
        ],
        strands: [
          [
            [-0.14, 0.3, 0.31],
            [-0.1, 0.4, 0.27],
            [0.02, 0.44, 0.24],
          ],
          [
            [-0.02, 0.3, 0.33],
            [0.03, 0.4, 0.29],
            [0.14, 0.42, 0.22],
          ],
          [
            [0.1, 0.29, 0.32],
            [0.15, 0.37, 0.26],
            [0.24, 0.36, 0.17],
          ],
          [
            [-0.33, 0.12, 0.02],
            [-0.34, 0.22, -0.04],
          ],
          [
            [0.33, 0.12, 0.02],
            [0.34, 0.22, -0.04],
          ],
          [
            [-0.12, 0.36, -0.36],
            [-0.16, 0.16, -0.44],
            [-0.15, -0.04, -0.42],
          ],
          [
            [0.1, 0.38, -0.36],
            [0.13, 0.18, -0.45],
            [0.12, -0.06, -0.43],
          ],
          [
            [-0.02, 0.46, -0.24],
            [-0.01, 0.28, -0.44],
            [-0.02, 0.06, -0.46],
          ],
          [
            [0.26, 0.2, -0.28],
            [0.26, 0.02, -0.32],
          ],
        ],
      }
    case "bob":
      return {
        ...plainHair,
        back: [strand([0, 0.08, -0.15], 0.355, [0, -0.24, -0.19], 0.25)],
        top: [
          ...cap,
          strand([0.28, 0.2, -0.04], 0.13, [0.315, -0.32, -0.06], 0.085),
          strand([-0.28, 0.2, -0.04], 0.13, [-0.315, -0.34, -0.06], 0.09),
        ],
        line: [
          [0.3, -0.2, 0.1],
          [0.3, 0.06, 0.12],
          [0.26, 0.17, 0.2],
          [0.14, 0.2, 0.3],
          [-0.06, 0.24, 0.33],
          [-0.2, 0.27, 0.25],
          [-0.285, 0.12, 0.15],
          [-0.305, -0.2, 0.1],
        ],
        strands: [
          [
            [-0.12, 0.49, 0.16],
            [0.06, 0.4, 0.31],
            [0.2, 0.22, 0.28],
          ],
          [
            [-0.12, 0.5, 0.12],
            [0.16, 0.42, 0.24],
            [0.3, 0.18, 0.17],
          ],
          [
            [-0.12, 0.5, 0.06],
            [0.26, 0.4, 0.12],
            [0.41, 0.05, 0.06],
            [0.41, -0.33, 0.06],
          ],
          [
            [-0.14, 0.48, 0.14],
            [-0.28, 0.32, 0.2],
            [-0.36, 0.02, 0.12],
            [-0.37, -0.34, 0.1],
          ],
          [
            [-0.14, 0.49, 0.06],
            [-0.33, 0.34, 0.06],
            [-0.43, 0.02, 0.02],
            [-0.42, -0.32, 0.02],
          ],
          [
            [0, 0.5, -0.16],
            [0.1, 0.3, -0.46],
            [0.12, -0.1, -0.52],
            [0.1, -0.5, -0.46],
          ],
          [
            [0, 0.5, -0.16],
            [-0.14, 0.3, -0.44],
            [-0.18, -0.1, -0.5],
            [-0.16, -0.5, -0.44],
          ],
        ],
        coversEars: true,
      }
    case "long":
      return {
        ...plainHair,
        back: [
          strand([0, 0.08, -0.16], 0.355, [0, -0.5, -0.22], 0.3),
          strand([0, -0.5, -0.22], 0.3, [0.03, -0.95, -0.26], 0.17),
        ],
        top: [
          ...cap,
          strand([0.29, 0.15, -0.02], 0.115, [0.31, -0.66, 0.04], 0.035),
          strand([-0.29, 0.15, -0.02], 0.115, [-0.31, -0.74, 0.04], 0.04),
        ],
        line: even([0.285, -0.2, 0.1], [0.285, 0.08, 0.15], [0.21, 0.24, 0.25], [0, 0.36, 0.3]),
        strands: [
          ...both(
            [0, 0.5, 0.14],
            [0.2, 0.38, 0.26],
            [0.32, 0.1, 0.17],
            [0.35, -0.3, 0.1],
            [0.33, -0.62, 0.07],
          ),
          ...both([0, 0.51, 0.08], [0.28, 0.38, 0.12], [0.41, 0.05, 0.05], [0.43, -0.4, 0.03]),
          ...both([0.02, 0.5, -0.16], [0.14, 0.3, -0.48], [0.16, -0.3, -0.52], [0.12, -1, -0.42]),
        ],
        coversEars: true,
      }
    case "bun":
      return {
        ...plainHair,
        back: [mass(0, 0.33, -0.46, 0.17)],
        top: [...cap, mass(0, 0.38, -0.38, 0.17)],
        strands: [
          ...both([0.03, 0.33, 0.33], [0.05, 0.5, 0.12], [0.03, 0.5, -0.2]),
          ...both([0.18, 0.31, 0.27], [0.26, 0.42, 0.05], [0.14, 0.44, -0.26]),
          ...both([0.3, 0.12, 0.13], [0.37, 0.2, -0.06], [0.2, 0.34, -0.36]),
        ],
      }
    case "curly": {
      const curls = Array.from({ length: 15 }, (_, index) => {
        const angle = (index / 14) * Math.PI * 1.6 - Math.PI * 0.3
        const out = 0.4 + (index % 2) * 0.03
        return mass(
          Math.cos(angle) * out,
          0.14 + Math.sin(angle) * out * 0.95,
          -0.08 + (index % 3) * 0.08,
          0.115,
        )
      })
      return {
        ...plainHair,
        back: [mass(0, 0.02, -0.18, 0.37)],
        top: [
          ...cap,
          ...curls,
          mass(0, 0.4, 0.22, 0.14),
          mass(-0.2, 0.38, 0.2, 0.13),
          mass(0.2, 0.38, 0.2, 0.13),
        ],
        line: even(
          [0.29, -0.04, 0.1],
          [0.3, 0.1, 0.14],
          [0.2, 0.2, 0.24],
          [0.1, 0.23, 0.3],
          [0, 0.22, 0.33],
        ),
        strands: [
          curl(-0.2, 0.4, 0.26),
          curl(0.02, 0.44, 0.28),
          curl(0.22, 0.38, 0.24),
          curl(-0.36, 0.2, 0.06),
          curl(0.36, 0.18, 0.06),
          curl(0.1, 0.3, 0.36),
          curl(-0.12, 0.28, 0.36),
          curl(-0.38, 0, 0.02),
          curl(0.38, -0.02, 0.02),
        ],
        coversEars: true,
        blend: 0.03,
      }
    }
    case "cap":
      return { ...plainHair, top: [mass(0, 0.1, -0.1, 0.375), mass(0, -0.04, -0.17, 0.27)] }
    case "hood":
      return {
        ...plainHair,
        back: [
          strand([0, 0.16, -0.12], 0.48, [0, -0.3, -0.12], 0.44),
          strand([0, -0.35, -0.1], 0.45, [0, -0.56, -0.08], 0.5),
        ],
        top: [],
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
