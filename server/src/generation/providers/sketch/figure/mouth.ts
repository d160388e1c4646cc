import { smoothLine } from "../geometry/polygon.ts"
import type { Spot } from "./face.ts"
import type { FeatureTools } from "./feature-tools.ts"

export function paintMouth({
  sheet,
  stage,
  face,
  mood,
  scaled,
  visible,
  draw,
  dark,
  beard,
}: FeatureTools & { beard: boolean }) {
  const { lens, hand } = stage
  const y0 = -0.26
  if (scaled < 24 || !visible(0, y0, 0.35)) return
  const half = 0.105 * mood.wide
  const spot = (share: number, drop: number): Spot => [
    share * half,
    y0 + mood.curve * share * share - drop,
    0.365 - Math.abs(share) * 0.06,
  ]
  const shares = [-1, -0.5, 0, 0.5, 1]
  const upper = shares.map((share) => spot(share, share === 0 ? 0.006 : 0))
  if (mood.open > 0.01) {
    const lower = shares.map((share) =>
      spot(share, mood.open * Math.sqrt(Math.max(0, 1 - share * share))),
    )
    const hole = [...upper, ...lower.toReversed()].filter(([x, y, z]) => visible(x, y, z))
    if (hole.length > 3)
      sheet.fill(
        [
          smoothLine(
            hole.map(([x, y, z]) => lens.project(face.spot(x, y, z))),
            4,
          ),
        ],
        dark,
        mood.open > 0.05 ? 0.9 : 0.65,
      )
    if (mood.open > 0.05 || scaled > 100) {
      const teeth = [
        ...upper.slice(1, 4),
        spot(0.5, mood.open * 0.22),
        spot(-0.5, mood.open * 0.22),
      ]
      if (teeth.every(([x, y, z]) => visible(x, y, z)))
        sheet.fill([teeth.map(([x, y, z]) => lens.project(face.spot(x, y, z)))], hand.light, 0.75)
    }
  }
  draw(upper, { weight: beard ? 1.1 : 0.95 })
  if (scaled > 100 && !beard)
    draw(
      [spot(-0.45, 0.055 + mood.open), spot(0, 0.066 + mood.open), spot(0.45, 0.055 + mood.open)],
      {
        weight: 0.5,
        opacity: 0.7,
      },
    )
}
