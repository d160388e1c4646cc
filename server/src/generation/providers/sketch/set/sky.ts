import type { Sheet } from "../drawing/sheet.ts"
import { layers, type Item, type Stage } from "../drawing/stage.ts"
import { createRandom, createSeed } from "../geometry/random.ts"
import { add, at, normalise, scale, type Point, type Point3 } from "../geometry/vector.ts"
import { limb, flatten } from "../drawing/form.ts"
import { createField, traceOutlines, type Mass } from "../geometry/field.ts"
import type { SceneGraph } from "../scene-graph.ts"

const far = 900

/** Height of the horizon in the middle of the picture. */
export function horizonOf(stage: Stage): Point {
  const { lens } = stage
  const flat = normalise(at(lens.forward.x, 0, lens.forward.z))
  return lens.project(add(lens.eye, scale(flat, far)))
}

export function createSkyItems(graph: SceneGraph, stage: Stage): Item[] {
  const { timeOfDay, weather, seed } = graph.setting
  const { light } = stage
  const wet = weather === "rain" || weather === "storm" || weather === "overcast"
  const top = {
    day: wet ? 0.68 : 0.84,
    dawn: 0.66,
    dusk: 0.5,
    night: weather === "storm" ? 0.1 : 0.13,
  }[timeOfDay]
  const low = { day: wet ? 0.82 : 0.99, dawn: 0.96, dusk: 0.86, night: 0.3 }[timeOfDay]
  const held = (value: number) =>
    1 - (1 - value) * (stage.hand.tone + (1 - stage.hand.tone) * light.darkness)
  return [
    {
      layer: layers.sky,
      depth: far,
      paint(sheet) {
        const { width, height } = sheet.size
        const frame = [
          { x: -60, y: -60 },
          { x: width + 60, y: -60 },
          { x: width + 60, y: height + 60 },
          { x: -60, y: height + 60 },
        ]
        const random = createRandom(createSeed(seed, "sky"))
        const horizon = horizonOf(stage)
        const bottom = Math.max(60, Math.min(height * 1.6, horizon.y))
        const from = Math.min(0, bottom - height * 0.95)
        sheet.fill([frame], stage.hand.colourOf(held(top), "sky"))
        if (sheet.hand.soft)
          sheet.wash(frame, {
            from: { x: 0, y: from },
            to: { x: 0, y: bottom },
            stops: [
              { at: 0, colour: stage.hand.colourOf(held(top), "sky"), opacity: 1 },
              { at: 0.65, colour: stage.hand.colourOf(held((top + low) / 2), "sky"), opacity: 1 },
              {
                at: 1,
                colour: stage.hand.colourOf(
                  held(low),
                  timeOfDay === "dusk" || timeOfDay === "dawn" ? "glow" : "sky",
                ),
                opacity: 1,
              },
            ],
          })
        else
          for (const [share, value] of [
            [0.45, (top + low) / 2],
            [0.75, low],
          ] as const) {
            const y = from + (bottom - from) * share
            const ridge = Array.from({ length: 13 }, (_, i) => ({
              x: -60 + (i / 12) * (width + 120),
              y: y + random.spread() * 14 * sheet.unit,
            }))
            sheet.fill(
              [[...ridge, { x: width + 60, y: height + 60 }, { x: -60, y: height + 60 }]],
              stage.hand.colourOf(held(value), "sky"),
            )
          }
        if (sheet.hand.hatching.below > 0.3 && top < 0.75)
          sheet.hatch(
            [
              [
                { x: -60, y: -60 },
                { x: width + 60, y: -60 },
                { x: width + 60, y: from + (bottom - from) * 0.5 },
                { x: -60, y: from + (bottom - from) * 0.62 },
              ],
            ],
            { value: Math.max(0.3, top), angle: 12, random },
          )
      },
    },
    ...createSkyThings(graph, stage),
  ]
}

