import type { Stuff } from "../drawing/hand.ts"
import { layers, setValueOf, weightAt, type Item, type Stage } from "../drawing/stage.ts"
import { createRandom, createSeed } from "../geometry/random.ts"
import {
  add,
  at,
  createAxes,
  dot,
  place,
  scale,
  subtract,
  type Point3,
} from "../geometry/vector.ts"
import type { SceneGraph } from "../scene-graph.ts"
import type { PlaceKind } from "./place.ts"
import { createWindowItems } from "./window-light.ts"

export interface RoomPlan {
  readonly width: number
  /** Metres from the middle of the action to the wall behind it, and to the wall before it. */
  readonly back: number
  readonly front: number
  readonly height: number
  readonly wall: { readonly albedo: number; readonly stuff: Stuff }
  readonly floor: "boards" | "tiles" | "stone" | "plain"
  readonly floorAlbedo: number
  /** Height of a rail or panelling round the walls; 0: none. */
  readonly rail: number
  readonly bricks: boolean
  readonly beams: boolean
  /** A roof over the room: its side walls end at this height, the slopes meet at the room's. */
  readonly eaves?: number
}

const base: RoomPlan = {
  width: 6.4,
  back: 2.9,
  front: 4.2,
  height: 2.75,
  wall: { albedo: 0.88, stuff: "plain" },
  floor: "boards",
  floorAlbedo: 0.7,
  rail: 0,
  bricks: false,
  beams: false,
}

const plans: Partial<Record<PlaceKind, Partial<RoomPlan>>> = {
  kitchen: { floor: "tiles", floorAlbedo: 0.8, back: 2.5, rail: 1.45 },
  bedroom: { rail: 0.95, back: 2.8, wall: { albedo: 0.84, stuff: "plain" } },
  office: { floor: "plain", floorAlbedo: 0.62, back: 2.7 },
  corridor: { width: 2.5, back: 11, front: 7, floor: "tiles", floorAlbedo: 0.75, rail: 1.05 },
  bar: {
    width: 8,
    back: 3.2,
    wall: { albedo: 0.6, stuff: "wood" },
    rail: 1.05,
    beams: true,
    floorAlbedo: 0.52,
  },
  church: {
    width: 9,
    back: 12,
    front: 8,
    height: 8,
    floor: "stone",
    floorAlbedo: 0.68,
    wall: { albedo: 0.82, stuff: "stone" },
  },
  hospital: {
    width: 7.5,
    back: 3,
    floor: "tiles",
    floorAlbedo: 0.88,
    rail: 1.1,
    wall: { albedo: 0.95, stuff: "plain" },
  },
  prison: {
    width: 3.6,
    back: 2.2,
    front: 3,
    bricks: true,
    wall: { albedo: 0.66, stuff: "stone" },
    floor: "stone",
    floorAlbedo: 0.58,
  },
  shop: { width: 7.5, back: 3.2, floor: "tiles", floorAlbedo: 0.8 },
  cellar: {
    width: 7,
    back: 3.4,
    height: 2.5,
    bricks: true,
    beams: true,
    wall: { albedo: 0.6, stuff: "stone" },
    floor: "stone",
    floorAlbedo: 0.54,
  },
  classroom: { width: 7.5, back: 3.4, floor: "boards", floorAlbedo: 0.66, rail: 1.05 },
  library: {
    width: 7,
    back: 3.2,
    height: 3.4,
    wall: { albedo: 0.62, stuff: "wood" },
    floorAlbedo: 0.56,
    rail: 1.1,
  },
  restaurant: {
    width: 8,
    back: 3.4,
    rail: 1,
    floor: "tiles",
    floorAlbedo: 0.7,
    wall: { albedo: 0.8, stuff: "plain" },
  },
  bathroom: {
    width: 3.8,
    back: 1.9,
    front: 3,
    rail: 1.5,
    floor: "tiles",
    floorAlbedo: 0.88,
    wall: { albedo: 0.95, stuff: "plain" },
  },
  attic: {
    width: 6,
    back: 3,
    height: 3.1,
    eaves: 0.9,
    wall: { albedo: 0.6, stuff: "wood" },
    floorAlbedo: 0.54,
    beams: true,
  },
  tent: {
    width: 4.6,
    back: 2.4,
    height: 2.8,
    eaves: 0.8,
    wall: { albedo: 0.82, stuff: "cloth" },
    floor: "plain",
    floorAlbedo: 0.6,
  },
  warehouse: {
    width: 14,
    back: 10,
    front: 6,
    height: 6,
    bricks: true,
    beams: true,
    wall: { albedo: 0.64, stuff: "stone" },
    floor: "plain",
    floorAlbedo: 0.6,
  },
  court: {
    width: 9,
    back: 5,
    height: 5,
    wall: { albedo: 0.66, stuff: "wood" },
    rail: 1.1,
    floorAlbedo: 0.6,
  },
  theatre: {
    width: 11,
    back: 4,
    front: 6,
    height: 6,
    wall: { albedo: 0.34, stuff: "cloth" },
    floorAlbedo: 0.56,
  },
  "train-interior": {
    width: 2.9,
    back: 7,
    front: 4,
    height: 2.3,
    floor: "plain",
    floorAlbedo: 0.56,
    rail: 0.9,
  },
  "car-interior": {
    width: 2.2,
    back: 1.4,
    front: 1.6,
    height: 1.5,
    floor: "plain",
    floorAlbedo: 0.3,
    wall: { albedo: 0.34, stuff: "metal" },
  },
}

