import { angles, createDefaultLooks, defaultStyle, sizes, styleLooks } from "@panelwright/core"
import { describe, expect, it } from "vitest"
import { poseNames } from "../figure/pose.ts"
import { createRandom, type Random } from "../geometry/random.ts"
import type { Point3 } from "../geometry/vector.ts"
import { propKinds } from "../prop/catalogue.ts"
import {
  expressions,
  sceneGraphSchema,
  timesOfDay,
  weathers,
  type SceneGraph,
} from "../scene-graph.ts"
import { placeKinds } from "../set/place.ts"
import { drawScene } from "./draw-scene.ts"
import { createHand } from "./hand.ts"
import { toPng } from "./raster.ts"

const pickOf = <Item>(random: Random, items: readonly Item[]): Item => {
  const item = items[Math.floor(random.next() * items.length)]
  if (item === undefined) throw new Error("nothing to pick from")
  return item
}

/** Mostly near, sometimes at the ends of what a graph may hold, sometimes all in one point. */
const createPoint = (random: Random): Point3 => {
  const reach = pickOf(random, [0, 0.01, 1, 5, 20, 2000])
  const [x, y, z] = [0, 0, 0].map(() => random.between(-reach, reach))
  return { x: x ?? 0, y: y ?? 0, z: z ?? 0 }
}

/** A graph that its schema allows and that nobody would stage. */
function createWildGraph(random: Random): SceneGraph {
  const seed = () => Math.floor(random.next() * 0x7fffffff)
  const many = <Item>(most: number, create: (index: number) => Item) =>
    Array.from({ length: Math.floor(random.next() * (most + 1)) }, (_, index) => create(index))
  const position = createPoint(random)
  return sceneGraphSchema.parse({
    version: 1,
    seed: seed(),
    mirrored: random.next() < 0.3,
    camera: {
      size: pickOf(random, Object.keys(sizes)),
      angle: pickOf(random, Object.keys(angles)),
      movement: "static",
      lens: null,
      focus: [],
      view: {
        position,
        target: random.next() < 0.1 ? position : createPoint(random),
        roll: random.between(-720, 720),
        lens: pickOf(random, [4, 18, 50, 200, 1200]),
      },
    },
    setting: {
      kind: pickOf(random, placeKinds),
      seed: seed(),
      facing: random.between(-720, 720),
      timeOfDay: pickOf(random, timesOfDay),
      weather: pickOf(random, weathers),
      lights: random.next() < 0.5,
      exposure: random.between(-3, 3),
    },
    people: many(3, (index) => ({
      id: `p${index}`,
      name: null,
      words: [],
      seed: seed(),
      looks: createDefaultLooks(`person ${seed()}`),
      position: createPoint(random),
      facing: random.between(-720, 720),
      pose: pickOf(random, poseNames),
      gaze: pickOf(random, [null, { id: "p0" }, { id: "t0" }, { point: createPoint(random) }]),
      expression: pickOf(random, expressions),
      holds: random.next() < 0.5 ? pickOf(random, propKinds) : null,
    })),
    props: many(8, (index) => ({
      id: `t${index}`,
      kind: pickOf(random, propKinds),
      seed: seed(),
      position: createPoint(random),
      facing: random.between(-720, 720),
      scale: pickOf(random, [0.05, 1, 1, 3, 40]),
      lit: random.next() < 0.5,
      dressing: false,
    })),
    patches: many(2, () => ({
      left: random.next(),
      top: random.next(),
      right: random.next(),
      bottom: random.next(),
      exposure: random.between(-3, 3),
    })),
  })
}

const size = { width: 96, height: 54 }

describe("any graph that its schema allows", { timeout: 120_000 }, () => {
  it.each([1, 2, 3, 4])(
    "becomes a picture and leaves the process alive (seed %i)",
    async (seed) => {
      const random = createRandom(seed)
      for (let count = 0; count < 30; count += 1) {
        const graph = createWildGraph(random)
        const style = { ...defaultStyle, look: pickOf(random, styleLooks) }
        const svg = drawScene(graph, style, size)
        expect(svg).not.toMatch(/NaN|Infinity|undefined|[ ML"]-?\d{8}|e\+\d/)
        // A layer of the whole picture for one element: slow, and the rasteriser does not survive some of them.
        expect(svg).not.toMatch(/[^-]opacity=|<mask|<filter|<clipPath/)
        expect((await toPng(svg, size, createHand(style))).byteLength).toBeGreaterThan(60)
      }
    },
  )
})
