import type { Stuff } from "../drawing/hand.ts"
import type { Stage } from "../drawing/stage.ts"
import { createSeed } from "../geometry/random.ts"
import type { Person } from "../scene-graph.ts"
import type { Garment } from "./garment.ts"
import type { Skeleton } from "./skeleton.ts"

/** What every part of a clothed figure is painted from. */
export interface FigureTools {
  readonly stuff: Stuff
  readonly person: Person
  readonly skeleton: Skeleton
  readonly stage: Stage
  readonly garment: Garment
  readonly albedo: number
  /** So small, or one of so many, that one tone a part will do: a crowd is drawn in a fraction of the time. */
  readonly flat: boolean
}

export const seedOf = ({ person }: FigureTools, part: string) => createSeed(person.seed, part)