export const planOf = (kind: PlaceKind): RoomPlan => ({ ...base, ...plans[kind] })

/** Walls, floor and ceiling seen from inside; a wall that the camera stands behind is left out. */
export function createRoomItems(graph: SceneGraph, stage: Stage): Item[] {
  const { setting } = graph
  const plan = planOf(setting.kind)
  const axes = createAxes(setting.facing)
  const origin = at(0, 0, 0)
  const spot = (x: number, y: number, z: number) => place(origin, axes, x, y, z)
  const half = plan.width / 2
  const { back, front, height } = plan
  const items: Item[] = [
    createBeyondItem(stage, plan),
    createGroundItem(graph, stage, plan),
    ...createWindowItems(graph, stage),
  ]
  const walls = [
    { name: "back", from: [-half, back], to: [half, back], normal: scale(axes.forward, -1) },
    { name: "right", from: [half, back], to: [half, -front], normal: scale(axes.right, -1) },
    { name: "front", from: [half, -front], to: [-half, -front], normal: axes.forward },
    { name: "left", from: [-half, -front], to: [-half, back], normal: axes.right },
  ] as const
  for (const wall of walls) {
    const [x1, z1] = wall.from
    const [x2, z2] = wall.to
    const on = (share: number, y: number) => spot(x1 + (x2 - x1) * share, y, z1 + (z2 - z1) * share)
    const gable = wall.name === "back" || wall.name === "front"
    const tall = plan.eaves ?? height
    const centre = on(0.5, height / 2)
    if (dot(wall.normal, subtract(stage.lens.eye, centre)) <= 0) continue
    items.push({
      layer: layers.wall,
      depth: 500 + Math.max(0, stage.lens.depthOf(centre)),
      paint(sheet) {
        const random = createRandom(createSeed(setting.seed, wall.name))
        const polygon = stage.lens.polygon([
          on(0, 0),
          on(1, 0),
          on(1, tall),
          ...(gable && plan.eaves !== undefined ? [on(0.5, height)] : []),
          on(0, tall),
        ])
        const depth = Math.max(0.5, stage.lens.depthOf(centre))
        const value = setValueOf(
          stage,
          plan.wall.albedo,
          stage.light.at(centre, wall.normal),
          depth,
        )
        sheet.tone([polygon], {
          value,
          stuff: plan.wall.stuff,
          random,
          angle: wall.name === "back" ? 56 : wall.name === "left" ? 76 : 104,
        })
        const pen = (weight: number) => ({
          weight: weight * Math.max(0.5, weightAt(depth)),
          random,
          looseness: 0.9,
        })
        const run = (points: readonly Point3[], weight: number) => {
          for (const line of stage.lens.line(points)) sheet.line(line, pen(weight))
        }
        if (plan.rail > 0) {
          if (plan.rail < 1.3)
            sheet.tone(
              [stage.lens.polygon([on(0, 0), on(1, 0), on(1, plan.rail), on(0, plan.rail)])],
              {
                value: value * 0.86,
                stuff: plan.wall.stuff,
                random,
              },
            )
          run([on(0, plan.rail), on(1, plan.rail)], 0.7)
        }
        run([on(0, 0.12), on(1, 0.12)], 0.5)
        run([on(0, 0), on(1, 0)], 0.95)
        if (gable && plan.eaves !== undefined) run([on(0, tall), on(0.5, height), on(1, tall)], 0.9)
        else run([on(0, tall), on(1, tall)], 0.9)
        run([on(0, 0), on(0, tall)], 0.85)
        if (plan.bricks)
          for (let course = 0; course < 46; course += 1) {
            const y = 0.2 + random.next() * (height - 0.4)
            const share = random.next()
            const length = (0.34 / Math.hypot(x2 - x1, z2 - z1)) * random.between(0.8, 2)
            run([on(share, y), on(Math.min(1, share + length), y)], 0.5)
            if (course % 2 === 0) run([on(share, y), on(share, y + 0.14)], 0.45)
          }
      },
    })
  }
  items.push({
    layer: layers.wall,
    depth: 499,
    paint(sheet) {
      const random = createRandom(createSeed(setting.seed, "ceiling"))
      if (plan.eaves !== undefined) {
        const { eaves } = plan
        for (const side of [-1, 1]) {
          const slope = stage.lens.polygon([
            spot(side * half, eaves, back),
            spot(0, height, back),
            spot(0, height, -front),
            spot(side * half, eaves, -front),
          ])
          const value = setValueOf(
            stage,
            plan.wall.albedo,
            stage.light.at(spot(side, 2, 0)) * 0.9,
            4,
          )
          sheet.tone([slope], { value, stuff: plan.wall.stuff, random, angle: 40 })
          for (let index = 0; index < 8; index += 1) {
            const z = back - index * 0.9
            for (const line of stage.lens.line([spot(side * half, eaves, z), spot(0, height, z)]))
              sheet.line(line, { weight: plan.beams ? 1.6 : 0.5, random })
          }
        }
        return
      }
      if (stage.lens.eye.y < height) {
        const polygon = stage.lens.polygon([
          spot(-half, height, back),
          spot(half, height, back),
          spot(half, height, -front),
          spot(-half, height, -front),
        ])
        const value = setValueOf(stage, 0.8, stage.light.at(spot(0, height, back / 2)) * 0.9, 5)
        sheet.tone([polygon], { value, random, angle: 4 })
        const beams = plan.beams ? [-0.8, -0.45, -0.1, 0.25, 0.6, 0.95] : []
        for (const share of beams)
          for (const line of stage.lens.line([
            spot(-half, height - 0.02, back * share),
            spot(half, height - 0.02, back * share),
          ]))
            sheet.line(line, { weight: 1.6, random })
      }
    },
  })
  return items
}

