import type { Sheet } from "../drawing/sheet.ts"
import { layers, setValueOf, weightAt, type Item, type Stage } from "../drawing/stage.ts"
import { createRandom, createSeed } from "../geometry/random.ts"
import { at, createAxes, place, type Point3 } from "../geometry/vector.ts"
import type { SceneGraph } from "../scene-graph.ts"
import { createSkyItems } from "./sky.ts"
import { createRoadItem, createStreetItems } from "./street.ts"

type Face = readonly (readonly [x: number, y: number, z: number])[]

/** The car drives towards the default camera, which looks in through the windscreen: in town, or on a road by the hour. */
export function createCarCabinItems(graph: SceneGraph, stage: Stage): Item[] {
  const { lens, light } = stage
  const axes = createAxes(0)
  const spot = (x: number, y: number, z: number) => place(at(0, 0, 0), axes, x, y, z)
  const outside: SceneGraph = { ...graph, setting: { ...graph.setting, kind: "city" } }
  const lower = (x: number, y: number, z: number) => spot(x, y - 0.35, z + 6)
  const ground: Item = {
    layer: layers.ground,
    depth: 600,
    paint(sheet) {
      const land = lens.polygon([
        spot(-300, -0.36, -20),
        spot(300, -0.36, -20),
        spot(300, -0.36, 600),
        spot(-300, -0.36, 600),
      ])
      sheet.tone([land], {
        value: setValueOf(stage, 0.74, light.ambient + light.keyStrength * 0.5, 40),
        stuff: "earth",
        random: createRandom(graph.setting.seed),
        flat: true,
      })
    },
  }
  const shape = (
    name: string,
    faces: readonly Face[],
    options: {
      albedo: number
      depth: number
      layer?: number
      weight?: number
      stuff?: "cloth" | "metal"
    },
  ): Item => ({
    layer: options.layer ?? layers.things,
    depth: options.depth,
    paint(sheet: Sheet) {
      const random = createRandom(createSeed(graph.setting.seed, name))
      for (const face of faces) {
        const points: Point3[] = face.map(([x, y, z]) => spot(x, y, z))
        const outline = lens.polygon(points)
        if (outline.length < 3) continue
        const near = Math.max(0.4, lens.depthOf(points[0] ?? spot(0, 0, 0)))
        sheet.tone([outline], {
          value: setValueOf(stage, options.albedo, light.ambient + light.keyStrength * 0.35, near),
          stuff: options.stuff ?? "cloth",
          random,
          angle: 60,
        })
        sheet.outline(outline, { weight: (options.weight ?? 1) * weightAt(near), random })
      }
    },
  })
  const mirrored = (face: Face): Face => face.map(([x, y, z]) => [-x, y, z] as const).toReversed()
  const both = (...faces: readonly Face[]) => faces.flatMap((face) => [face, mirrored(face)])
  const wheel: Face = Array.from({ length: 18 }, (_, index) => {
    const angle = (index / 18) * Math.PI * 2
    return [
      0.42 + 0.19 * Math.cos(angle),
      0.78 + 0.17 * Math.sin(angle),
      -0.44 - 0.08 * Math.sin(angle),
    ] as const
  })
  return [
    ...createSkyItems(outside, stage),
    ground,
    createRoadItem(outside, stage, lower, 4.2),
    ...createStreetItems(outside, stage, lower).slice(1),
    // Doors, pillars and roof frame the windows; the back seat and its window close the view.
    shape(
      "doors",
      both([
        [0.86, 0, -0.8],
        [0.86, 0, 1.6],
        [0.86, 0.78, 1.6],
        [0.86, 0.78, -0.8],
      ]),
      { albedo: 0.4, depth: 60, layer: layers.wall },
    ),
    shape(
      "sill",
      [
        [
          [-0.86, 0, 1.6],
          [0.86, 0, 1.6],
          [0.86, 0.84, 1.6],
          [-0.86, 0.84, 1.6],
        ],
      ],
      { albedo: 0.34, depth: 62, layer: layers.wall },
    ),
    shape(
      "roof",
      [
        [
          [-0.86, 1.34, -0.5],
          [0.86, 1.34, -0.5],
          [0.8, 1.28, 1.5],
          [-0.8, 1.28, 1.5],
        ],
        [
          [-0.8, 1.28, 1.5],
          [0.8, 1.28, 1.5],
          [0.72, 1.2, 1.6],
          [-0.72, 1.2, 1.6],
        ],
      ],
      { albedo: 0.5, depth: 58, layer: layers.wall },
    ),
    shape(
      "pillars",
      both(
        [
          [0.86, 0.78, 0.45],
          [0.86, 0.78, 0.57],
          [0.82, 1.31, 0.57],
          [0.82, 1.31, 0.45],
        ],
        [
          [0.86, 0.78, 1.42],
          [0.86, 0.78, 1.6],
          [0.72, 1.25, 1.6],
          [0.78, 1.29, 1.42],
        ],
      ),
      { albedo: 0.3, depth: 57, layer: layers.wall, stuff: "metal" },
    ),
    shape(
      "rear seat",
      [
        [
          [-0.8, 0.2, 1.15],
          [0.8, 0.2, 1.15],
          [0.78, 0.92, 1.35],
          [-0.78, 0.92, 1.35],
        ],
      ],
      { albedo: 0.5, depth: 56, layer: layers.wall },
    ),
    shape(
      "seat backs",
      both(
        [
          [0.16, 0.2, 0.26],
          [0.68, 0.2, 0.26],
          [0.66, 0.95, 0.42],
          [0.18, 0.95, 0.42],
        ],
        [
          [0.3, 0.98, 0.4],
          [0.54, 0.98, 0.4],
          [0.53, 1.15, 0.42],
          [0.31, 1.15, 0.42],
        ],
      ),
      { albedo: 0.44, depth: 55, layer: layers.wall },
    ),
    // Between the camera and those who sit: what they drive with.
    shape(
      "dashboard",
      [
        [
          [-0.9, 0.3, -0.62],
          [0.9, 0.3, -0.62],
          [0.9, 0.66, -0.58],
          [0.5, 0.72, -0.6],
          [-0.5, 0.7, -0.6],
          [-0.9, 0.66, -0.58],
        ],
      ],
      { albedo: 0.26, depth: 0.01, weight: 1.3 },
    ),
    {
      layer: layers.things,
      depth: 0.02,
      paint(sheet) {
        const random = createRandom(createSeed(graph.setting.seed, "wheel"))
        const rim = lens.polygon(wheel.map(([x, y, z]) => spot(x, y, z)))
        if (rim.length < 3) return
        const weight = 2.6
        sheet.outline(rim, { weight, random, looseness: 0.3 })
        for (const end of [0, 6, 12] as const) {
          const [x, y, z] = wheel[end] ?? [0, 0, 0]
          for (const line of lens.line([spot(0.42, 0.78, -0.44), spot(x, y, z)]))
            sheet.line(line, { weight: 1.6, random, looseness: 0.3 })
        }
      },
    },
    shape(
      "mirror",
      [
        [
          [-0.13, 1.2, -0.4],
          [0.13, 1.2, -0.4],
          [0.12, 1.28, -0.4],
          [-0.12, 1.28, -0.4],
        ],
      ],
      { albedo: 0.3, depth: 0.005 },
    ),
    shape(
      "windscreen posts",
      both([
        [0.86, 0.7, -0.62],
        [0.94, 0.7, -0.62],
        [0.86, 1.36, -0.3],
        [0.8, 1.36, -0.3],
      ]),
      { albedo: 0.2, depth: 0.004, weight: 1.2, stuff: "metal" },
    ),
  ]
}
