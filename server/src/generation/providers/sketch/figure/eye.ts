import { smoothLine } from "../geometry/polygon.ts"
import type { Point } from "../geometry/vector.ts"
import type { Person } from "../scene-graph.ts"
import type { Spot } from "./face.ts"
import type { FeatureTools } from "./feature-tools.ts"
import type { Skeleton } from "./skeleton.ts"

export function paintEye({
  sheet,
  stage,
  person,
  skeleton,
  face,
  mood,
  side,
  scaled,
  visible,
  draw,
  dark,
}: FeatureTools & { person: Person; skeleton: Skeleton; side: -1 | 1 }) {
  const { lens, hand } = stage
  const x0 = side * 0.152
  const y0 = 0.02
  const z0 = 0.325
  if (!visible(x0, y0, z0)) return
  const wrap = (x: number) => z0 - Math.max(0, Math.abs(x) - 0.1) * 0.55
  const half = 0.078
  const lidHeight = 0.044 * mood.lids
  const lid = (share: number, height: number): Spot => {
    const x = x0 + side * share * half
    return [x, y0 + height * Math.sqrt(Math.max(0, 1 - share * share)) + share * 0.006, wrap(x)]
  }
  const shares = [-1, -0.6, -0.2, 0.2, 0.6, 1]
  const upper = shares.map((share) => lid(share, lidHeight))
  const lower = shares.map((share) => lid(share, -lidHeight * 0.62))
  const flat = (spots: readonly Spot[]) =>
    spots.map(([x, y, z]) => lens.project(face.spot(x, y, z)))
  const browRise = 0.105
  const brow: Spot[] = [
    [side * 0.055, browRise + mood.inner, 0.35],
    [side * 0.13, browRise + 0.022 + (mood.inner + mood.outer) / 2, 0.345],
    [side * 0.245, browRise - 0.005 + mood.outer, 0.265],
  ]
  draw(brow, { weight: scaled > 60 ? 1.7 : 1.3, looseness: 0.5 })
  if (scaled < 34) {
    draw([lid(-0.7, 0.01), lid(0, 0.005), lid(0.7, 0.01)], { weight: 1.7 })
    return
  }
  if (scaled > 60 && mood.lids > 0.1) {
    const opening = smoothLine(flat([...upper, ...lower.toReversed()]), 3)
    sheet.fill(
      [opening],
      hand.look === "blueprint"
        ? hand.paper
        : hand.colourOf(Math.min(1, stage.light.at(skeleton.head) + 0.12)),
      0.95,
    )
    const centre = { x: x0 + skeleton.eyes.x * 0.034, y: y0 + 0.012 + skeleton.eyes.y * 0.018 }
    // The lid rests on it: an iris that is seen whole stares.
    const iris = (radius: number, dx = 0, dy = 0): Point[] =>
      Array.from({ length: 14 }, (_, index) => {
        const angle = (index / 14) * Math.PI * 2
        const x = centre.x + dx + radius * Math.cos(angle)
        const share = Math.max(-1, Math.min(1, (x - x0) / half))
        const roof = y0 + lidHeight * Math.sqrt(Math.max(0, 1 - share * share))
        const floor = y0 - lidHeight * 0.62 * Math.sqrt(Math.max(0, 1 - share * share))
        const y = Math.max(floor, Math.min(roof, centre.y + dy + radius * Math.sin(angle)))
        return lens.project(face.spot(x, y, wrap(x) + 0.004))
      })
    sheet.fill([iris(0.039)], dark, scaled > 200 ? 0.72 : 0.95)
    if (scaled > 200) sheet.fill([iris(0.018)], dark, 1)
    if (scaled > 110) sheet.fill([iris(0.009, 0.012, 0.013)], hand.light, 0.95)
  } else if (mood.lids > 0.1) {
    const centre = lens.project(
      face.spot(x0 + skeleton.eyes.x * 0.03, y0 + skeleton.eyes.y * 0.01, z0),
    )
    const radius = Math.max(1.1 * sheet.unit, 0.032 * scaled * sheet.unit)
    sheet.fill(
      [
        Array.from({ length: 8 }, (_, i) => ({
          x: centre.x + radius * Math.cos(i * 0.785),
          y: centre.y + radius * Math.sin(i * 0.785),
        })),
      ],
      dark,
    )
  }
  draw(upper, { weight: 1.35 })
  if (scaled > 90) {
    draw(lower, { weight: 0.5, opacity: 0.7 })
    draw(
      shares.slice(1, 5).map((share) => lid(share, lidHeight + 0.022)),
      { weight: 0.45, opacity: 0.6 },
    )
  }
  if (person.looks.hairTone === "light" && scaled > 150)
    draw(
      [
        [side * 0.23, -0.06, 0.27],
        [side * 0.15, -0.085, 0.31],
        [side * 0.09, -0.06, 0.33],
      ],
      {
        weight: 0.4,
        opacity: 0.5,
      },
    )
}
