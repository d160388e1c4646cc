import { layers, setValueOf, weightAt, type Item, type Stage } from "../drawing/stage.ts"
import { createRandom, createSeed } from "../geometry/random.ts"
import { at, createAxes, scale, type Point3 } from "../geometry/vector.ts"
import type { SceneGraph } from "../scene-graph.ts"

export function createParapetItem(
  graph: SceneGraph,
  stage: Stage,
  spot: (x: number, y: number, z: number) => Point3,
): Item {
  return {
    layer: layers.wall,
    depth: 60,
    paint(sheet) {
      const random = createRandom(createSeed(graph.setting.seed, "parapet"))
      const { lens, light } = stage
      const floor = lens.polygon([
        spot(-14, 0, -12),
        spot(14, 0, -12),
        spot(14, 0, 4.5),
        spot(-14, 0, 4.5),
      ])
      sheet.tone([floor], {
        value: setValueOf(stage, 0.68, light.at(spot(0, 0, 2), at(0, 1, 0)), 5),
        stuff: "stone",
        random,
        angle: 3,
      })
      const face = lens.polygon([
        spot(-14, 0, 4.5),
        spot(14, 0, 4.5),
        spot(14, 0.95, 4.5),
        spot(-14, 0.95, 4.5),
      ])
      sheet.tone([face], {
        value: setValueOf(
          stage,
          0.6,
          light.at(spot(0, 0.5, 4.5), scale(createAxes(graph.setting.facing).forward, -1)),
          5,
        ),
        stuff: "stone",
        random,
        angle: 78,
      })
      const lip = lens.polygon([
        spot(-14, 0.95, 4.4),
        spot(14, 0.95, 4.4),
        spot(14, 1, 4.8),
        spot(-14, 1, 4.8),
      ])
      sheet.tone([lip], {
        value: setValueOf(stage, 0.9, light.at(spot(0, 1, 4.5), at(0, 1, 0)), 5),
        stuff: "stone",
        random,
      })
      for (const y of [0.95, 0])
        for (const line of lens.line([spot(-14, y, 4.42), spot(14, y, 4.42)]))
          sheet.line(line, { weight: weightAt(5), random })
    },
  }
}
