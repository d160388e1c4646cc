import type { Point } from "./vector.ts"

export const gap = (a: Point, b: Point) => {
  const [dx, dy] = [a.x - b.x, a.y - b.y]
  return Math.sqrt(dx * dx + dy * dy)
}
export const mix = (a: Point, b: Point, share: number): Point => ({
  x: a.x + (b.x - a.x) * share,
  y: a.y + (b.y - a.y) * share,
})

/** One side of the hull of points in order: it only turns one way. */
function findChain(points: readonly Point[]): Point[] {
  const chain: Point[] = []
  for (const point of points) {
    for (;;) {
      const last = chain.at(-1)
      const before = chain.at(-2)
      if (!last || !before) break
      const turns =
        (last.x - before.x) * (point.y - before.y) - (last.y - before.y) * (point.x - before.x)
      if (turns > 0) break
      chain.pop()
    }
    chain.push(point)
  }
  chain.pop()
  return chain
}

/** The convex hull (Andrew's monotone chain). */
export function findHull(points: readonly Point[]): Point[] {
  const sorted = points.toSorted((a, b) => a.x - b.x || a.y - b.y)
  return [...findChain(sorted), ...findChain(sorted.toReversed())]
}

export interface Box {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

export function findBox(points: readonly Point[]): Box {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const { x, y } of points) {
    left = Math.min(left, x)
    right = Math.max(right, x)
    top = Math.min(top, y)
    bottom = Math.max(bottom, y)
  }
  return { left, top, right, bottom }
}

/** Positive area: counter-clockwise on a y-down picture counts as negative. */
export function areaOf(points: readonly Point[]): number {
  let sum = 0
  for (const [index, point] of points.entries()) {
    const next = points[(index + 1) % points.length] ?? point
    sum += point.x * next.y - next.x * point.y
  }
  return sum / 2
}

/** Keeps what lies where `distance` is negative or zero (Sutherland–Hodgman on one side). */
export function cutPolygon(polygon: readonly Point[], distance: (point: Point) => number): Point[] {
  const kept: Point[] = []
  for (const [index, current] of polygon.entries()) {
    const next = polygon[(index + 1) % polygon.length] ?? current
    const [here, there] = [distance(current), distance(next)]
    if (here <= 0) kept.push(current)
    if (here <= 0 !== there <= 0) kept.push(mix(current, next, here / (here - there)))
  }
  return kept.length < 3 ? [] : kept
}

export function clipToBox(polygon: readonly Point[], box: Box): Point[] {
  let rest: Point[] = cutPolygon(polygon, (point) => box.left - point.x)
  rest = cutPolygon(rest, (point) => point.x - box.right)
  rest = cutPolygon(rest, (point) => box.top - point.y)
  return cutPolygon(rest, (point) => point.y - box.bottom)
}

const isInside = ({ x, y }: Point, box: Box) =>
  x >= box.left && x <= box.right && y >= box.top && y <= box.bottom

/** The parts of a line that lie in the box (Liang–Barsky on each piece). */
export function clipLine(points: readonly Point[], box: Box): Point[][] {
  if (points.every((point) => isInside(point, box))) return [[...points]]
  const runs: Point[][] = []
  let run: Point[] = []
  const flush = () => {
    if (run.length > 1) runs.push(run)
    run = []
  }
  for (const [index, to] of points.entries()) {
    const from = points[index - 1]
    if (!from) continue
    const [dx, dy] = [to.x - from.x, to.y - from.y]
    let [enter, leave] = [0, 1]
    for (const [p, q] of [
      [-dx, from.x - box.left],
      [dx, box.right - from.x],
      [-dy, from.y - box.top],
      [dy, box.bottom - from.y],
    ] as const) {
      if (p === 0) {
        if (q < 0) leave = -1
      } else if (p < 0) enter = Math.max(enter, q / p)
      else leave = Math.min(leave, q / p)
    }
    if (enter > leave) {
      flush()
      continue
    }
    if (enter > 0) flush()
    if (run.length === 0) run.push(mix(from, to, enter))
    run.push(mix(from, to, leave))
    if (leave < 1) flush()
  }
  flush()
  return runs
}

/** A line through the points, resampled so that they stand `step` apart. */
export function resample(points: readonly Point[], step: number): Point[] {
  const [first] = points
  if (!first) return []
  const result = [first]
  let carried = 0
  for (const [index, to] of points.entries()) {
    const from = points[index - 1]
    if (!from) continue
    const span = gap(from, to)
    if (span < 1e-6) continue
    let along = Math.max(0, step - carried)
    while (along <= span) {
      result.push(mix(from, to, along / span))
      along += step
    }
    carried = span - (along - step)
  }
  const last = points.at(-1)
  const end = result.at(-1)
  if (last && end && gap(last, end) > step * 0.25) result.push(last)
  return result
}

/** A smooth line through the points (centripetal enough for drawing: uniform Catmull–Rom). */
export function smoothLine(points: readonly Point[], steps = 6): Point[] {
  if (points.length < 3) return [...points]
  const result: Point[] = []
  for (const [index, p1] of points.entries()) {
    const p2 = points[index + 1]
    if (!p2) break
    const p0 = points[index - 1] ?? p1
    const p3 = points[index + 2] ?? p2
    for (let step = 0; step < steps; step += 1) {
      const t = step / steps
      const blend = (a: number, b: number, c: number, d: number) =>
        0.5 *
        (2 * b +
          (c - a) * t +
          (2 * a - 5 * b + 4 * c - d) * t * t +
          (3 * b - a - 3 * c + d) * t ** 3)
      result.push({ x: blend(p0.x, p1.x, p2.x, p3.x), y: blend(p0.y, p1.y, p2.y, p3.y) })
    }
  }
  const last = points.at(-1)
  if (last) result.push(last)
  return result
}