function createSkyThings(graph: SceneGraph, stage: Stage): Item[] {
  const { timeOfDay, weather, seed, facing } = graph.setting
  const items: Item[] = []
  const { lens } = stage
  const clear = weather === "clear" || weather === "snow"
  const heading = ((facing + 22) * Math.PI) / 180
  const inSky = (height: number, aside: number): Point3 =>
    add(
      lens.eye,
      at(Math.sin(heading + aside) * far, height * far, Math.cos(heading + aside) * far),
    )
  if (clear && (timeOfDay === "night" || timeOfDay === "dusk" || timeOfDay === "dawn"))
    items.push({
      layer: layers.sky,
      depth: far - 1,
      paint(sheet) {
        const random = createRandom(createSeed(seed, "moon"))
        const centre = inSky(timeOfDay === "night" ? 0.3 : 0.07, 0)
        if (lens.depthOf(centre) < 1) return
        const spot = lens.project(centre)
        const radius = (timeOfDay === "night" ? 0.028 : 0.045) * lens.focal
        const colour = stage.hand.colourOf(1, "glow")
        sheet.glow(spot, { x: radius * 4.5, y: radius * 4.5 }, [
          { at: 0, colour, opacity: 0.45 },
          { at: 0.3, colour, opacity: 0.16 },
          { at: 1, colour, opacity: 0 },
        ])
        const disc = Array.from({ length: 26 }, (_, i) => ({
          x: spot.x + radius * Math.cos((i / 26) * Math.PI * 2),
          y: spot.y + radius * Math.sin((i / 26) * Math.PI * 2),
        }))
        sheet.fill([disc], stage.hand.look === "blueprint" ? stage.hand.line : stage.hand.light)
        if (timeOfDay !== "night") return
        for (let star = 0; star < 46; star += 1) {
          const place = inSky(random.between(0.08, 0.9), random.spread() * 1.2)
          if (lens.depthOf(place) < 1) continue
          const { x, y } = lens.project(place)
          const size = random.between(0.7, 1.7) * sheet.unit
          sheet.fill(
            [
              [
                { x: x - size, y },
                { x, y: y - size },
                { x: x + size, y },
                { x, y: y + size },
              ],
            ],
            stage.hand.light,
            0.8,
          )
        }
      },
    })
  const count = weather === "clear" ? (timeOfDay === "night" ? 2 : 4) : weather === "fog" ? 0 : 7
  const random = createRandom(createSeed(seed, "clouds"))
  for (let index = 0; index < count; index += 1) {
    const aside = random.spread() * 0.9
    const height = random.between(0.1, 0.42)
    const length = random.between(0.1, 0.26)
    const cloudSeed = createSeed(seed, "cloud", index)
    items.push({
      layer: layers.sky,
      depth: far - 2 - index,
      paint(sheet) {
        const own = createRandom(cloudSeed)
        const puffs = Array.from({ length: 7 }, (_, puff) => {
          const along = (puff / 6 - 0.5) * length * 1.15
          const size = (0.016 + 0.04 * (1 - Math.abs(puff / 3 - 1))) * own.between(0.75, 1.15) * far
          const centre = inSky(height + own.next() * 0.015, aside + along)
          return limb(centre, size, centre, size * 0.9)
        })
        const centre = puffs[3]?.from
        if (!centre || lens.depthOf(centre) < far * 0.2) return
        paintCloud(sheet, stage, {
          seed: cloudSeed,
          masses: puffs.map((puff) => flatten(stage, puff)),
          blend: 30 * lens.unitAt(centre),
          // Before rain they are a shade darker than the sky, else lighter; never solid.
          dark: weather === "storm" || weather === "rain",
        })
      },
    })
  }
  return items
}

/** Air, not stone: no side in shadow, a thin line where it billows, and nothing where it thins out below. */
function paintCloud(
  sheet: Sheet,
  { hand, light }: Stage,
  cloud: { seed: number; masses: readonly Mass[]; blend: number; dark: boolean },
) {
  const field = createField(cloud.masses, cloud.blend, sheet.frame)
  if (!field) return
  const outlines = traceOutlines(field)
  const random = createRandom(cloud.seed)
  const night = light.darkness > 0.6
  const colour = cloud.dark ? hand.colourOf(night ? 0.08 : 0.42, "sky") : hand.light
  sheet.fill(outlines, colour, cloud.dark ? 0.3 : night ? 0.12 : 0.5)
  if (night || hand.look === "charcoal") return
  for (const outline of outlines) {
    const heights = outline.map(({ y }) => y)
    const foot = Math.min(...heights) * 0.3 + Math.max(...heights) * 0.7
    let run: Point[] = []
    for (const point of [...outline, { x: 0, y: Infinity }]) {
      if (point.y < foot) {
        run.push(point)
        continue
      }
      if (run.length > 2) sheet.line(run, { weight: 0.4, random, opacity: 0.55 })
      run = []
    }
  }
}

/** A silhouette all round the horizon: `height` in metres by degrees of heading. */
export function createRidge(
  stage: Stage,
  options: {
    seed: number
    radius: number
    base: number
    step: number
    height: (heading: number) => number
    value: number
    stuff: "leaf" | "stone" | "plain" | "earth"
    weight: number
  },
): Item {
  return {
    layer: layers.far,
    depth: options.radius,
    paint(sheet: Sheet) {
      const { lens } = stage
      const middle = (Math.atan2(lens.forward.x, lens.forward.z) * 180) / Math.PI
      const random = createRandom(options.seed)
      const top: Point[] = []
      const first = Math.floor((middle - 72) / options.step) * options.step
      for (let heading = first; heading < middle + 72; heading += options.step) {
        const angle = (heading * Math.PI) / 180
        const spot = at(
          Math.sin(angle) * options.radius,
          options.base + options.height(heading),
          Math.cos(angle) * options.radius,
        )
        if (lens.depthOf(spot) > 2) top.push(lens.project(spot))
      }
      const start = top[0]
      const end = top.at(-1)
      if (!start || !end || top.length < 3) return
      const foot = horizonOf(stage).y + 400 * sheet.unit
      sheet.tone([[...top, { x: end.x, y: foot }, { x: start.x, y: foot }]], {
        value: options.value,
        stuff: options.stuff,
        random,
        angle: 70,
      })
      const inFrame = top.filter(({ x }) => x > -80 && x < sheet.size.width + 80)
      if (inFrame.length > 1)
        sheet.line(inFrame, { weight: options.weight, random, looseness: 0.5 })
    },
  }
}

/** A number 0–1 that depends on a whole number only. */
export const noise = (seed: number, index: number) => createRandom(createSeed(seed, index)).next()

/** Smooth noise round the compass. */
export function wander(seed: number, heading: number, width: number): number {
  const along = heading / width
  const index = Math.floor(along)
  const share = along - index
  const soft = share * share * (3 - 2 * share)
  const rounds = Math.round(360 / width)
  const wrap = (value: number) => ((value % rounds) + rounds) % rounds
  return noise(seed, wrap(index)) * (1 - soft) + noise(seed, wrap(index + 1)) * soft
}
