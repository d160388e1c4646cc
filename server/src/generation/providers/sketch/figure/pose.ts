import { fighting } from "./poses/fighting.ts"
import { going } from "./poses/going.ts"
import { holding } from "./poses/holding.ts"
import { low } from "./poses/low.ts"
import { lying } from "./poses/lying.ts"
import { sitting } from "./poses/sitting.ts"
import { standing } from "./poses/standing.ts"
import { telling } from "./poses/telling.ts"
import { together } from "./poses/together.ts"
import { working } from "./poses/working.ts"
import type { PoseName } from "./pose-names.ts"

export { poseNames, type PoseName } from "./pose-names.ts"

/**
 * Poses as data. Numbers are shares of the standing height, from the ground under the pelvis: x to the person's own
 * right, y up, z forward. Limbs find their own elbows and knees, so feet stand where they are put.
 */
export type HandShape =
  | "relaxed"
  | "fist"
  | "point"
  | "grip"
  | "open"
  | "flat"
  /** A thin thing between thumb and fingers: pen, cigarette, fork, thread. */
  | "pinch"
  /** A flat thing held upright in the fingers: a telephone. */
  | "clasp"

export type Spot = readonly [x: number, y: number, z: number]

export interface Pose {
  readonly pelvis: readonly [y: number, z: number]
  /** Degrees the spine bends forward, to the own right, and the shoulders turn to the own right. */
  readonly lean: number
  readonly tip: number
  readonly twist: number
  /** Degrees the pelvis itself leans; else a third of the spine's. */
  readonly hips?: number
  /** Degrees the head turns to the own right and nods down, before any gaze. */
  readonly head: readonly [turn: number, nod: number]
  readonly leftHand: Spot
  readonly rightHand: Spot
  readonly hands: readonly [left: HandShape, right: HandShape]
  /** Hands stay exactly where they are put, whatever the spine does: on a floor, a wall, a wheel. */
  readonly planted?: true
  /** Which way fingers point, and elbows; null: as the forearm goes, and as elbows hang. */
  readonly fingers?: readonly [left: Spot | null, right: Spot | null]
  readonly elbows?: readonly [left: Spot | null, right: Spot | null]
  /** Which way thumbs point, where fingers are given; null: inwards or up. */
  readonly thumbs?: readonly [left: Spot | null, right: Spot | null]
  readonly leftFoot: Spot
  readonly rightFoot: Spot
  /** Degrees the toes point down; null: flat on the ground, or hanging where the foot is off it. */
  readonly toes?: readonly [left: number | null, right: number | null]
  /** Which way knees point; null: forward. */
  readonly knees?: readonly [left: Spot | null, right: Spot | null]
  /** Lying down: on the back, the front, or the side; else upright. */
  readonly lies: "no" | "back" | "front" | "side"
  /** What the person needs to sit on, height as a share of the standing height; 0: nothing. */
  readonly seat: number
}

export const poses: Record<PoseName, Pose> = {
  ...standing,
  ...going,
  ...low,
  ...lying,
  ...sitting,
  ...telling,
  ...holding,
  ...working,
  ...fighting,
  ...together,
}
