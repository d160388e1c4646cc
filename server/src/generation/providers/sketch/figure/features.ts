import type { Sheet } from "../drawing/sheet.ts"
import { valueOf, weightAt, type Stage } from "../drawing/stage.ts"
import { smoothLine } from "../geometry/polygon.ts"
import type { createRandom } from "../geometry/random.ts"
import { dot, normalise, subtract } from "../geometry/vector.ts"
import type { Person } from "../scene-graph.ts"
import { paintEye } from "./eye.ts"
import type { Face, Spot } from "./face.ts"
import { moods } from "./mood.ts"
import { paintMouth } from "./mouth.ts"
import type { Skeleton } from "./skeleton.ts"

export function paintFeatures(
  sheet: Sheet,
  stage: Stage,
  person: Person,
  skeleton: Skeleton,
  face: Face,
  pixels: number,
  random: ReturnType<typeof createRandom>,
) {
  const { lens, light, hand } = stage
  const mood = moods[person.expression]
  const depth = lens.depthOf(skeleton.head)
  const scaled = pixels / sheet.unit
  if (scaled < 13) return
  const weight = Math.min(1.15, Math.max(0.3, scaled / 190)) * Math.min(1.1, weightAt(depth) + 0.25)
  const skin = valueOf(stage, 0.98, light.at(skeleton.head), depth)
  const dark =
    hand.look === "blueprint" ? hand.line : hand.colourOf(Math.max(0.02, skin * 0.16), "hair")
  const visible = (x: number, y: number, z: number) => {
    const spot = face.spot(x, y, z)
    const centre = face.spot(0, y * 0.5, -0.02)
    return dot(normalise(subtract(spot, centre)), normalise(subtract(lens.eye, spot))) > 0.12
  }
  const draw = (
    spots: readonly Spot[],
    options: { weight?: number; opacity?: number; looseness?: number } = {},
  ) => {
    const shown = spots.filter(([x, y, z]) => visible(x, y, z))
    if (shown.length < 2) return
    sheet.line(
      smoothLine(
        shown.map(([x, y, z]) => lens.project(face.spot(x, y, z))),
        5,
      ),
      {
        weight: (options.weight ?? 1) * weight,
        random,
        colour: dark,
        opacity: options.opacity ?? 1,
        looseness: (options.looseness ?? 0.3) * Math.min(1, scaled / 160),
      },
    )
  }
  const shade = (spots: readonly Spot[], strength: number) => {
    const shown = spots.filter(([x, y, z]) => visible(x, y, z))
    if (shown.length > 2)
      sheet.fill(
        [
          smoothLine(
            [...shown, ...shown.slice(0, 1)].map(([x, y, z]) => lens.project(face.spot(x, y, z))),
            4,
          ),
        ],
        hand.colourOf(valueOf(stage, 0.62, light.at(skeleton.head), depth), "skin"),
        strength,
      )
  }
  if (scaled > 55) {
    for (const side of [-1, 1] as const)
      shade(
        [
          [side * 0.06, 0.1, 0.34],
          [side * 0.16, 0.115, 0.33],
          [side * 0.26, 0.08, 0.25],
          [side * 0.22, 0.0, 0.29],
          [side * 0.08, -0.01, 0.33],
        ],
        0.5,
      )
    shade(
      [
        [-0.075, -0.15, 0.37],
        [0, -0.135, 0.44],
        [0.075, -0.15, 0.37],
        [0, -0.205, 0.36],
      ],
      0.65,
    )
    shade(
      [
        [-0.08, -0.305, 0.32],
        [0.08, -0.305, 0.32],
        [0, -0.345, 0.31],
      ],
      0.5,
    )
  }
  for (const side of [-1, 1] as const)
    paintEye({ sheet, stage, person, skeleton, face, mood, side, scaled, visible, draw, dark })
  // Nose: its wing and underside, and on the side away from the light its ridge.
  const noseSide = dot(skeleton.headAxes.right, light.towards(skeleton.head)) > 0 ? -1 : 1
  if (scaled > 30)
    draw(
      [
        [noseSide * 0.085, -0.115, 0.36],
        [noseSide * 0.075, -0.155, 0.37],
        [noseSide * 0.03, -0.165, 0.43],
        [-noseSide * 0.03, -0.165, 0.43],
        [-noseSide * 0.065, -0.15, 0.38],
      ],
      { weight: 0.75 },
    )
  if (scaled > 75)
    draw(
      [
        [noseSide * 0.045, 0.07, 0.35],
        [noseSide * 0.035, 0.0, 0.385],
        [noseSide * 0.045, -0.09, 0.42],
      ],
      { weight: 0.6, opacity: 0.7 },
    )
  paintMouth({ sheet, stage, face, mood, scaled, visible, draw, dark, beard: person.looks.beard })
  if (person.looks.glasses && scaled > 26)
    for (const side of [-1, 1] as const) {
      const ring = Array.from({ length: 15 }, (_, index): Spot => {
        const angle = (index / 14) * Math.PI * 2
        return [
          side * (0.155 + 0.105 * Math.cos(angle)),
          0.025 + 0.085 * Math.sin(angle),
          0.385 - 0.1 * Math.abs(Math.cos(angle) > 0 ? Math.cos(angle) : 0),
        ]
      })
      draw(ring, { weight: 0.9 })
      draw(
        [
          [side * 0.26, 0.04, 0.29],
          [side * 0.33, 0.04, 0],
        ],
        { weight: 0.8 },
      )
      if (side > 0)
        draw(
          [
            [-0.05, 0.03, 0.39],
            [0, 0.045, 0.4],
            [0.05, 0.03, 0.39],
          ],
          { weight: 0.8 },
        )
    }
}
