import { layers, valueOf, type Item, type Stage } from "../drawing/stage.ts"
import { createRandom, createSeed } from "../geometry/random.ts"
import { add, at, normalise, scale } from "../geometry/vector.ts"
import type { SceneGraph } from "../scene-graph.ts"

/** The sea to the horizon at a level, and its waves from a distance on. */
export function createWaterItems(
  graph: SceneGraph,
  stage: Stage,
  { level, from }: { level: number; from: number },
): Item[] {
  const { setting } = graph
  const { lens, light } = stage
  const rough = setting.weather === "storm" ? 1.6 : setting.weather === "rain" ? 1.15 : 0.75
  return [
    {
      layer: layers.far,
      depth: 700,
      paint(sheet) {
        const random = createRandom(createSeed(setting.seed, "water"))
        const reach = 880
        const polygon = lens.polygon([
          at(-reach, level, -reach),
          at(reach, level, -reach),
          at(reach, level, reach),
          at(-reach, level, reach),
        ])
        const albedo = setting.timeOfDay === "day" ? 0.66 : 0.62
        const value = valueOf(
          { ...stage, clarity: 4000 },
          albedo,
          light.ambient + light.keyStrength * 0.35,
          200,
        )
        sheet.tone([polygon], {
          value,
          stuff: "water",
          random,
          angle: 2,
          flat: light.darkness < 0.5,
        })
        const forward = normalise(at(lens.forward.x, 0, lens.forward.z))
        const right = at(forward.z, 0, -forward.x)
        const crest = Math.min(1, value + (light.darkness > 0.5 ? 0.3 : 0.32))
        const reflected = sheet.hand.colourOf(crest, "water")
        for (let row = 0; row < 26; row += 1) {
          const distance = from * 1.22 ** row
          if (distance > 600) break
          const spread = distance * 0.95
          const count = 7
          for (let index = 0; index < count; index += 1) {
            const aside = ((index + random.next()) / count - 0.5) * 2 * spread
            const width = distance * random.between(0.05, 0.13)
            const lift = Math.min(1.3, 0.07 + distance * 0.009) * rough
            const middle = add(add(lens.eye, scale(forward, distance)), scale(right, aside))
            const wave = [-1, -0.5, 0, 0.45, 1].map((along, point) =>
              add(
                scale(right, along * width),
                at(middle.x, level + ([0, 0.55, 1, 0.4, 0][point] ?? 0) * lift, middle.z),
              ),
            )
            for (const line of lens.line(wave)) {
              sheet.line(line, {
                weight: Math.max(0.35, 0.9 - row * 0.03),
                random,
                colour: index % 3 === 0 ? reflected : sheet.hand.line,
                opacity: index % 3 === 0 ? 0.9 : 0.6,
              })
            }
          }
        }
        const edge = lens.line([
          add(add(at(lens.eye.x, level, lens.eye.z), scale(forward, 800)), scale(right, -1200)),
          add(add(at(lens.eye.x, level, lens.eye.z), scale(forward, 800)), scale(right, 1200)),
        ])
        for (const line of edge) sheet.line(line, { weight: 0.6, random, looseness: 0.2 })
      },
    },
  ]
}
