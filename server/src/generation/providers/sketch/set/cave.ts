import { layers, setValueOf, type Item, type Stage } from "../drawing/stage.ts"
import { createRandom, createSeed } from "../geometry/random.ts"
import { at, createAxes, place, type Point3 } from "../geometry/vector.ts"
import type { SceneGraph } from "../scene-graph.ts"
import { noise } from "./sky.ts"

/** Rock all round, ring behind ring, and the way out where the light comes from. */
export function createCaveItems(graph: SceneGraph, stage: Stage): Item[] {
  const { setting } = graph
  const { lens, light } = stage
  const axes = createAxes(setting.facing)
  const spot = (x: number, y: number, z: number) => place(at(0, 0, 0), axes, x, y, z)
  const rings = [0, 1, 2, 3, 4, 5].map((index) => ({
    z: 9 - index * 2.4,
    wide: 1.7 + index * 0.62,
    high: 2.4 + index * 0.34,
    index,
  }))
  const arch = (ring: (typeof rings)[number], by: number): Point3[] =>
    Array.from({ length: 17 }, (_, step) => {
      const angle = Math.PI * (step / 16)
      const rough = 0.86 + 0.28 * noise(createSeed(setting.seed, "arch", ring.index), step)
      return spot(
        -Math.cos(angle) * ring.wide * rough * by,
        Math.sin(angle) * ring.high * rough * by,
        ring.z,
      )
    })
  return [
    {
      layer: layers.sky,
      depth: 900,
      paint(sheet) {
        const { width, height } = sheet.size
        const frame = [
          { x: -60, y: -60 },
          { x: width + 60, y: -60 },
          { x: width + 60, y: height + 60 },
          { x: -60, y: height + 60 },
        ]
        sheet.fill([frame], sheet.hand.colourOf(0.98 - 0.66 * light.darkness, "sky"))
      },
    },
    {
      layer: layers.ground,
      depth: 400,
      paint(sheet) {
        const random = createRandom(createSeed(setting.seed, "floor"))
        const floor = lens.polygon([spot(-9, 0, 9), spot(9, 0, 9), spot(9, 0, -9), spot(-9, 0, -9)])
        sheet.tone([floor], {
          value: setValueOf(stage, 0.5, light.at(spot(0, 0, 2), at(0, 1, 0)), 4),
          stuff: "stone",
          random,
          angle: 5,
        })
      },
    },
    ...rings.map((ring): Item => ({
      layer: layers.wall,
      depth: 400 - ring.index,
      paint(sheet) {
        if (lens.depthOf(spot(0, 1, ring.z)) < 0.4) return
        const random = createRandom(createSeed(setting.seed, "ring", ring.index))
        const hole = lens.polygon([
          ...arch(ring, 1),
          spot(ring.wide * 0.9, 0, ring.z),
          spot(-ring.wide * 0.9, 0, ring.z),
        ])
        const around = lens.polygon([
          spot(-30, -0.01, ring.z),
          spot(-30, 25, ring.z),
          spot(30, 25, ring.z),
          spot(30, -0.01, ring.z),
        ])
        if (around.length < 3 || hole.length < 3) return
        const shade = 0.34 + 0.09 * (5 - ring.index) * (1 - light.darkness * 0.6)
        sheet.tone([around, hole], {
          value: Math.min(
            0.86,
            setValueOf(stage, shade, light.at(spot(ring.wide, 1.4, ring.z), at(0, 0, -1)), 4),
          ),
          stuff: "stone",
          random,
          angle: 62 + ring.index * 9,
        })
        for (const line of lens.line(arch(ring, 1)))
          sheet.line(line, { weight: 0.7 + ring.index * 0.12, random })
      },
    })),
  ]
}
