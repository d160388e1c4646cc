import type { Stuff } from "../drawing/hand.ts"
import { at, type Point3 } from "../geometry/vector.ts"

/** Pieces that things are built from, in metres; the origin is the middle of the foot, z the thing's front. */
export interface Surface {
  readonly albedo: number
  readonly stuff: Stuff
}

export interface Flat extends Surface {
  readonly shape: "flat"
  /** Faces with their front where their points run counter-clockwise as seen; `both` sides may show. */
  readonly faces: readonly (readonly Point3[])[]
  readonly both: boolean
  /** Gives light when the thing is lit. */
  readonly glows?: boolean
  /** No outline. */
  readonly bare?: boolean
}

export interface Round extends Surface {
  readonly shape: "round"
  readonly from: Point3
  readonly fromRadius: number
  readonly to: Point3
  readonly toRadius: number
  readonly glows?: boolean
}

export interface Soft extends Surface {
  readonly shape: "soft"
  readonly limbs: readonly (readonly [Point3, number, Point3, number])[]
  readonly blend: number
  readonly thickness: number
  /** Broken edge as of leaves, metres. */
  readonly ragged?: number
}

export interface Lines {
  readonly shape: "lines"
  readonly lines: readonly (readonly Point3[])[]
  readonly weight: number
}

export type Part = Flat | Round | Soft | Lines

export const wood: Surface = { albedo: 0.62, stuff: "wood" }
export const darkWood: Surface = { albedo: 0.4, stuff: "wood" }
export const metal: Surface = { albedo: 0.52, stuff: "metal" }
export const darkMetal: Surface = { albedo: 0.24, stuff: "metal" }
export const white: Surface = { albedo: 0.95, stuff: "plain" }
export const glass: Surface = { albedo: 0.78, stuff: "water" }
export const fabric: Surface = { albedo: 0.66, stuff: "cloth" }
export const darkFabric: Surface = { albedo: 0.42, stuff: "cloth" }
export const leaf: Surface = { albedo: 0.5, stuff: "leaf" }
export const stone: Surface = { albedo: 0.7, stuff: "stone" }
export const black: Surface = { albedo: 0.14, stuff: "plain" }
export const glow: Surface = { albedo: 1, stuff: "glow" }

/** A box by the middle of its foot and its width, height and depth. */
export function box(
  surface: Surface,
  [x, y, z]: readonly [number, number, number],
  [width, height, depth]: readonly [number, number, number],
): Flat {
  const corner = (sx: number, sy: number, sz: number) =>
    at(x + (sx * width) / 2, y + sy * height, z + (sz * depth) / 2)
  const c = {
    lbf: corner(-1, 0, 1),
    rbf: corner(1, 0, 1),
    rtf: corner(1, 1, 1),
    ltf: corner(-1, 1, 1),
    lbb: corner(-1, 0, -1),
    rbb: corner(1, 0, -1),
    rtb: corner(1, 1, -1),
    ltb: corner(-1, 1, -1),
  }
  return {
    ...surface,
    shape: "flat",
    both: false,
    faces: [
      [c.lbf, c.rbf, c.rtf, c.ltf],
      [c.rbb, c.lbb, c.ltb, c.rtb],
      [c.lbb, c.lbf, c.ltf, c.ltb],
      [c.rbf, c.rbb, c.rtb, c.rtf],
      [c.ltf, c.rtf, c.rtb, c.ltb],
      [c.lbb, c.rbb, c.rbf, c.lbf],
    ],
  }
}

/** A flat sheet seen from both sides. */
export const sheetOf = (surface: Surface, ...faces: readonly (readonly Point3[])[]): Flat => ({
  ...surface,
  shape: "flat",
  both: true,
  faces,
})

export const round = (
  surface: Surface,
  from: readonly [number, number, number],
  fromRadius: number,
  to: readonly [number, number, number],
  toRadius: number,
): Round => ({ ...surface, shape: "round", from: at(...from), fromRadius, to: at(...to), toRadius })

type LimbSpec = readonly [
  x1: number,
  y1: number,
  z1: number,
  r1: number,
  x2: number,
  y2: number,
  z2: number,
  r2: number,
]

export const soft = (
  surface: Surface,
  blend: number,
  thickness: number,
  limbs: readonly LimbSpec[],
  ragged = 0,
): Soft => ({
  ...surface,
  shape: "soft",
  blend,
  thickness,
  ragged,
  limbs: limbs.map(([x1, y1, z1, r1, x2, y2, z2, r2]) => [at(x1, y1, z1), r1, at(x2, y2, z2), r2]),
})

/** A side view (x along the length, y up) given a width along z. */
export function prism(
  surface: Surface,
  profile: readonly (readonly [x: number, y: number])[],
  width: number,
  taper = 1,
): Flat {
  const top = Math.max(...profile.map(([, y]) => y))
  const low = Math.min(...profile.map(([, y]) => y))
  const half = (y: number) => (width / 2) * (1 - (1 - taper) * ((y - low) / (top - low || 1)))
  const near = profile.map(([x, y]) => at(x, y, half(y)))
  const far = profile.map(([x, y]) => at(x, y, -half(y)))
  const strips = profile.map((_, index): readonly Point3[] => {
    const next = (index + 1) % profile.length
    const [a, b, c, d] = [near[index], near[next], far[next], far[index]]
    return a && b && c && d ? [b, a, d, c] : []
  })
  return {
    ...surface,
    shape: "flat",
    both: true,
    faces: [near, far.toReversed(), ...strips.filter((strip) => strip.length > 0)],
  }
}

export const lines = (weight: number, ...runs: readonly (readonly Point3[])[]): Lines => ({
  shape: "lines",
  weight,
  lines: runs,
})

/** Four legs under a top. */
export const legs = (
  surface: Surface,
  width: number,
  depth: number,
  height: number,
  thick = 0.05,
): Flat[] =>
  [
    [-1, -1],
    [1, -1],
    [-1, 1],
    [1, 1],
  ].map(([sx = 0, sz = 0]) =>
    box(
      surface,
      [(sx * (width - thick)) / 2, 0, (sz * (depth - thick)) / 2],
      [thick, height, thick],
    ),
  )

/** A ring of a line, upright, facing forward. */
export const circle = (
  radius: number,
  [x, y, z]: readonly [number, number, number],
): readonly Point3[] =>
  Array.from({ length: 13 }, (_, index) => {
    const angle = (index / 12) * Math.PI * 2
    return at(x + radius * Math.cos(angle), y + radius * Math.sin(angle), z)
  })
