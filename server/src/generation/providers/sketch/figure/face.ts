import type { Stage } from "../drawing/stage.ts"
import { dot, normalise, place, subtract, type Point3 } from "../geometry/vector.ts"
import type { Skeleton } from "./skeleton.ts"

/** A point of the head in shares of its height, as `Face.spot` takes it. */
export type Spot = readonly [x: number, y: number, z: number]

export interface Face {
  /** The point at shares of the head's height: x to the own right, y up, z forward, from the middle of the head. */
  readonly spot: (x: number, y: number, z: number) => Point3
  readonly unit: number
  /** 1 looks into the camera, -1 away. */
  readonly towards: number
}

export function createFace(skeleton: Skeleton, stage: Stage): Face {
  const { head, headAxes, proportions } = skeleton
  const { headHeight } = proportions
  return {
    spot: (x, y, z) => place(head, headAxes, x * headHeight, y * headHeight, z * headHeight),
    unit: headHeight,
    towards: dot(headAxes.forward, normalise(subtract(stage.lens.eye, head))),
  }
}