/** Past the edge of a wall that was taken away for the camera there is shade, not paper. */
const createBeyondItem = (stage: Stage, plan: RoomPlan): Item => ({
  layer: layers.sky,
  depth: 900,
  paint(sheet) {
    const { left, top, right, bottom } = sheet.frame
    const frame = [
      { x: left, y: top },
      { x: right, y: top },
      { x: right, y: bottom },
      { x: left, y: bottom },
    ]
    const value = setValueOf(stage, plan.wall.albedo * 0.8, stage.light.ambient, 4)
    sheet.fill([frame], stage.hand.colourOf(value, plan.wall.stuff))
  },
})

function createGroundItem(graph: SceneGraph, stage: Stage, plan: RoomPlan): Item {
  const { setting } = graph
  const axes = createAxes(setting.facing)
  const spot = (x: number, z: number) => place(at(0, 0, 0), axes, x, 0, z)
  const half = plan.width / 2
  return {
    layer: layers.ground,
    depth: 400,
    paint(sheet) {
      const random = createRandom(createSeed(setting.seed, "floor"))
      const polygon = stage.lens.polygon([
        spot(-half, plan.back),
        spot(half, plan.back),
        spot(half, -plan.front),
        spot(-half, -plan.front),
      ])
      const light = stage.light.at(spot(0, plan.back * 0.4), at(0, 1, 0))
      sheet.tone([polygon], {
        value: setValueOf(stage, plan.floorAlbedo, light, 4),
        stuff: plan.floor === "boards" ? "wood" : "stone",
        random,
        angle: 6,
      })
      const run = (from: Point3, to: Point3, weight: number) => {
        for (const line of stage.lens.line([from, to]))
          sheet.line(line, { weight, random, opacity: 0.75, looseness: 0.6 })
      }
      if (plan.floor === "boards" || plan.floor === "tiles") {
        const step = plan.floor === "boards" ? 0.42 : 0.6
        for (let x = -half + step; x < half; x += step)
          run(spot(x, plan.back), spot(x, -plan.front), 0.4)
      }
      if (plan.floor === "tiles" || plan.floor === "stone") {
        const step = plan.floor === "tiles" ? 0.6 : 0.95
        for (let z = -plan.front; z < plan.back; z += step) run(spot(-half, z), spot(half, z), 0.4)
      }
      if (plan.floor === "stone")
        for (let index = 0; index < 26; index += 1) {
          const x = random.between(-half, half)
          const z =
            -plan.front + Math.floor(random.next() * ((plan.back + plan.front) / 0.95)) * 0.95
          run(spot(x, z), spot(x, Math.min(plan.back, z + 0.95)), 0.4)
        }
    },
  }
}

/** Where a wall can carry something: its middle line in the world and the heading that faces into the room. */
export function wallSpot(
  setting: SceneGraph["setting"],
  wall: "back" | "left" | "right",
  share: number,
): { position: Point3; facing: number } {
  const plan = planOf(setting.kind)
  const axes = createAxes(setting.facing)
  const half = plan.width / 2
  const inset = 0.04
  if (wall === "back")
    return {
      position: place(at(0, 0, 0), axes, -half + share * plan.width, 0, plan.back - inset),
      facing: setting.facing + 180,
    }
  const side = wall === "left" ? -1 : 1
  const length = plan.back + Math.min(plan.front, 1.6)
  return {
    position: add(
      place(at(0, 0, 0), axes, side * (half - inset), 0, plan.back - share * length),
      at(0, 0, 0),
    ),
    facing: setting.facing - side * 90,
  }
}
