import { layers, setValueOf, type Item, type Stage } from "../drawing/stage.ts"
import { createRandom, createSeed } from "../geometry/random.ts"
import { at, createAxes, dot, place, subtract, type Point3 } from "../geometry/vector.ts"
import type { SceneGraph } from "../scene-graph.ts"
import { noise } from "./sky.ts"

/** How far under the top of the rock the sea is. */
export const isletSea = -7

const corners = 18
/** Share of the height and of the reach: the rock stands steep, and its foot runs out into the sea. */
const steps = [
  { y: 0, reach: 1 },
  { y: 0.42, reach: 1.12 },
  { y: 1, reach: 1.42 },
] as const

/** A rock in the sea with room to stand on it: its broken sides, its top, and surf round its foot. */
export function createIsletItem(graph: SceneGraph, stage: Stage): Item {
  const { setting } = graph
  const { lens, light } = stage
  const axes = createAxes(setting.facing)
  const spot = (x: number, y: number, z: number) => place(at(0, 0, 0), axes, x, y, z)
  const seed = createSeed(setting.seed, "islet")
  const rings = steps.map(({ y, reach }, ring) =>
    Array.from({ length: corners }, (_, corner) => {
      const angle = (corner / corners) * Math.PI * 2
      const broken = 0.86 + 0.3 * noise(createSeed(seed, ring), corner)
      const drop = ring === 1 ? 0.24 * (noise(createSeed(seed, "drop"), corner) - 0.5) : 0
      return spot(
        -3.5 + Math.sin(angle) * 12 * reach * broken,
        (y + drop) * isletSea,
        4.5 + Math.cos(angle) * 10.5 * reach * broken,
      )
    }),
  )
  const pick = (ring: number, corner: number): Point3 =>
    rings[ring]?.[corner % corners] ?? at(0, isletSea, 0)
  const middle = spot(-3.5, isletSea / 2, 4.5)
  return {
    layer: layers.ground,
    depth: 600,
    paint(sheet) {
      const random = createRandom(seed)
      const value = setValueOf(stage, 0.56, light.at(at(0, 0, 4), at(0, 1, 0)), 6)
      const sides = steps
        .slice(1)
        .flatMap((_, ring) =>
          Array.from({ length: corners }, (_unused, corner) => {
            return {
              faces: [
                [pick(ring, corner), pick(ring, corner + 1), pick(ring + 1, corner)],
                [pick(ring, corner + 1), pick(ring + 1, corner + 1), pick(ring + 1, corner)],
              ],
              middle: pick(ring + 1, corner),
              shade: noise(createSeed(seed, "face", ring), corner),
            }
          }),
        )
        .filter((side) => dot(subtract(side.middle, middle), subtract(lens.eye, side.middle)) > 0)
        .toSorted((a, b) => lens.depthOf(b.middle) - lens.depthOf(a.middle))
      for (const { faces, shade } of sides)
        for (const [index, face] of faces.entries()) {
          const polygon = lens.polygon(face)
          sheet.tone([polygon], {
            value: value * (0.42 + 0.3 * shade + 0.14 * index),
            stuff: "stone",
            random,
            angle: 62 + 40 * shade,
          })
          for (const line of lens.line(face))
            sheet.line(line, { weight: 0.5, random, opacity: 0.8 })
        }
      const top = rings[0] ?? []
      sheet.tone([lens.polygon(top)], {
        value,
        stuff: "stone",
        random,
        angle: 8,
        flat: value > 0.5,
      })
      for (const line of lens.line([...top, ...top.slice(0, 1)]))
        sheet.line(line, { weight: 0.9, random })
      paintCracks()
      for (const out of [1.02, 1.12, 1.24])
        for (const line of lens.line(
          Array.from({ length: corners * 2 + 1 }, (_, index) => {
            const angle = (index / corners) * Math.PI
            const reach = out * (1.38 + 0.14 * noise(createSeed(seed, "surf"), index))
            return spot(
              -3.5 + Math.sin(angle) * 12 * reach,
              isletSea + 0.15 + (index % 2) * 0.5,
              4.5 + Math.cos(angle) * 10.5 * reach,
            )
          }).filter((point) => dot(subtract(point, middle), subtract(lens.eye, point)) > 0),
        ))
          sheet.line(line, { weight: 0.9, random, colour: sheet.hand.light, opacity: 0.85 })

      function paintCracks() {
        for (let index = 0; index < 34; index += 1) {
          const angle = random.next() * Math.PI * 2
          const reach = Math.sqrt(random.next()) * 0.86
          const x = -3.5 + Math.sin(angle) * 12 * reach
          const z = 4.5 + Math.cos(angle) * 10.5 * reach
          const turn = random.next() * 3
          const long = random.between(0.25, 0.8)
          const crack = [-1, -0.2, 0.3, 1].map((along, step) =>
            spot(
              x + Math.cos(turn) * along * long + (step % 2) * 0.14,
              0,
              z + Math.sin(turn) * along * long,
            ),
          )
          for (const line of lens.line(crack))
            sheet.line(line, { weight: 0.5, random, opacity: 0.75 })
        }
      }
    },
  }
}
