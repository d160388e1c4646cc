import { layers, setValueOf, weightAt, type Item, type Stage } from "../drawing/stage.ts"
import type { Stuff } from "../drawing/hand.ts"
import { createRandom, createSeed } from "../geometry/random.ts"
import {
  add,
  at,
  createAxes,
  distance,
  dot,
  normalise,
  place,
  scale,
  subtract,
  type Point3,
} from "../geometry/vector.ts"
import { designOf, type PropKind } from "../prop/catalogue.ts"
import { paintParts } from "../prop/paint-prop.ts"
import type { SceneGraph } from "../scene-graph.ts"
import { createRidge, createSkyItems, noise, wander } from "./sky.ts"
import { createWaterItems } from "./water.ts"
import type { PlaceKind } from "./place.ts"

interface Ground {
  readonly albedo: number
  readonly stuff: Stuff
  readonly marks: "grass" | "sand" | "stones" | "none"
}

const grounds: Partial<Record<PlaceKind, Ground>> = {
  street: { albedo: 0.66, stuff: "stone", marks: "none" },
  city: { albedo: 0.66, stuff: "stone", marks: "none" },
  road: { albedo: 0.74, stuff: "earth", marks: "grass" },
  roof: { albedo: 0.64, stuff: "stone", marks: "stones" },
  desert: { albedo: 0.92, stuff: "earth", marks: "sand" },
  shore: { albedo: 0.9, stuff: "earth", marks: "sand" },
  harbour: { albedo: 0.72, stuff: "stone", marks: "stones" },
  mountain: { albedo: 0.72, stuff: "stone", marks: "stones" },
  forest: { albedo: 0.62, stuff: "leaf", marks: "grass" },
  cliff: { albedo: 0.7, stuff: "leaf", marks: "grass" },
}
const meadow: Ground = { albedo: 0.78, stuff: "leaf", marks: "grass" }

type RidgeSpec = readonly [
  part: string,
  radius: number,
  high: number,
  wide: number,
  albedo: number,
  stuff: "leaf" | "stone" | "plain" | "earth",
]

const country: readonly RidgeSpec[] = [
  ["hills", 600, 60, 36, 0.74, "leaf"],
  ["hedge", 190, 9, 6, 0.6, "leaf"],
]

/** Edges between peaks and notches are straight, and broken. */
function peakHeight(seed: number, heading: number, high: number): number {
  const edge = (width: number, part: number) => {
    const along = heading / width
    const index = Math.floor(along)
    const share = along - index
    const rounds = Math.round(360 / width)
    const spot = (value: number) => noise(seed + part, ((value % rounds) + rounds) % rounds)
    return spot(index) * (1 - share) + spot(index + 1) * share
  }
  return high * (0.12 + 0.72 * edge(15, 1) ** 1.4 + 0.2 * edge(4, 2))
}

/** What closes the view, far ones first. */
const ridges: Partial<Record<PlaceKind, readonly RidgeSpec[]>> = {
  mountain: [
    ["peaks", 820, 330, 24, 0.8, "stone"],
    ["hills", 420, 70, 30, 0.66, "stone"],
  ],
  desert: [
    ["mesas", 800, 70, 30, 0.8, "earth"],
    ["dunes", 120, 7, 40, 0.9, "earth"],
  ],
  forest: [["trees", 90, 16, 5, 0.5, "leaf"]],
  field: country,
  village: country,
  garden: country,
  road: country,
}

