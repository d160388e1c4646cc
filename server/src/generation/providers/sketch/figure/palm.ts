import { flatten, limb, paintForm, type Limb } from "../drawing/form.ts"
import type { Sheet } from "../drawing/sheet.ts"
import type { Stage } from "../drawing/stage.ts"
import { createRandom, createSeed } from "../geometry/random.ts"
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
import { createHandBones, type Bone } from "./hand-bones.ts"
import type { Arm, Skeleton } from "./skeleton.ts"

/**
 * The hand's own directions: up along the fingers, right towards the thumb, forward out of the palm; its middle, and
 * the middle of what it holds.
 */
export function createPalm(
  arm: Arm,
  skeleton: Skeleton,
): { axes: Axes; centre: Point3; grip: Point3; length: number } {
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
  const forward = scale(normalise(cross(flat, along)), -arm.side)
  const centre = add(arm.wrist, scale(along, length * 0.42))
  return {
    axes: { up: along, right: flat, forward },
    centre,
    grip: add(centre, scale(forward, length * (arm.shape === "grip" ? 0.2 : 0.12))),
    length,
  }
}

/** A hand, or what of it lies over the thing it holds: of a page that is the thumb alone. */
export function paintPalm(
  sheet: Sheet,
  stage: Stage,
  person: Person,
  arm: Arm,
  skeleton: Skeleton,
  shown: "all" | "over" | "thumb" = "all",
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
  const bones = createHandBones(arm.shape)
  const toLimb = ([from, fromRadius, to, toRadius]: Bone) =>
    limb(spot(...from), fromRadius * unit, spot(...to), toRadius * unit)
  const palm = bones.palm.map(toLimb)
  const fingers = bones.fingers.map((finger) => finger.map(toLimb))
  const thumb = bones.thumb.map(toLimb)
  if (shown === "thumb") {
    if (pixels >= 20) form("thumb", thumb, 0.08, 0.55, 0.05)
    return
  }
  if (pixels < 26) {
    // From afar a hand is one shape; what it does shows in its outline.
    form("whole", [...palm, ...fingers.flat(), ...thumb], 0.2, 0.6, 0.05)
    return
  }
  // Seen from the back of the hand the fingers lie behind it, from the palm before it.
  const palmSeen = dot(axes.forward, subtract(stage.lens.eye, arm.wrist)) > 0
  const near = (part: readonly Limb[]) => stage.lens.depthOf(part.at(-1)?.to ?? arm.wrist)
  const paintFingers = () => {
    for (const [index, finger] of [...fingers.entries()].toSorted(
      ([, a], [, b]) => near(b) - near(a),
    ))
      form(`finger${index}`, finger, 0.08, 0.55, 0.03)
  }
  const base = () => form("palm", palm, 0.2, 0.65, 0.1)
  const paintThumb = () => form("thumb", thumb, 0.08, 0.55, 0.05)
  if (palmSeen) {
    if (shown === "all") base()
    paintFingers()
    paintThumb()
  } else {
    if (shown === "all") {
      paintThumb()
      paintFingers()
    }
    base()
    paintKnuckles(sheet, stage, { spot, seed: createSeed(person.seed, "knuckles", arm.side) })
  }
}

function paintKnuckles(
  sheet: Sheet,
  stage: Stage,
  { spot, seed }: { spot: (x: number, y: number, z: number) => Point3; seed: number },
) {
  const random = createRandom(seed)
  for (let index = 0; index < 4; index += 1) {
    const x = 0.2 - index * 0.135
    const arc = [-0.045, 0, 0.045].map((aside) =>
      stage.lens.project(spot(x + aside, 0.41 - Math.abs(aside) * 0.6, -0.13)),
    )
    sheet.line(arc, { weight: 0.4, random, opacity: 0.75 })
  }
}
