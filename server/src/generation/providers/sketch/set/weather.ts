import { layers, type Item, type Stage } from "../drawing/stage.ts"
import { createRandom, createSeed } from "../geometry/random.ts"
import type { SceneGraph } from "../scene-graph.ts"
import { horizonOf } from "./sky.ts"

/** Rain, snow and fog in front of everything; indoors only what is seen is left to the windows. */
export function createWeatherItems(graph: SceneGraph, stage: Stage, open: boolean): Item[] {
  const { weather, seed } = graph.setting
  if (!open) return []
  if (weather === "rain" || weather === "storm")
    return [
      {
        layer: layers.air,
        depth: 0,
        paint(sheet) {
          const random = createRandom(createSeed(seed, "rain"))
          const { width, height } = sheet.size
          const slant = weather === "storm" ? 0.42 : 0.16
          const count = weather === "storm" ? 150 : 105
          const colour =
            stage.light.darkness > 0.3 || stage.hand.look === "blueprint"
              ? sheet.hand.light
              : sheet.hand.line
          for (let index = 0; index < count; index += 1) {
            const near = random.next() ** 2
            const length = (26 + near * 90) * sheet.unit
            const x = random.between(-0.1, 1.15) * width
            const y = random.between(-0.1, 1) * height
            sheet.line(
              [
                { x, y },
                { x: x - slant * length, y: y + length },
              ],
              {
                weight: 0.28 + near * 0.45,
                random,
                colour,
                opacity: 0.35 + near * 0.3,
                looseness: 0,
              },
            )
          }
        },
      },
    ]
  if (weather === "snow")
    return [
      {
        layer: layers.air,
        depth: 0,
        paint(sheet) {
          const random = createRandom(createSeed(seed, "snow"))
          for (let index = 0; index < 190; index += 1) {
            const radius = (1 + random.next() ** 3 * 6) * sheet.unit
            const x = random.next() * sheet.size.width
            const y = random.next() * sheet.size.height
            const flake = Array.from({ length: 7 }, (_, i) => ({
              x: x + radius * Math.cos(i * 0.9),
              y: y + radius * Math.sin(i * 0.9),
            }))
            sheet.fill(
              [flake],
              stage.hand.look === "blueprint" ? stage.hand.line : stage.hand.light,
              0.9,
            )
          }
        },
      },
    ]
  if (weather === "fog")
    return [
      {
        layer: layers.air,
        depth: 0,
        paint(sheet) {
          const { width, height } = sheet.size
          const y = horizonOf(stage).y
          const colour = stage.hand.colourOf(Math.min(1, stage.light.ambient * 0.9 + 0.22), "sky")
          const band = [
            { x: -60, y: -60 },
            { x: width + 60, y: -60 },
            { x: width + 60, y: height + 60 },
            { x: -60, y: height + 60 },
          ]
          sheet.wash(band, {
            from: { x: 0, y: y - height * 0.5 },
            to: { x: 0, y: y + height * 0.55 },
            stops: [
              { at: 0, colour, opacity: 0.1 },
              { at: 0.5, colour, opacity: 0.5 },
              { at: 1, colour, opacity: 0.05 },
            ],
          })
        },
      },
    ]
  return []
}
