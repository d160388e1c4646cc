import type { Stuff } from "../drawing/hand.ts"
import { layers, setValueOf, type Item, type Stage } from "../drawing/stage.ts"
import { createRandom, createSeed } from "../geometry/random.ts"
import {
  add,
  at,
  createAxes,
  dot,
  normalise,
  place,
  scale,
  type Point3,
} from "../geometry/vector.ts"
import type { SceneGraph } from "../scene-graph.ts"
import type { PlaceKind } from "./place.ts"
import { noise } from "./sky.ts"

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
  alley: { albedo: 0.58, stuff: "stone", marks: "none" },
  market: { albedo: 0.74, stuff: "stone", marks: "stones" },
  station: { albedo: 0.72, stuff: "stone", marks: "none" },
  river: { albedo: 0.7, stuff: "leaf", marks: "grass" },
  farm: { albedo: 0.82, stuff: "earth", marks: "grass" },
  arctic: { albedo: 1, stuff: "plain", marks: "sand" },
  cliff: { albedo: 0.7, stuff: "leaf", marks: "grass" },
}
const snowed: Ground = { albedo: 1, stuff: "plain", marks: "sand" }
const meadow: Ground = { albedo: 0.78, stuff: "leaf", marks: "grass" }

export function createLandItem(graph: SceneGraph, stage: Stage, watery: boolean): Item {
  const { setting } = graph
  const ground = setting.weather === "snow" ? snowed : (grounds[setting.kind] ?? meadow)
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
              (setting.kind === "shore" || setting.kind === "river"
                ? Math.abs(x) * 0.12
                : -Math.abs(x) * 0.16),
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
        if (setting.kind === "shore" || setting.kind === "river")
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
