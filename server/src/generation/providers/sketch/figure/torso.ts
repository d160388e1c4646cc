import {
  add,
  between,
  cross,
  normalise,
  scale,
  subtract,
  type Axes,
  type Point3,
} from "../geometry/vector.ts"
import type { Garment } from "./garment.ts"
import type { Skeleton } from "./skeleton.ts"

/** An oval cut through the clothed body. */
export interface Section {
  readonly centre: Point3
  readonly right: Point3
  readonly forward: Point3
  readonly half: number
  readonly deep: number
}

/** From the hem up to the neck. `hip` is the index of the section at the hips. */
export function createSections(
  skeleton: Skeleton,
  garment: Garment,
): { sections: Section[]; hip: number } {
  const { proportions, pelvis, waist, chest, neck, hipAxes, chestAxes, legs } = skeleton
  const { height, girth } = proportions
  const wide = girth * garment.loose
  const belly = girth > 1.2 ? 1.25 : 1
  const section = (centre: Point3, axes: Axes, half: number, deep: number): Section => ({
    centre,
    right: axes.right,
    forward: axes.forward,
    half: half * height,
    deep: deep * height,
  })
  const skirt: Section[] = []
  const [left, right] = legs
  const legPoint = (share: number, leg: typeof left) =>
    share < 0.5
      ? between(leg.hip, leg.knee, share * 2)
      : between(leg.knee, leg.ankle, share * 2 - 1)
  const steps = Math.max(1, Math.round(garment.hem * 6))
  for (let step = steps; step >= 1; step -= 1) {
    const share = (garment.hem * step) / steps
    const a = legPoint(share, left)
    const b = legPoint(share, right)
    const a0 = legPoint(Math.max(0, share - 0.1), left)
    const b0 = legPoint(Math.max(0, share - 0.1), right)
    const centre = between(a, b, 0.5)
    const down = normalise(subtract(centre, between(a0, b0, 0.5)))
    const across = subtract(b, a)
    const spread = Math.hypot(across.x, across.y, across.z) / height
    const rightward = normalise(
      add(scale(normalise(across), spread > 0.08 ? 0.8 : 0.1), hipAxes.right),
    )
    const outward = cross(rightward, down)
    const grow = 1 + (garment.flare - 1) * (step / steps)
    skirt.push({
      centre,
      right: rightward,
      forward: scale(outward, -1),
      half: (Math.max(0.088, spread / 2 + 0.052) * wide * grow + 0.008) * height,
      deep: 0.068 * wide * grow * height,
    })
  }
  const trunk = [
    section(
      add(pelvis, scale(hipAxes.up, -0.02 * height)),
      hipAxes,
      0.094 * wide,
      0.071 * wide * belly,
    ),
    section(waist, hipAxes, 0.083 * wide * garment.waist, 0.06 * wide * belly),
    section(chest, chestAxes, 0.098 * wide, 0.069 * wide),
    section(between(chest, neck, 0.55), chestAxes, 0.102 * wide, 0.064 * wide),
    section(between(chest, neck, 0.88), chestAxes, 0.085 * wide, 0.05 * wide),
    section(add(neck, scale(chestAxes.up, 0.006 * height)), chestAxes, 0.042 * wide, 0.036 * wide),
  ]
  return { sections: [...skirt, ...trunk], hip: skirt.length }
}

/** A point on the clothes: `angle` 0 front, 90 the own right; `level` counts sections. */
export function onTorso(sections: readonly Section[], angle: number, level: number) {
  const index = Math.max(0, Math.min(sections.length - 2, Math.floor(level)))
  const low = sections[index]
  const high = sections[index + 1] ?? low
  if (!low || !high) throw new Error("a torso has sections")
  const share = level - index
  const turn = (angle * Math.PI) / 180
  const [sin, cos] = [Math.sin(turn), Math.cos(turn)]
  const half = low.half + (high.half - low.half) * share
  const deep = low.deep + (high.deep - low.deep) * share
  const right = normalise(between(low.right, high.right, share))
  const forward = normalise(between(low.forward, high.forward, share))
  const centre = between(low.centre, high.centre, share)
  return {
    point: add(centre, add(scale(right, half * sin), scale(forward, deep * cos))),
    normal: normalise(add(scale(right, sin / half), scale(forward, cos / deep))),
  }
}

export const ringOf = (section: Section, count = 12): Point3[] =>
  Array.from({ length: count }, (_, index) => {
    const turn = (index / count) * Math.PI * 2
    return add(
      section.centre,
      add(
        scale(section.right, section.half * Math.sin(turn)),
        scale(section.forward, section.deep * Math.cos(turn)),
      ),
    )
  })
