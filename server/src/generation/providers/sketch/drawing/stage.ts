import type { Lens } from "../geometry/lens.ts"
import { dot, type Point, type Point3 } from "../geometry/vector.ts"
import type { Hand } from "./hand.ts"
import type { Light } from "./light.ts"
import type { Sheet } from "./sheet.ts"

/** The camera and the light that a picture is drawn by. */
export interface Stage {
  readonly lens: Lens
  readonly light: Light
  readonly hand: Hand
  /** Metres beyond which the air takes contrast away; weather brings it nearer. */
  readonly clarity: number
}

export const layers = { sky: 0, far: 1, ground: 2, wall: 3, things: 4, air: 5, over: 6 } as const

/** Something to paint, from far to near inside its layer. */
export interface Item {
  readonly layer: number
  readonly depth: number
  paint(sheet: Sheet): void
}

/** Brightness of a surface as drawn: by day the hand may leave paper where tone would be, by night it may not. */
export function valueOf(stage: Stage, albedo: number, light: number, depth: number): number {
  const lit = albedo * light
  const { tone } = stage.hand
  const hold = tone + (1 - tone) * stage.light.darkness * 0.8
  const toned = 1 - (1 - lit) * hold
  const air = airAt(stage, depth)
  const haze = stage.light.ambient * 0.98
  return toned + (haze - toned) * air
}

/** The same for walls, ground and sky, which hold back further by day so that people and things stand before them. */
export function setValueOf(stage: Stage, albedo: number, light: number, depth: number): number {
  const value = valueOf(stage, albedo, light, depth)
  return value + (1 - value) * 0.36 * (1 - stage.light.darkness)
}

/** How much of a thing at this depth is air, 0–1. */
export const airAt = (stage: Stage, depth: number) =>
  1 - Math.exp(-Math.max(0, depth) / stage.clarity)

/** A factor on line weight: near things are drawn with more weight. */
export const weightAt = (depth: number) => Math.max(0.4, Math.min(1.35, 2.6 / (1 + depth * 0.35)))

/** The light's direction as it lies in the picture; `behind` is how much it comes from beyond the subject. */
export function lightOnPicture(stage: Stage, point: Point3): { side: Point; behind: number } {
  const towards = stage.light.towards(point)
  return {
    side: { x: dot(towards, stage.lens.right), y: -dot(towards, stage.lens.up) },
    behind: dot(towards, stage.lens.forward),
  }
}

export const facesCamera = (stage: Stage, point: Point3, normal: Point3) =>
  dot(normal, {
    x: stage.lens.eye.x - point.x,
    y: stage.lens.eye.y - point.y,
    z: stage.lens.eye.z - point.z,
  }) > 0
