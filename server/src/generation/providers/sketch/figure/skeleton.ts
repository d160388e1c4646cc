import type { Looks } from "@panelwright/core"
import {
  add,
  at,
  between,
  createAxes,
  cross,
  dot,
  length,
  normalise,
  place,
  rotateAxes,
  scale,
  subtract,
  type Axes,
  type Point3,
} from "../geometry/vector.ts"
import type { Person } from "../scene-graph.ts"
import { needOf } from "./pose-names.ts"
import { poses, type Pose, type Spot } from "./pose.ts"

/** Lengths in metres. */
export interface Proportions {
  readonly height: number
  readonly headHeight: number
  readonly shoulder: number
  readonly hip: number
  readonly spine: number
  readonly upperArm: number
  readonly forearm: number
  readonly thigh: number
  readonly shin: number
  /** A factor on the thickness of everything. */
  readonly girth: number
}

export interface Arm {
  readonly side: -1 | 1
  readonly shoulder: Point3
  readonly elbow: Point3
  readonly wrist: Point3
  readonly shape: Pose["hands"][number]
  /** Where the pose points fingers and thumb; null: as the forearm goes. */
  readonly fingers: Point3 | null
  readonly thumb: Point3 | null
}

export interface Leg {
  readonly side: -1 | 1
  readonly hip: Point3
  readonly knee: Point3
  readonly ankle: Point3
  readonly toe: Point3
}

export interface Skeleton {
  readonly proportions: Proportions
  readonly pelvis: Point3
  readonly waist: Point3
  readonly chest: Point3
  readonly neck: Point3
  /** The middle of the head and its crown and chin. */
  readonly head: Point3
  readonly crown: Point3
  readonly chin: Point3
  readonly hipAxes: Axes
  readonly chestAxes: Axes
  readonly headAxes: Axes
  readonly arms: readonly [left: Arm, right: Arm]
  readonly legs: readonly [left: Leg, right: Leg]
  /** Where the eyes look beyond the head's turn: shares of the eye's width and height. */
  readonly eyes: { readonly x: number; readonly y: number }
}

const girths: Record<Looks["build"], readonly [girth: number, shoulder: number]> = {
  slight: [0.86, 0.096],
  average: [1, 0.106],
  broad: [1.12, 0.12],
  heavy: [1.32, 0.118],
  child: [0.95, 0.1],
}

export function createProportions(looks: Looks): Proportions {
  const height = looks.height / 100
  const [girth, shoulder] = girths[looks.build]
  const young = looks.build === "child" || height < 1.35
  return {
    height,
    headHeight: height * (young ? 0.195 : 0.148),
    shoulder: height * shoulder,
    hip: height * 0.052 * (0.6 + girth * 0.4),
    spine: height * (young ? 0.268 : 0.298),
    upperArm: height * 0.168,
    forearm: height * 0.15,
    thigh: height * 0.248,
    shin: height * 0.242,
    girth,
  }
}

/** The joint between two bones that reach from `from` towards `to`, bent towards `pole`. */
function bend(from: Point3, to: Point3, upper: number, lower: number, pole: Point3) {
  const span = subtract(to, from)
  const reach = Math.min(length(span), (upper + lower) * 0.998) || 0.001
  const direction = normalise(span)
  const along = (upper * upper - lower * lower + reach * reach) / (2 * reach)
  const off = Math.sqrt(Math.max(0, upper * upper - along * along))
  const side = normalise(subtract(pole, scale(direction, dot(pole, direction))))
  return {
    joint: add(add(from, scale(direction, along)), scale(side, off)),
    end: add(from, scale(direction, reach)),
  }
}