/** Land, water, the horizon and what stands on it. */
export function createOutsideItems(graph: SceneGraph, stage: Stage, focus: Point3): Item[] {
  const { setting } = graph
  const { kind, seed } = setting
  const axes = createAxes(setting.facing)
  const spot = (x: number, y: number, z: number) => place(at(0, 0, 0), axes, x, y, z)
  const items: Item[] = createSkyItems(graph, stage)
  const watery = kind === "sea" || kind === "shore" || kind === "harbour" || kind === "cliff"
  if (watery)
    items.push(
      ...createWaterItems(graph, stage, {
        level: kind === "cliff" ? -14 : kind === "sea" ? 0 : -0.35,
        from: kind === "sea" ? 2 : 7,
      }),
    )
  if (kind !== "sea") items.push(createLandItem(graph, stage, grounds[kind] ?? meadow, watery))
  const haze = (near: number) =>
    setValueOf(stage, near, stage.light.ambient + stage.light.keyStrength * 0.4, 30)
  const ridge = (
    part: string,
    radius: number,
    high: number,
    wide: number,
    albedo: number,
    stuff: "leaf" | "stone" | "plain" | "earth",
  ) =>
    createRidge(stage, {
      seed: createSeed(seed, part),
      radius,
      base: kind === "roof" ? -30 : 0,
      step: 1.5,
      height: (heading) =>
        part === "peaks"
          ? peakHeight(createSeed(seed, part), heading, high)
          : high * (0.25 + 0.75 * wander(createSeed(seed, part), heading, wide)) +
            high * 0.12 * wander(seed, heading, 5),
      value: haze(albedo),
      stuff,
      weight: 0.6,
    })
  for (const [part, radius, high, wide, albedo, stuff] of ridges[kind] ?? [])
    items.push(ridge(part, radius, high, wide, albedo, stuff))
  if (kind === "city" || kind === "roof" || kind === "street")
    items.push(createSkyline(graph, stage, haze(0.66)))
  if (kind === "street" || kind === "city") items.push(...createStreetItems(graph, stage, spot))
  if (kind === "road") items.push(createRoadItem(graph, stage, spot, 3.2))
  if (kind === "roof") items.push(createParapetItem(graph, stage, spot))
  if (kind === "forest" || kind === "garden" || kind === "village" || kind === "road")
    items.push(...createGrove(graph, stage, focus))
  if (kind === "village")
    for (const [index, [x, z, turn]] of (
      [
        [-10, 14, 150],
        [8, 18, 205],
        [22, 26, 190],
        [-24, 24, 170],
      ] as const
    ).entries())
      items.push(
        standing(
          "house",
          stage,
          spot(x, 0, z),
          setting.facing + turn,
          1,
          createSeed(seed, "house", index),
          setting.lights,
        ),
      )
  if (kind === "mountain" || kind === "cliff" || kind === "desert")
    for (let index = 0; index < 9; index += 1) {
      const x = (noise(createSeed(seed, "rock"), index) - 0.5) * 26
      const z = 2.5 + noise(createSeed(seed, "rockz"), index) * (kind === "cliff" ? 5 : 18)
      items.push(
        standing(
          "rock",
          stage,
          spot(x + Math.sign(x) * 1.4, 0, z),
          index * 77,
          0.5 + noise(seed, index) * 1.3,
          createSeed(seed, "rock", index),
          false,
        ),
      )
    }
  return items
}

function standing(
  kind: PropKind,
  stage: Stage,
  origin: Point3,
  facing: number,
  by: number,
  seed: number,
  lit: boolean,
): Item {
  return {
    layer: layers.things,
    depth: stage.lens.depthOf(origin),
    paint: (sheet) =>
      paintParts(sheet, stage, designOf(kind).parts, {
        origin,
        axes: createAxes(facing),
        scale: by,
        seed,
        lit,
      }),
  }
}

function createLandItem(graph: SceneGraph, stage: Stage, ground: Ground, watery: boolean): Item {
  const { setting } = graph
  const { lens, light } = stage
  const axes = createAxes(setting.facing)
  const spot = (x: number, y: number, z: number) => place(at(0, 0, 0), axes, x, y, z)
  const far = 880
  const shoreline = setting.kind === "cliff" ? 8 : setting.kind === "harbour" ? 3.2 : 4.6
  return {
    layer: layers.ground,
    depth: 600,
    paint(sheet) {
      const random = createRandom(createSeed(setting.seed, "land"))
      const value = setValueOf(
        stage,
        ground.albedo,
        light.at(at(0, 0, 4), at(0, 1, 0)) * (light.darkness > 0.6 ? 0.92 : 1),
        6,
      )
      const tone = { value, stuff: ground.stuff, random, angle: 4, flat: value > 0.5 }
      if (!watery) {
        const distant = setValueOf(
          stage,
          ground.albedo,
          light.ambient + light.keyStrength * 0.6,
          60,
        )
        const all = lens.polygon([
          at(-far, 0, -far),
          at(far, 0, -far),
          at(far, 0, far),
          at(-far, 0, far),
        ])
        sheet.tone([all], {
          ...tone,
          value: setting.kind === "roof" ? distant * 0.8 : distant,
          flat: true,
        })
        const near = lens.polygon(
          Array.from({ length: 20 }, (_, i) => {
            const angle = (i / 20) * Math.PI * 2
            return at(lens.eye.x + Math.sin(angle) * 34, 0, lens.eye.z + Math.cos(angle) * 34)
          }),
        )
        sheet.tone([near], tone)
      } else {
        const edge = Array.from({ length: 25 }, (_, index) => {
          const x = (index - 12) * (setting.kind === "harbour" ? 14 : 7)
          const wobble =
            setting.kind === "harbour"
              ? 0
              : noise(createSeed(setting.seed, "edge"), index) * 2.6 - 1
          return spot(
            x,
            0,
            shoreline +
              wobble +
              (setting.kind === "shore" ? Math.abs(x) * 0.12 : -Math.abs(x) * 0.16),
          )
        })
        const land = lens.polygon([...edge, spot(260, 0, -200), spot(-260, 0, -200)])
        if (setting.kind === "cliff" || setting.kind === "harbour")
          for (const [index, point] of edge.entries()) {
            const next = edge[index + 1]
            if (!next) continue
            const drop = setting.kind === "cliff" ? -14 : -0.5
            sheet.tone(
              [lens.polygon([point, next, add(next, at(0, drop, 0)), add(point, at(0, drop, 0))])],
              {
                value: value * 0.6,
                stuff: "stone",
                random,
                angle: 84,
              },
            )
          }
        sheet.tone([land], tone)
        for (const line of lens.line(edge)) sheet.line(line, { weight: 0.9, random })
        if (setting.kind === "shore")
          for (const out of [0.7, 1.9])
            for (const line of lens.line(edge.map((point) => add(point, scale(axes.forward, out)))))
              sheet.line(line, { weight: 0.6, random, colour: sheet.hand.light, opacity: 0.9 })
      }
      paintMarks(ground)
      function paintMarks({ marks }: Ground) {
        if (marks === "none") return
        const forward = normalise(at(lens.forward.x, 0, lens.forward.z))
        const right = at(forward.z, 0, -forward.x)
        const stand = at(lens.eye.x, 0, lens.eye.z)
        for (let index = 0; index < 90; index += 1) {
          const away = 1.5 * 1.04 ** index + random.next()
          const middle = add(
            add(stand, scale(forward, away)),
            scale(right, random.spread() * away * 0.9),
          )
          if (watery && dot(middle, axes.forward) > shoreline - 1.2) continue
          const size = marks === "grass" ? 0.14 : marks === "sand" ? 0.5 : 0.3
          const shapes: Point3[][] =
            marks === "grass"
              ? [-0.5, 0, 0.5].map((lean) => [
                  add(middle, scale(right, lean * 0.1)),
                  add(
                    middle,
                    add(scale(right, lean * 0.22), at(0, size * random.between(0.6, 1.3), 0)),
                  ),
                ])
              : marks === "sand"
                ? [
                    [
                      add(middle, scale(right, -size)),
                      add(middle, at(0, 0.02, 0)),
                      add(middle, scale(right, size)),
                    ],
                  ]
                : [
                    [
                      add(middle, scale(right, -size / 2)),
                      add(middle, add(scale(right, -size * 0.2), at(0, 0.07, 0))),
                      add(middle, scale(right, size / 2)),
                    ],
                  ]
          for (const shape of shapes)
            for (const line of lens.line(shape))
              sheet.line(line, { weight: 0.42, random, opacity: 0.7, looseness: 0.3 })
        }
      }
    },
  }
}

