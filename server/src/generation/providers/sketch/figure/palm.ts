import { ball, flatten, limb, paintForm, type Limb } from "../drawing/form.ts"
import type { Sheet } from "../drawing/sheet.ts"
import type { Stage } from "../drawing/stage.ts"
import { createSeed } from "../geometry/random.ts"
import {
  add,
  at,
  cross,
  dot,
  normalise,
  place,
  scale,
  subtract,
  type Axes,
  type Point3,
} from "../geometry/vector.ts"
import type { Person } from "../scene-graph.ts"
import type { Arm, Skeleton } from "./skeleton.ts"

/** The hand's own directions: up along the fingers, right towards the thumb, forward out of the palm. */
export function createPalm(
  arm: Arm,
  skeleton: Skeleton,
): { axes: Axes; centre: Point3; length: number } {
  const forearm = normalise(subtract(arm.wrist, arm.elbow))
  // A wrist bends so far and no further.
  const along = arm.fingers ? normalise(add(scale(forearm, 0.35), arm.fingers)) : forearm
  const inward = scale(skeleton.chestAxes.right, -arm.side)
  const offered = along.y > 0.5 && (arm.shape === "open" || arm.shape === "flat")
  const thumb =
    arm.thumb ??
    (offered
      ? inward
      : add(
          scale(skeleton.chestAxes.forward, Math.abs(along.y) > 0.5 ? 1 : 0.3),
          add(scale(inward, 0.45), Math.abs(along.y) > 0.5 ? at(0, 0, 0) : at(0, 1, 0)),
        ))
  const flat = normalise(subtract(thumb, scale(along, dot(thumb, along))))
  const length = skeleton.proportions.height * 0.09
  return {
    axes: { up: along, right: flat, forward: scale(normalise(cross(flat, along)), -arm.side) },
    centre: add(arm.wrist, scale(along, length * 0.42)),
    length,
  }
}

const curls: Record<Arm["shape"], readonly [bend: number, spread: number]> = {
  relaxed: [0.5, 0.6],
  fist: [1, 0.2],
  point: [1, 0.2],
  grip: [0.85, 0.35],
  open: [0.12, 1.25],
  flat: [0.14, 0.55],
  pinch: [0.62, 0.4],
  clasp: [0.55, 0.5],
}

export function paintPalm(
  sheet: Sheet,
  stage: Stage,
  person: Person,
  arm: Arm,
  skeleton: Skeleton,
) {
  const { axes, length } = createPalm(arm, skeleton)
  const unit = length
  const spot = (x: number, y: number, z: number) =>
    place(arm.wrist, axes, x * unit, y * unit, z * unit)
  const pixels = (unit * stage.lens.unitAt(arm.wrist)) / sheet.unit
  const form = (
    part: string,
    limbs: readonly Limb[],
    thickness: number,
    weight: number,
    blend: number,
  ) =>
    paintForm(sheet, stage, {
      seed: createSeed(person.seed, "hand", arm.side, part),
      masses: limbs.map((part_) => flatten(stage, part_)),
      blend: blend * unit,
      centre: arm.wrist,
      thickness: thickness * unit,
      albedo: 0.96,
      stuff: "skin",
      weight,
    })
  const palm = [
    limb(spot(0, -0.05, 0), 0.17 * unit, spot(0.12, 0.42, 0), 0.17 * unit),
    limb(spot(0, -0.05, 0), 0.17 * unit, spot(-0.14, 0.4, 0), 0.16 * unit),
  ]
  if (pixels < 16) {
    const tip = arm.shape === "point" || arm.shape === "open" || arm.shape === "flat" ? 0.95 : 0.68
    form(
      "whole",
      [...palm, limb(spot(0, 0.3, 0), 0.2 * unit, spot(0, tip, 0.04), 0.12 * unit)],
      0.2,
      0.6,
      0.1,
    )
    return
  }
  const [bend, spread] = curls[arm.shape]
  const finger = (index: number): Limb[] => {
    const straight = arm.shape === "point" && index === 0
    const curl = straight ? 0.05 : bend
    const x = 0.2 - index * 0.135
    const fan = (1.5 - index) * 0.05 * spread
    const reach = [0.5, 0.55, 0.51, 0.41][index] ?? 0.45
    const first = spot(x + fan, 0.46 + reach * 0.5 * (1 - curl * 0.45), reach * 0.5 * curl)
    const second = spot(
      x + fan * 2,
      0.46 + reach * (0.5 * (1 - curl * 0.45) + 0.5 * (1 - curl * 1.5)),
      reach * (0.5 * curl + 0.42 * Math.min(1, curl * 1.4)),
    )
    return [
      limb(spot(x, 0.42, 0), 0.085 * unit, first, 0.075 * unit),
      limb(first, 0.075 * unit, second, 0.062 * unit),
    ]
  }
  const closed = arm.shape === "fist" || arm.shape === "grip"
  const thumb = closed
    ? [
        limb(spot(0.2, 0.12, 0.05), 0.1 * unit, spot(0.2, 0.42, 0.24), 0.08 * unit),
        limb(spot(0.2, 0.42, 0.24), 0.08 * unit, spot(0.02, 0.48, 0.34), 0.07 * unit),
      ]
    : [
        limb(
          spot(0.18, 0.12, 0.03),
          0.1 * unit,
          spot(0.34 + spread * 0.08, 0.42, 0.1),
          0.075 * unit,
        ),
        limb(
          spot(0.34 + spread * 0.08, 0.42, 0.1),
          0.075 * unit,
          spot(0.36 + spread * 0.14, 0.62, 0.12),
          0.06 * unit,
        ),
      ]
  // Seen from the back of the hand the fingers lie behind it, from the palm before it.
  const palmSeen = dot(axes.forward, subtract(stage.lens.eye, arm.wrist)) > 0
  const order = [3, 2, 1, 0]
  const fingers = () => {
    for (const index of order) form(`finger${index}`, finger(index), 0.08, 0.55, 0.04)
  }
  const base = () => form("palm", [...palm, ball(spot(0, 0.3, 0.02), 0.2 * unit)], 0.2, 0.65, 0.08)
  if (palmSeen) {
    base()
    fingers()
    form("thumb", thumb, 0.08, 0.55, 0.05)
  } else {
    form("thumb", thumb, 0.08, 0.55, 0.05)
    fingers()
    base()
  }
}