/** Joints of a person in the world. `lookAt` turns head and eyes as far as a neck allows. */
export function createSkeleton(person: Person, lookAt: Point3 | null): Skeleton {
  const pose: Pose = poses[person.pose]
  const proportions = createProportions(person.looks)
  const { height } = proportions
  const body = rootOf(person, pose, proportions)
  const spot = ([x, y, z]: readonly [number, number, number]) =>
    place(body.origin, body.axes, x * height, y * height, z * height)

  const pelvis = spot([0, pose.pelvis[0], pose.pelvis[1]])
  const hipAxes = rotateAxes(body.axes, {
    turn: pose.twist * 0.25,
    lean: pose.hips ?? pose.lean * 0.3,
  })
  const chestAxes = rotateAxes(body.axes, { turn: pose.twist, lean: pose.lean, tip: pose.tip })
  const waist = add(pelvis, scale(hipAxes.up, proportions.spine * 0.32))
  const chest = add(waist, scale(chestAxes.up, proportions.spine * 0.38))
  const neck = add(chest, scale(chestAxes.up, proportions.spine * 0.3))

  const { axes: headAxes, eyes } = aimHead(pose, chestAxes, neck, proportions, lookAt)
  const neckLength = height * 0.016
  const neckAxis = normalise(add(chestAxes.up, scale(headAxes.up, 1.2)))
  const chinLevel = add(neck, scale(neckAxis, neckLength))
  const chin = add(chinLevel, scale(headAxes.forward, proportions.headHeight * 0.2))
  const head = add(
    add(chinLevel, scale(headAxes.up, proportions.headHeight * 0.5)),
    scale(chestAxes.forward, height * 0.014),
  )

  const towards = ([x, y, z]: Spot) => place(at(0, 0, 0), body.axes, x, y, z)
  const swing = createSwing(person, body.axes, neck, lookAt)
  const arm = (side: -1 | 1): Arm => {
    const own = side < 0 ? 0 : 1
    const shoulder = place(neck, chestAxes, side * proportions.shoulder, -height * 0.034, 0)
    const put = spot(side < 0 ? pose.leftHand : pose.rightHand)
    // Hands are put relative to the upright body; what a pose leans moves them with the chest.
    const target = swing(pose.planted ? put : carry(put, pelvis, body.axes, chestAxes, pose), side)
    const raised = dot(subtract(target, shoulder), chestAxes.up) > 0
    const given = pose.elbows?.[own]
    const pole = given
      ? towards(given)
      : place(at(0, 0, 0), chestAxes, side * (raised ? 0.9 : 0.28), -0.7, raised ? 0 : -0.7)
    const { joint, end } = bend(shoulder, target, proportions.upperArm, proportions.forearm, pole)
    const fingers = pose.fingers?.[own]
    const thumb = pose.thumbs?.[own]
    return {
      side,
      shoulder,
      elbow: joint,
      wrist: end,
      shape: pose.hands[own],
      fingers: fingers ? normalise(towards(fingers)) : null,
      thumb: thumb ? normalise(towards(thumb)) : null,
    }
  }
  const leg = (side: -1 | 1): Leg => {
    const own = side < 0 ? 0 : 1
    const hip = place(pelvis, hipAxes, side * proportions.hip, -height * 0.01, 0)
    const foot = side < 0 ? pose.leftFoot : pose.rightFoot
    const target = add(spot(foot), scale(body.axes.up, height * 0.046))
    const given = pose.knees?.[own]
    const pole = given
      ? towards(given)
      : place(at(0, 0, 0), body.axes, side * 0.16, pose.lies === "no" ? 0.1 : 0, 1)
    const { joint, end } = bend(hip, target, proportions.thigh, proportions.shin, pole)
    const down = ((pose.toes?.[own] ?? (foot[1] > 0.03 ? 29 : 8)) * Math.PI) / 180
    const out = side * 0.22 * Math.abs(Math.cos(down))
    const toe = add(
      end,
      scale(normalise(towards([out, -Math.sin(down), Math.cos(down)])), height * 0.105),
    )
    const floor = body.origin.y + height * 0.024
    const grounded = pose.lies === "no" && foot[1] >= 0 && toe.y < floor
    return {
      side,
      hip,
      knee: joint,
      ankle: end,
      toe: grounded ? at(toe.x, floor, toe.z) : toe,
    }
  }
  return {
    proportions,
    pelvis,
    waist,
    chest,
    neck,
    head,
    crown: add(head, scale(headAxes.up, proportions.headHeight * 0.5)),
    chin,
    hipAxes,
    chestAxes,
    headAxes,
    arms: [arm(-1), arm(1)],
    legs: [leg(-1), leg(1)],
    eyes,
  }
}

