import { layers, setValueOf, weightAt, type Item, type Stage } from "../drawing/stage.ts"
import { createRandom, createSeed } from "../geometry/random.ts"
import { at, dot, normalise, subtract, type Point3 } from "../geometry/vector.ts"
import type { SceneGraph } from "../scene-graph.ts"

const radius = 2.9
const rise = 0.19
const stepAngle = Math.PI / 11

const around = (angle: number, y: number, out = radius): Point3 =>
  at(Math.sin(angle) * out, y, 0.4 + Math.cos(angle) * out)

/** A round stone shaft with steps that wind up its wall. */
export function createSpiralStairItems(graph: SceneGraph, stage: Stage): Item[] {
  const { setting } = graph
  const { lens, light } = stage
  const start = (setting.facing * Math.PI) / 180 - 1.5
  const segments = Array.from({ length: 28 }, (_, index) => (index / 28) * Math.PI * 2)
  const walls: Item = {
    layer: layers.wall,
    depth: 300,
    paint(sheet) {
      const random = createRandom(createSeed(setting.seed, "shaft"))
      for (const from of segments) {
        const to = from + Math.PI / 14
        const middle = around((from + to) / 2, 1.5)
        const inward = normalise(subtract(at(0, 1.5, 0.4), middle))
        if (dot(inward, subtract(lens.eye, middle)) < 0.1) continue
        const depth = Math.max(0.5, lens.depthOf(middle))
        sheet.tone(
          [lens.polygon([around(from, -3), around(to, -3), around(to, 9), around(from, 9)])],
          {
            value: setValueOf(
              stage,
              0.72,
              light.at(middle, inward) * 0.5 + light.at(middle) * 0.36,
              depth,
            ),
            stuff: "stone",
            random,
            angle: 80,
          },
        )
        for (let course = 0; course < 7; course += 1) {
          const y = -1 + Math.floor(random.next() * 16) * 0.42
          for (const line of lens.line([around(from, y), around(to, y)]))
            sheet.line(line, { weight: 0.5 * weightAt(depth), random, opacity: 0.75 })
          const joint = from + random.next() * (to - from)
          for (const line of lens.line([around(joint, y), around(joint, y + 0.42)]))
            sheet.line(line, { weight: 0.45 * weightAt(depth), random, opacity: 0.75 })
        }
      }
    },
  }
  const floor: Item = {
    layer: layers.ground,
    depth: 300,
    paint(sheet) {
      const random = createRandom(createSeed(setting.seed, "floor"))
      sheet.tone([lens.polygon(segments.map((angle) => around(angle, 0)))], {
        value: setValueOf(stage, 0.62, light.at(at(0, 0, 0.4), at(0, 1, 0)), 4),
        stuff: "stone",
        random,
        angle: 5,
      })
    },
  }
  const steps = Array.from({ length: 17 }, (_, index): Item => {
    const from = start + index * stepAngle
    const to = from + stepAngle * 1.04
    const y = rise * (index + 1) * 1.15
    const inner = 1.75
    const centre = around((from + to) / 2, y, 2.3)
    return {
      layer: layers.wall,
      depth: 200 - index,
      paint(sheet) {
        const outward = normalise(subtract(around(from, y, 2.3), at(0, y, 0.4)))
        if (dot(outward, subtract(lens.eye, at(0, y, 0.4))) > 1.2) return
        const random = createRandom(createSeed(setting.seed, "step", index))
        const depth = Math.max(0.5, lens.depthOf(centre))
        const face = (points: readonly Point3[], albedo: number, normal: Point3) => {
          const polygon = lens.polygon(points)
          if (polygon.length < 3) return
          sheet.tone([polygon], {
            value: setValueOf(stage, albedo, light.at(centre, normal), depth),
            stuff: "stone",
            random,
            angle: 60,
          })
          sheet.outline(polygon, { weight: 0.8 * weightAt(depth), random, looseness: 0.6 })
        }
        const thick = 0.17
        face(
          [
            around(from, y - thick, inner),
            around(to, y - thick, inner),
            around(to, y, inner),
            around(from, y, inner),
          ],
          0.55,
          at(0, 0, -1),
        )
        face(
          [
            around(from, y, inner),
            around(to, y, inner),
            around(to, y, radius),
            around(from, y, radius),
          ],
          0.9,
          at(0, 1, 0),
        )
        if (lens.eye.y < y)
          face(
            [
              around(from, y - thick, inner),
              around(to, y - thick, inner),
              around(to, y - thick, radius),
              around(from, y - thick, radius),
            ],
            0.4,
            at(0, -1, 0),
          )
        face(
          [
            around(from, y - rise, inner),
            around(from, y - rise, radius),
            around(from, y, radius),
            around(from, y, inner),
          ],
          0.7,
          at(0, 0, -1),
        )
      },
    }
  })
  return [floor, walls, ...steps]
}