function createSkyline(graph: SceneGraph, stage: Stage, value: number): Item {
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

function createStreetItems(
  graph: SceneGraph,
  stage: Stage,
  spot: (x: number, y: number, z: number) => Point3,
): Item[] {
  const { setting } = graph
  const { lens } = stage
  const items: Item[] = [createRoadItem(graph, stage, spot, 4.2)]
  for (let index = 0; index < 14; index += 1) {
    const side = index % 2 === 0 ? -1 : 1
    const row = Math.floor(index / 2)
    const high = 9 + noise(createSeed(setting.seed, "high"), index) * 12
    const origin = spot(side * 11.5, 0, -9 + row * 10.2)
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

function createRoadItem(
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

function createParapetItem(
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

/** Trees behind the action and to its sides, never between it and the camera. */
function createGrove(graph: SceneGraph, stage: Stage, focus: Point3): Item[] {
  const { setting } = graph
  const { lens } = stage
  const items: Item[] = []
  const dense = setting.kind === "forest"
  const count = dense ? 46 : 16
  const subject = lens.depthOf(focus)
  for (let index = 0; index < count; index += 1) {
    const own = createSeed(setting.seed, "grove", index)
    const angle = noise(own, 1) * Math.PI * 2
    const out = (dense ? 3.6 : 11) + noise(own, 2) ** 0.8 * (dense ? 26 : 45)
    const origin = at(Math.sin(angle) * out, 0, Math.cos(angle) * out)
    const depth = lens.depthOf(origin)
    if (depth < subject + (dense ? 1.1 : 3)) continue
    const aside = Math.abs(dot(subtract(origin, lens.eye), lens.right)) / depth
    if (aside > (lens.size.width / 2 / lens.focal) * 1.25) continue
    if (setting.kind === "road" && Math.abs(dot(origin, createAxes(setting.facing).right)) < 5.5)
      continue
    items.push(
      standing(
        noise(own, 3) < (dense ? 0.5 : 0.25) ? "pine" : noise(own, 4) < 0.75 ? "tree" : "bush",
        stage,
        origin,
        (Math.atan2(lens.forward.x, lens.forward.z) * 180) / Math.PI + (noise(own, 5) - 0.5) * 50,
        0.8 + noise(own, 6) * 0.6,
        own,
        false,
      ),
    )
  }
  return items.toSorted((a, b) => a.depth - b.depth).slice(0, dense ? 18 : 8)
}
