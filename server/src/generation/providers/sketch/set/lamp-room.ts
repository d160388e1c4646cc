import { layers, setValueOf, weightAt, type Item, type Stage } from "../drawing/stage.ts"
import { createRandom, createSeed } from "../geometry/random.ts"
import { at, dot, normalise, scale, subtract, type Point3 } from "../geometry/vector.ts"
import type { SceneGraph } from "../scene-graph.ts"
import { createSkyItems } from "./sky.ts"
import { createWaterItems } from "./water.ts"

const radius = 3.5
const sill = 0.95
const top = 3.15
const panes = 14
/** The great lens stands behind the action. */
const centre = at(0, 0, 0.9)

const around = (angle: number, y: number, out = radius): Point3 =>
  at(centre.x + Math.sin(angle) * out, y, centre.z + Math.cos(angle) * out)

/** A round room of glass high above the sea. */
export function createLampRoomItems(graph: SceneGraph, stage: Stage): Item[] {
  const { setting } = graph
  const items: Item[] = [
    ...createSkyItems(graph, stage),
    ...createWaterItems(graph, stage, { level: -24, from: 12 }),
  ]
  const { lens, light } = stage
  const steps = panes * 2
  const angles = Array.from(
    { length: steps + 1 },
    (_, index) => (index / steps) * Math.PI * 2 + (setting.facing * Math.PI) / 180,
  )
  const seen = angles.slice(1).map((angle, index) => {
    const middle = ((angles[index] ?? 0) + angle) / 2
    const inward = normalise(subtract(centre, around(middle, 0)))
    return {
      from: angles[index] ?? 0,
      to: angle,
      index,
      far: dot(inward, subtract(lens.eye, around(middle, 0))) > 0.15,
      middle,
    }
  })
  items.push({
    layer: layers.ground,
    depth: 300,
    paint(sheet) {
      const random = createRandom(createSeed(setting.seed, "floor"))
      const disc = lens.polygon(angles.slice(1).map((angle) => around(angle, 0)))
      sheet.tone([disc], {
        value: setValueOf(stage, 0.5, light.at(at(0, 0, 0), at(0, 1, 0)), 4),
        stuff: "metal",
        random,
        angle: 6,
      })
      for (const out of [1.2, 2.2, 3.1])
        for (const line of lens.line(
          Array.from({ length: 37 }, (_, i) => around((i / 36) * Math.PI * 2, 0, out)),
        ))
          sheet.line(line, { weight: 0.4, random, opacity: 0.7, looseness: 0.3 })
      for (const { from } of seen.filter((_, index) => index % 2 === 0))
        for (const line of lens.line([around(from, 0, 1.2), around(from, 0, radius)]))
          sheet.line(line, { weight: 0.4, random, opacity: 0.6 })
    },
  })
  items.push({
    layer: layers.wall,
    depth: 300,
    paint(sheet) {
      const random = createRandom(createSeed(setting.seed, "glass"))
      for (const { from, to, far, middle, index } of seen) {
        if (!far) continue
        const inward = normalise(subtract(centre, around(middle, 0)))
        const point = around(middle, 0.5)
        const depth = Math.max(0.4, lens.depthOf(point))
        const value = setValueOf(stage, 0.6, light.at(point, inward), depth)
        sheet.tone(
          [lens.polygon([around(from, 0), around(to, 0), around(to, sill), around(from, sill)])],
          { value, stuff: "metal", random, angle: 82 },
        )
        // A breath of light on the glass.
        if (index % 5 === 1) {
          const glare = lens.polygon([
            around(from, sill + 0.1),
            around(from + (to - from) * 0.4, sill + 0.1),
            around(to, top - 0.1),
            around(to - (to - from) * 0.4, top - 0.1),
          ])
          sheet.fill([glare], sheet.hand.light, 0.12)
        }
        const roof = lens.polygon([
          around(from, top),
          around(to, top),
          at(centre.x, top + 1.3, centre.z),
        ])
        sheet.tone([roof], {
          value: setValueOf(stage, 0.42, light.at(around(middle, top), scale(inward, 1)), depth),
          stuff: "metal",
          random,
          angle: 30,
        })
      }
      const bar = (points: readonly Point3[], weight: number) => {
        for (const line of lens.line(points)) {
          const depth = Math.max(0.5, lens.depthOf(points[0] ?? centre))
          sheet.line(line, { weight: weight * weightAt(depth) * 1.5, random, looseness: 0.35 })
        }
      }
      const arc = (y: number, weight: number) => {
        let run: Point3[] = []
        for (const { from, to, far } of seen) {
          if (far) run.push(...(run.length === 0 ? [around(from, y)] : []), around(to, y))
          else {
            if (run.length > 1) bar(run, weight)
            run = []
          }
        }
        if (run.length > 1) bar(run, weight)
      }
      for (const { from, far, index } of seen)
        if (far && index % 2 === 0) bar([around(from, sill), around(from, top)], 1.7)
      arc(sill, 2)
      arc((sill + top) / 2, 1.1)
      arc(top, 2)
      arc(0, 1)
      arc(0.14, 0.5)
    },
  })
  return items
}

export const lampRoomBeacon = { x: centre.x, y: 0, z: centre.z + 0.35 }
