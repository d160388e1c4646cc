import type { Sheet } from "../drawing/sheet.ts"
import { valueOf, type Stage } from "../drawing/stage.ts"
import { smoothLine } from "../geometry/polygon.ts"
import { createRandom, createSeed } from "../geometry/random.ts"
import { dot, subtract, type Point } from "../geometry/vector.ts"
import { hairTones } from "./hair.ts"
import type { HeadTools } from "./head-tools.ts"

/** The way the hair lies, light on dark hair and dark on light. */
export function paintStrands(
  sheet: Sheet,
  stage: Stage,
  { person, skeleton, face, pixels, hair }: HeadTools,
) {
  const scaled = pixels / sheet.unit
  if (scaled < 45) return
  const { lens, hand, light } = stage
  const random = createRandom(createSeed(person.seed, "strands"))
  const depth = lens.depthOf(skeleton.head)
  const value = valueOf(stage, hairTones[person.looks.hairTone], light.at(skeleton.head), depth)
  const colour =
    hand.look === "blueprint"
      ? hand.line
      : value < 0.4
        ? hand.colourOf(Math.min(1, value + 0.22), "hair")
        : hand.line
  for (const strand of hair.strands) {
    let run: Point[] = []
    const flush = () => {
      if (run.length > 1)
        sheet.line(smoothLine(run, 5), {
          weight: Math.min(0.8, 0.25 + scaled / 420),
          random,
          colour,
          opacity: 0.8,
        })
      run = []
    }
    for (const [x, y, z] of strand) {
      const spot = face.spot(x, y, z)
      const outward = subtract(spot, face.spot(0, Math.min(0.1, y), -0.08))
      if (dot(outward, subtract(lens.eye, spot)) > 0) run.push(lens.project(spot))
      else flush()
    }
    flush()
  }
}
