import type { Person } from "../scene-graph.ts"
import type { Face } from "./face.ts"
import type { Hair } from "./hair.ts"
import type { Skeleton } from "./skeleton.ts"

/** What every part of a head is painted from. */
export interface HeadTools {
  readonly person: Person
  readonly skeleton: Skeleton
  readonly face: Face
  /** Picture units of the head's height. */
  readonly pixels: number
  readonly hair: Hair
}
