import { gap, resample } from "../geometry/polygon.ts"
import type { Random } from "../geometry/random.ts"
import type { Point } from "../geometry/vector.ts"

export interface Pressure {
  /** Full weight in picture units. */
  readonly width: number
  /** How far it strays, in picture units. */
  readonly waver: number
  /** How far it runs past its ends, in picture units. */
  readonly overshoot: number
  readonly random: Random
  /** Weight 0–2 by direction of the line's left side (unit), for lines heavier away from the light. */
  readonly weigh?: ((left: Point) => number) | undefined
}

const round = (value: number) => Math.round(value * 10) / 10

/** One stroke of the hand as a closed path: thin at its ends, breathing between. Empty when too short. */
export function toStroke(points: readonly Point[], pressure: Pressure): string {
  const { width, waver, random, weigh } = pressure
  const extended = extend(points, pressure.overshoot)
  const reach = reachOf(extended)
  // Long strokes need fewer points for their length than short ones for their bends.
  const step = Math.max(5.5, width * 2, Math.min(9, reach / 50))
  const line = resample(extended, Math.min(step, Math.max(1.5, reach / 7)))
  const [first] = line
  if (!first || line.length < 2) return ""
  const count = line.length - 1
  const phase = random.next() * 100
  const slow = random.between(0.05, 0.09)
  const lean = random.spread() * 0.25
  const left: string[] = []
  const right: string[] = []
  for (const [index, point] of line.entries()) {
    const before = line[Math.max(0, index - 1)] ?? point
    const after = line[Math.min(count, index + 1)] ?? point
    const span = gap(before, after) || 1
    const nx = (after.y - before.y) / span
    const ny = -(after.x - before.x) / span
    const along = index / count
    const stray =
      waver *
      Math.min(1, count / 14) *
      (Math.sin(phase + index * slow) + 0.5 * Math.sin(phase * 2.3 + index * slow * 2.7))
    const ends = Math.min(1, 0.3 + Math.min(along, 1 - along) * Math.min(count, 40) * 0.16)
    const breath = 0.86 + 0.2 * Math.sin(phase + along * 5) + lean * (along - 0.5)
    const half = (width / 2) * ends * breath * (weigh ? weigh({ x: nx, y: ny }) : 1)
    const x = point.x + nx * stray
    const y = point.y + ny * stray
    left.push(`${round(x + nx * half)} ${round(y + ny * half)}`)
    right.push(`${round(x - nx * half)} ${round(y - ny * half)}`)
  }
  return `M${left.join("L")}L${right.toReversed().join("L")}Z`
}

const reachOf = (points: readonly Point[]) =>
  points.reduce((sum, point, index) => sum + gap(points[index - 1] ?? point, point), 0)

function extend(points: readonly Point[], by: number): readonly Point[] {
  const [first, second] = points
  const last = points.at(-1)
  const before = points.at(-2)
  if (!first || !second || !last || !before || by <= 0) return points
  const out = (end: Point, inner: Point): Point => {
    const span = gap(end, inner) || 1
    const reach = Math.min(by, span * 0.5 + 2)
    return {
      x: end.x + ((end.x - inner.x) / span) * reach,
      y: end.y + ((end.y - inner.y) / span) * reach,
    }
  }
  return [out(first, second), ...points, out(last, before)]
}

/** A closed outline broken where a hand would lift: at corners, and after a long run. */
export function breakOutline(
  outline: readonly Point[],
  random: Random,
  longest: number,
): Point[][] {
  const loop = [...outline]
  const [start] = loop
  if (!start || loop.length < 3) return []
  loop.push(start)
  const even = resample(loop, 5)
  const count = even.length
  if (count < 8) return [loop]
  const corners: number[] = []
  const reach = 3
  for (let index = 0; index < count; index += 1) {
    const before = even[(index - reach + count) % count]
    const here = even[index]
    const after = even[(index + reach) % count]
    if (!before || !here || !after) continue
    const angle = Math.abs(
      Math.atan2(
        (here.x - before.x) * (after.y - here.y) - (here.y - before.y) * (after.x - here.x),
        (here.x - before.x) * (after.x - here.x) + (here.y - before.y) * (after.y - here.y),
      ),
    )
    if (angle > 0.95 && index - (corners.at(-1) ?? -10) > reach * 2) corners.push(index)
  }
  if (corners.length === 0) corners.push(Math.floor(random.next() * count))
  const strokes: Point[][] = []
  for (const [order, from] of corners.entries()) {
    const to = corners[order + 1] ?? (corners[0] ?? 0) + count
    const run: Point[] = []
    for (let index = from; index <= to; index += 1) {
      const point = even[index % count]
      if (point) run.push(point)
    }
    const limit = Math.max(12, Math.floor((longest * random.between(0.7, 1.2)) / 5))
    for (let cut = 0; cut < run.length - 1; cut += limit)
      strokes.push(run.slice(Math.max(0, cut - 2), cut + limit + 1))
  }
  return strokes
}
