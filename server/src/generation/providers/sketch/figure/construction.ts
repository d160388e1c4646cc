import type { Sheet } from "../drawing/sheet.ts"
import type { Stage } from "../drawing/stage.ts"
import { smoothLine } from "../geometry/polygon.ts"
import { createRandom, createSeed } from "../geometry/random.ts"
import { add, between, scale, subtract, type Point3 } from "../geometry/vector.ts"
import type { Person } from "../scene-graph.ts"
import type { Skeleton } from "./skeleton.ts"

/** What a hand looks for before it draws: the egg of the head, shoulders, the line of the body. Under everything. */
export function paintConstruction(sheet: Sheet, stage: Stage, person: Person, skeleton: Skeleton) {
  const { lens, hand } = stage
  const { headHeight, height } = skeleton.proportions
  const tall = (height * lens.unitAt(skeleton.chest)) / sheet.unit
  const searching = hand.look === "pencil" || hand.look === "charcoal"
  if (!searching || hand.roughness < 0.2 || tall < 220) return
  const random = createRandom(createSeed(person.seed, "construction"))
  const pen = { weight: 0.42, random, opacity: 0.34, looseness: 1.3 }
  const draw = (points: readonly Point3[]) =>
    sheet.line(
      smoothLine(
        points.map((point) => lens.project(point)),
        6,
      ),
      pen,
    )
  const { up, right } = skeleton.headAxes
  const egg = Array.from({ length: 15 }, (_, index) => {
    const angle = (index / 13) * Math.PI * 2 + 0.5
    return add(
      skeleton.head,
      add(
        scale(right, Math.cos(angle) * headHeight * 0.47),
        scale(up, (Math.sin(angle) * 0.56 + 0.02) * headHeight),
      ),
    )
  })
  draw(egg)
  const [left, own] = skeleton.arms
  draw(past(left.shoulder, own.shoulder, 0.22))
  draw(past(skeleton.legs[0].hip, skeleton.legs[1].hip, 0.9))
  for (const leg of skeleton.legs) draw(past(leg.knee, leg.ankle, 0.16))
  const feet = between(skeleton.legs[0].ankle, skeleton.legs[1].ankle, 0.5)
  draw([add(skeleton.crown, scale(up, headHeight * 0.3)), skeleton.neck, skeleton.pelvis, feet])
}

/** A line that runs on beyond both its ends. */
const past = (a: Point3, b: Point3, share: number): Point3[] => [
  subtract(a, scale(subtract(b, a), share)),
  add(b, scale(subtract(b, a), share)),
]