/** Hands that aim follow the eyes, as far as shoulders go: a move of a hand's target about the neck. */
function createSwing(person: Person, body: Axes, neck: Point3, lookAt: Point3 | null) {
  if (!lookAt || !needOf(person.pose).aims) return (target: Point3) => target
  const wanted = normalise(subtract(lookAt, neck))
  const aside = (Math.atan2(dot(wanted, body.right), dot(wanted, body.forward)) * 180) / Math.PI
  const above = (Math.asin(clamp(dot(wanted, body.up), 1)) * 180) / Math.PI
  if (Math.abs(aside) > 115) return (target: Point3) => target
  const axes = rotateAxes(body, { turn: clamp(aside, 62), lean: clamp(-above, 45) })
  const works = (side: -1 | 1) => side > 0 || person.pose.startsWith("aim")
  return (target: Point3, side: -1 | 1) => {
    if (!works(side)) return target
    const offset = subtract(target, neck)
    return place(
      neck,
      axes,
      dot(offset, body.right),
      dot(offset, body.up),
      dot(offset, body.forward),
    )
  }
}

function rootOf(person: Person, pose: Pose, { height }: Proportions) {
  const upright = createAxes(person.facing)
  const ground = at(person.position.x, person.position.y, person.position.z)
  const head = upright.forward
  switch (pose.lies) {
    case "no":
      return { origin: ground, axes: upright }
    case "back":
      return lying(ground, head, at(0, 1, 0), height)
    case "front":
      return lying(ground, head, at(0, -1, 0), height)
    case "side":
      return lying(ground, head, normalise(add(upright.right, at(0, 0.15, 0))), height)
  }
}

/** A body along the ground with its head towards `up` and its front towards `forward`. */
const lying = (ground: Point3, up: Point3, forward: Point3, height: number) => ({
  origin: add(add(ground, scale(up, -height * 0.52)), at(0, height * 0.075, 0)),
  axes: { right: cross(up, forward), up, forward },
})

function carry(target: Point3, pelvis: Point3, upright: Axes, chest: Axes, pose: Pose): Point3 {
  if (pose.lean === 0 && pose.tip === 0 && pose.twist === 0) return target
  const offset = subtract(target, pelvis)
  const moved = place(
    pelvis,
    chest,
    dot(offset, upright.right),
    dot(offset, upright.up),
    dot(offset, upright.forward),
  )
  // Hands at work in front follow the chest; hands that hang stay where gravity has them.
  const share = dot(offset, upright.up) > 0.1 ? 0.75 : 0.15
  return between(target, moved, share)
}

const clamp = (value: number, limit: number) => Math.max(-limit, Math.min(limit, value))

function aimHead(
  pose: Pose,
  chest: Axes,
  neck: Point3,
  proportions: Proportions,
  lookAt: Point3 | null,
): { axes: Axes; eyes: { x: number; y: number } } {
  const [turn, nod] = pose.head
  // A neck straightens most of what the spine leans.
  const level = rotateAxes(chest, {
    lean: pose.lies === "no" ? -pose.lean * 0.75 : 0,
    tip: -pose.tip * 0.5,
  })
  if (!lookAt) return { axes: rotateAxes(level, { turn, lean: nod }), eyes: { x: 0, y: 0 } }
  const from = add(neck, scale(level.up, proportions.headHeight * 0.65))
  const wanted = normalise(subtract(lookAt, from))
  const aside = (Math.atan2(dot(wanted, level.right), dot(wanted, level.forward)) * 180) / Math.PI
  const above = (Math.asin(Math.max(-1, Math.min(1, dot(wanted, level.up)))) * 180) / Math.PI
  const turned = clamp(aside * 0.85, 66)
  const nodded = clamp(-above * 0.75, 38)
  return {
    axes: rotateAxes(level, { turn: turned, lean: nodded, tip: clamp(aside * 0.05, 4) }),
    eyes: { x: clamp((aside - turned) / 32, 1), y: clamp((above + nodded) / 26, 1) },
  }
}
