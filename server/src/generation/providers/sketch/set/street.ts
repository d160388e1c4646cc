import { layers, setValueOf, type Item, type Stage } from "../drawing/stage.ts"
import { createRandom, createSeed } from "../geometry/random.ts"
import { add, at, createAxes, distance, dot, scale, type Point3 } from "../geometry/vector.ts"
import { designOf } from "../prop/catalogue.ts"
import { paintParts } from "../prop/paint-prop.ts"
import type { SceneGraph } from "../scene-graph.ts"
import { noise } from "./sky.ts"

export function createSkyline(graph: SceneGraph, stage: Stage, value: number): Item {
  const { seed } = graph.setting
  const towers = createSeed(seed, "towers")
  const low = graph.setting.kind === "roof" ? -30 : 0
  return {
    layer: layers.far,
    depth: 420,
    paint(sheet) {
      const { lens } = stage
      const random = createRandom(towers)
      for (let index = 0; index < 90; index += 1) {
        const angle = ((index * 4 + random.spread() * 1.5) * Math.PI) / 180
        const radius = index % 2 === 0 ? 420 : 300
        const high = low + (graph.setting.kind === "roof" ? 30 : 18) + random.next() ** 2 * 110
        const half = random.between(8, 15)
        const direction = at(Math.sin(angle), 0, Math.cos(angle))
        const side = at(direction.z, 0, -direction.x)
        const middle = scale(direction, radius)
        if (dot(direction, lens.forward) < 0.3) continue
        const corner = (sx: number, y: number) =>
          add(add(middle, scale(side, sx * half)), at(0, y, 0))
        const face = lens.polygon([
          corner(-1, low - 20),
          corner(1, low - 20),
          corner(1, high),
          corner(-1, high),
        ])
        sheet.tone([face], {
          value: value * (index % 2 === 0 ? 1.06 : 0.94),
          stuff: "stone",
          random,
          angle: 84,
        })
        sheet.outline(face, { weight: 0.42, random, looseness: 0.5 })
        if (stage.light.darkness > 0.4 && graph.setting.lights)
          for (let pane = 0; pane < 7; pane += 1) {
            const y = low + 4 + random.next() * Math.max(4, high - low - 8)
            const x = random.spread() * 0.8
            const window = lens.polygon([
              corner(x - 0.1, y),
              corner(x + 0.1, y),
              corner(x + 0.1, y + 3.4),
              corner(x - 0.1, y + 3.4),
            ])
            sheet.fill([window], sheet.hand.colourOf(0.92, "glow"), 0.9)
          }
      }
    },
  }
}

export function createStreetItems(
  graph: SceneGraph,
  stage: Stage,
  spot: (x: number, y: number, z: number) => Point3,
): Item[] {
  const { setting } = graph
  const { lens } = stage
  const alley = setting.kind === "alley"
  const aside = alley ? 6.6 : 11.5
  const items: Item[] = alley ? [] : [createRoadItem(graph, stage, spot, 4.2)]
  if (alley)
    items.push({
      layer: layers.wall,
      depth: 90,
      paint: (sheet) =>
        paintParts(sheet, stage, designOf("building").parts, {
          origin: spot(0, 0, 44),
          axes: createAxes(setting.facing + 180),
          scale: 1,
          seed: createSeed(setting.seed, "end"),
          lit: setting.lights,
        }),
    })
  for (let index = 0; index < 14; index += 1) {
    const side = index % 2 === 0 ? -1 : 1
    const row = Math.floor(index / 2)
    const high = 9 + noise(createSeed(setting.seed, "high"), index) * 12
    const origin = spot(side * aside, 0, -9 + row * (alley ? 9.2 : 10.2))
    const facing = setting.facing - side * 90
    const seed = createSeed(setting.seed, "building", index)
    const near = lens.depthOf(origin)
    if (near < -12) continue
    items.push({
      layer: layers.wall,
      depth: 20 + distance(lens.eye, origin),
      paint: (sheet) =>
        paintParts(sheet, stage, designOf("building").parts, {
          origin,
          axes: stretched(facing, high / 16),
          scale: 1,
          seed,
          lit: setting.lights,
        }),
    })
  }
  return items
}

const stretched = (facing: number, by: number) => {
  const axes = createAxes(facing)
  return { ...axes, up: scale(axes.up, by) }
}

export function createRoadItem(
  graph: SceneGraph,
  stage: Stage,
  spot: (x: number, y: number, z: number) => Point3,
  half: number,
): Item {
  const { lens, light } = stage
  return {
    layer: layers.ground,
    depth: 500,
    paint(sheet) {
      const random = createRandom(createSeed(graph.setting.seed, "road"))
      const wet = graph.setting.weather === "rain" || graph.setting.weather === "storm"
      const polygon = lens.polygon([
        spot(-half, 0.01, -60),
        spot(half, 0.01, -60),
        spot(half, 0.01, 400),
        spot(-half, 0.01, 400),
      ])
      sheet.tone([polygon], {
        value: setValueOf(stage, wet ? 0.46 : 0.68, light.at(spot(0, 0, 4), at(0, 1, 0)), 8),
        stuff: "stone",
        random,
        angle: 2,
        flat: light.darkness < 0.5,
      })
      const run = (points: readonly Point3[], weight: number, colour?: string) => {
        for (const line of lens.line(points))
          sheet.line(line, { weight, random, ...(colour && { colour }) })
      }
      run([spot(-half, 0.01, -60), spot(-half, 0.01, 300)], 0.8)
      run([spot(half, 0.01, -60), spot(half, 0.01, 300)], 0.8)
      if (graph.setting.kind !== "road")
        for (const side of [-1, 1])
          run([spot(side * (half + 0.25), 0.12, -60), spot(side * (half + 0.25), 0.12, 300)], 0.6)
      for (let z = -12; z < 80; z += 4) {
        const dash = lens.polygon([
          spot(-0.07, 0.015, z),
          spot(0.07, 0.015, z),
          spot(0.07, 0.015, z + 1.8),
          spot(-0.07, 0.015, z + 1.8),
        ])
        sheet.fill(
          [dash],
          sheet.hand.look === "blueprint" ? sheet.hand.line : sheet.hand.light,
          0.75,
        )
      }
    },
  }
}
