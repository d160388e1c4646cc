import type { Sheet } from "../drawing/sheet.ts"
import { facesCamera, valueOf, weightAt } from "../drawing/stage.ts"
import { createRandom } from "../geometry/random.ts"
import { seedOf, type FigureTools } from "./figure-tools.ts"
import { onTorso, type Section } from "./torso.ts"

/** Lapels, belts, buttons: lines on the body's surface, shown where it faces the camera. */
export function paintDetails(
  sheet: Sheet,
  sections: readonly Section[],
  hip: number,
  tools: FigureTools,
) {
  const { stage, garment, skeleton, albedo, person } = tools
  const { lens, hand, light } = stage
  const depth = lens.depthOf(skeleton.chest)
  const pixels = (skeleton.proportions.height * lens.unitAt(skeleton.chest)) / sheet.unit
  if (pixels < 150) return
  const random = createRandom(seedOf(tools, "details"))
  const neck = hip + 5
  const value = valueOf(stage, albedo, light.at(skeleton.chest), depth)
  // On dark cloth details are cut out in a lighter line, as ink on black would be scratched.
  const pen = {
    weight: 0.6 * weightAt(depth),
    random,
    colour:
      value < 0.3 && hand.look !== "blueprint"
        ? hand.colourOf(Math.min(1, value + 0.34), "cloth")
        : hand.line,
    opacity: 0.9,
  }
  type Mark = readonly [angle: number, level: number]
  const trace = (marks: readonly Mark[]) => {
    let run: { x: number; y: number }[] = []
    const flush = () => {
      if (run.length > 1) sheet.line(run, pen)
      run = []
    }
    for (const [index, mark] of marks.entries()) {
      const from = marks[index - 1]
      const steps = from ? 5 : 1
      for (let step = 1; step <= steps; step += 1) {
        const share = step / steps
        const angle = from ? from[0] + (mark[0] - from[0]) * share : mark[0]
        const level = from ? from[1] + (mark[1] - from[1]) * share : mark[1]
        const { point, normal } = onTorso(sections, angle, level)
        if (facesCamera(stage, point, normal)) run.push(lens.project(point))
        else flush()
      }
    }
    flush()
  }
  const patch = (marks: readonly Mark[], albedoOf: number) => {
    const spots = marks.map(([angle, level]) => onTorso(sections, angle, level))
    if (!spots.every(({ point, normal }) => facesCamera(stage, point, normal))) return
    sheet.tone([spots.map(({ point }) => lens.project(point))], {
      value: valueOf(stage, albedoOf, light.at(skeleton.chest), depth),
      random,
      flat: true,
    })
  }
  const round = (level: number) =>
    trace([
      [-100, level],
      [-50, level],
      [0, level],
      [50, level],
      [100, level],
    ])
  const has = (detail: (typeof garment.details)[number]) => garment.details.includes(detail)
  const opening = has("lapels") ? hip + 1.5 : neck - 0.3
  if (has("lapels")) {
    patch(
      [
        [-24, neck - 0.1],
        [0, hip + 1.6],
        [24, neck - 0.1],
      ],
      has("tie") ? 0.96 : 0.72,
    )
    if (has("tie"))
      patch(
        [
          [-4, neck - 0.35],
          [-7, hip + 2.2],
          [0, hip + 1.75],
          [7, hip + 2.2],
          [4, neck - 0.35],
        ],
        0.2,
      )
    for (const side of [-1, 1] as const) {
      trace([
        [side * 24, neck - 0.1],
        [side * 15, hip + 2.6],
        [0, hip + 1.5],
      ])
      trace([
        [side * 26, neck],
        [side * 44, hip + 3.3],
        [side * 36, hip + 2.9],
        [side * 3, hip + 1.55],
      ])
    }
  }
  if (has("collar"))
    for (const side of [-1, 1] as const)
      trace([
        [side * 60, neck + 0.05],
        [side * 30, neck - 0.75],
        [side * 4, neck - 0.35],
      ])
  if (has("neckline")) {
    patch(
      [
        [-40, neck],
        [-34, neck - 0.8],
        [0, neck - 1.5],
        [34, neck - 0.8],
        [40, neck],
      ],
      0.96,
    )
    trace([
      [-42, neck],
      [-34, neck - 0.8],
      [0, neck - 1.55],
      [34, neck - 0.8],
      [42, neck],
    ])
  }
  if (has("placket"))
    trace([
      [1, opening],
      [2, hip],
      [4, 0.05],
    ])
  if (has("belt")) {
    round(hip + 0.78)
    round(hip + 1.05)
  }
  if (has("hem-rib")) round(0.35)
  if (has("buttons"))
    for (const level of [hip + 0.4, hip + 1.3, hip + 2.1, hip + 2.9]) {
      if (level > opening - 0.1 && has("lapels")) continue
      const { point, normal } = onTorso(sections, 9, level)
      if (!facesCamera(stage, point, normal)) continue
      const { x, y } = lens.project(point)
      const radius = Math.max(
        1.3 * sheet.unit,
        0.0065 * skeleton.proportions.height * lens.unitAt(point),
      )
      sheet.fill(
        [
          Array.from({ length: 7 }, (_, i) => ({
            x: x + radius * Math.cos(i * 0.9),
            y: y + radius * Math.sin(i * 0.9),
          })),
        ],
        pen.colour,
        0.9,
      )
    }
  if (has("pockets"))
    for (const side of [-1, 1] as const) {
      const level = garment.hem > 0.3 ? hip - 0.4 : hip + 0.25
      trace([
        [side * 28, level],
        [side * 62, level + 0.12],
      ])
    }
  if (has("epaulettes"))
    for (const side of [-1, 1] as const)
      trace([
        [side * 60, neck - 0.55],
        [side * 85, neck - 1.35],
      ])
  // Where cloth hangs it folds.
  if (garment.hem > 0.3)
    for (const angle of [-58, -22, 30, 64]) {
      const sway = random.spread() * 10
      trace([
        [angle + sway, 0.04],
        [angle + sway * 0.5, hip * random.between(0.5, 0.8)],
      ])
    }
  if (person.pose !== "stand" || pixels > 420)
    for (const side of [-1, 1] as const)
      trace([
        [side * 66, hip + 3.1],
        [side * 40, hip + 2.6 + random.spread() * 0.2],
      ])
}
