import { layers, setValueOf, weightAt, type Item, type Stage } from "../drawing/stage.ts"
import { createRandom, createSeed } from "../geometry/random.ts"
import { at, type Point3 } from "../geometry/vector.ts"
import type { SceneGraph } from "../scene-graph.ts"

type Spot = (x: number, y: number, z: number) => Point3

/** A deck over water between two parapets, with the towers that carry it. */
export function createBridgeItems(graph: SceneGraph, stage: Stage, spot: Spot): Item[] {
  const { lens, light } = stage
  const face = (
    name: string,
    depth: number,
    albedo: number,
    points: readonly Point3[],
    layer: number = layers.wall,
  ): Item => ({
    layer,
    depth,
    paint(sheet) {
      const random = createRandom(createSeed(graph.setting.seed, name))
      const outline = lens.polygon(points)
      if (outline.length < 3) return
      const near = Math.max(0.5, Math.min(40, lens.depthOf(points[0] ?? spot(0, 0, 0))))
      sheet.tone([outline], {
        value: setValueOf(stage, albedo, light.ambient + light.keyStrength * 0.5, near),
        stuff: "stone",
        random,
        angle: name === "deck" ? 3 : 78,
      })
      sheet.outline(outline, { weight: weightAt(near), random })
    },
  })
  const items: Item[] = [
    face(
      "deck",
      300,
      0.74,
      [spot(-3.4, 0, -40), spot(3.4, 0, -40), spot(3.4, 0, 160), spot(-3.4, 0, 160)],
      layers.ground,
    ),
  ]
  for (const side of [-1, 1]) {
    const x = side * 3.4
    items.push(
      face(`parapet${side}`, 200, 0.62, [
        spot(x, 0, -3),
        spot(x, 0, 160),
        spot(x, 1.05, 160),
        spot(x, 1.05, -3),
      ]),
    )
    for (let index = 0; index < 9; index += 1) {
      const z = 2 + index * 6
      items.push(
        face(`post${side}${index}`, 199 - index * 0.1, 0.5, [
          spot(x - 0.12, 0, z),
          spot(x + 0.12, 0, z),
          spot(x + 0.12, 1.2, z),
          spot(x - 0.12, 1.2, z),
        ]),
      )
    }
    for (const z of [26, 74]) {
      items.push(
        face(`tower${side}${z}`, 210 + z, 0.48, [
          spot(x - 0.7, 0, z),
          spot(x + 0.7, 0, z),
          spot(x + 0.5, 15, z),
          spot(x - 0.5, 15, z),
        ]),
      )
      items.push({
        layer: layers.wall,
        depth: 209 + z,
        paint(sheet) {
          const random = createRandom(createSeed(graph.setting.seed, "cable", side, z))
          const cable = Array.from({ length: 17 }, (_, step) => {
            const along = step / 16 - 0.5
            return spot(x, 2 + 13 * (2 * along) ** 2, z + 24 + along * 48)
          })
          for (const line of lens.line(cable))
            sheet.line(line, { weight: 0.9, random, looseness: 0.2 })
          for (const point of cable.slice(1, -1))
            for (const line of lens.line([point, at(point.x, 1, point.z)]))
              sheet.line(line, { weight: 0.4, random, looseness: 0.1 })
        },
      })
    }
  }
  for (const z of [26, 74])
    items.push(
      face(`beam${z}`, 208 + z, 0.44, [
        spot(-3.2, 9, z),
        spot(3.2, 9, z),
        spot(3.2, 10, z),
        spot(-3.2, 10, z),
      ]),
    )
  return items
}

/** Rails beside the platform. */
export function createTrackItem(graph: SceneGraph, stage: Stage, spot: Spot): Item {
  const { lens, light } = stage
  return {
    layer: layers.ground,
    depth: 480,
    paint(sheet) {
      const random = createRandom(createSeed(graph.setting.seed, "track"))
      const bed = lens.polygon([
        spot(2.1, 0.005, -30),
        spot(6.4, 0.005, -30),
        spot(6.4, 0.005, 260),
        spot(2.1, 0.005, 260),
      ])
      sheet.tone([bed], {
        value: setValueOf(stage, 0.46, light.ambient + light.keyStrength * 0.5, 8),
        stuff: "stone",
        random,
        angle: 3,
      })
      for (let z = -6; z < 60; z += 1.1)
        for (const line of lens.line([spot(3, 0.01, z), spot(5.4, 0.01, z)]))
          sheet.line(line, { weight: z < 14 ? 0.9 : 0.5, random, looseness: 0.3 })
      for (const x of [3.4, 5])
        for (const line of lens.line([spot(x, 0.05, -20), spot(x, 0.05, 220)]))
          sheet.line(line, { weight: 1.4, random, looseness: 0.2 })
      for (const x of [1.7, 2.1])
        for (const line of lens.line([spot(x, 0.01, -20), spot(x, 0.01, 220)]))
          sheet.line(line, { weight: 0.8, random, looseness: 0.2 })
    },
  }
}
