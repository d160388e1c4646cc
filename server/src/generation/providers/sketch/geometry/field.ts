import { areaOf, findBox, gap, type Box } from "./polygon.ts"
import type { Point } from "./vector.ts"

/** A limb seen flat: from one circle to another. */
export interface Capsule {
  readonly from: Point
  readonly fromRadius: number
  readonly to: Point
  readonly toRadius: number
}

/** A convex polygon, grown by `radius`. */
export interface Slab {
  readonly hull: readonly Point[]
  readonly radius: number
}

export type Mass = Capsule | Slab

/** Signed distances on a grid: negative inside. */
export interface Field {
  readonly left: number
  readonly top: number
  readonly cell: number
  readonly columns: number
  readonly rows: number
  readonly values: Float32Array
}

const outside = 1e6

function addCapsule(field: Field, capsule: Capsule, blend: number) {
  const { from, to, fromRadius, toRadius } = capsule
  const dx = to.x - from.x
  const dy = to.y - from.y
  const square = dx * dx + dy * dy || 1e-6
  eachNear(field, capsuleBox(capsule), blend, (x, y) => {
    const px = x - from.x
    const py = y - from.y
    const share = Math.min(1, Math.max(0, (px * dx + py * dy) / square))
    const x2 = px - dx * share
    const y2 = py - dy * share
    // Several times as fast as Math.hypot, and there are hundreds of thousands of these.
    return Math.sqrt(x2 * x2 + y2 * y2) - (fromRadius + (toRadius - fromRadius) * share)
  })
}

function addSlab(field: Field, slab: Slab, blend: number) {
  const hull = areaOf(slab.hull) < 0 ? slab.hull.toReversed() : slab.hull
  const edges = hull.flatMap((a, index) => {
    const b = hull[(index + 1) % hull.length] ?? a
    const span = gap(a, b)
    return span < 1e-6 ? [] : [{ a, x: (b.y - a.y) / span, y: -(b.x - a.x) / span }]
  })
  if (edges.length < 3) return
  eachNear(field, findBox(hull), blend + slab.radius, (x, y) => {
    let farthest = -Infinity
    for (const { a, x: nx, y: ny } of edges)
      farthest = Math.max(farthest, (x - a.x) * nx + (y - a.y) * ny)
    return farthest - slab.radius
  })
}

const capsuleBox = ({ from, to, fromRadius, toRadius }: Capsule): Box => ({
  left: Math.min(from.x - fromRadius, to.x - toRadius),
  right: Math.max(from.x + fromRadius, to.x + toRadius),
  top: Math.min(from.y - fromRadius, to.y - toRadius),
  bottom: Math.max(from.y + fromRadius, to.y + toRadius),
})

/** Smooth union of `distance` into the field, only where it can matter. */
function eachNear(
  field: Field,
  box: Box,
  blend: number,
  distance: (x: number, y: number) => number,
) {
  const { left, top, cell, columns, rows, values } = field
  const reach = blend + cell * 6
  const firstColumn = Math.max(0, Math.floor((box.left - reach - left) / cell))
  const lastColumn = Math.min(columns - 1, Math.ceil((box.right + reach - left) / cell))
  const firstRow = Math.max(0, Math.floor((box.top - reach - top) / cell))
  const lastRow = Math.min(rows - 1, Math.ceil((box.bottom + reach - top) / cell))
  for (let row = firstRow; row <= lastRow; row += 1)
    for (let column = firstColumn; column <= lastColumn; column += 1) {
      const index = row * columns + column
      const old = values[index] ?? outside
      const fresh = distance(left + column * cell, top + row * cell)
      const overlap = blend - Math.abs(old - fresh)
      const rounding = overlap > 0 ? (overlap * overlap) / (4 * blend) : 0
      values[index] = Math.min(old, fresh) - rounding
    }
}

const boxOfMass = (mass: Mass): Box => {
  if ("from" in mass) return capsuleBox(mass)
  const box = findBox(mass.hull)
  return {
    left: box.left - mass.radius,
    top: box.top - mass.radius,
    right: box.right + mass.radius,
    bottom: box.bottom + mass.radius,
  }
}

/**
 * The masses melted into one form, as cloth lies over limbs. `blend` is how far they melt, in picture units. Null
 * when nothing of it is within `frame`.
 */
export function createField(masses: readonly Mass[], blend: number, frame: Box): Field | null {
  const boxes = masses.map(boxOfMass)
  const pad = blend / 2 + 4
  const left = Math.max(frame.left, Math.min(...boxes.map((box) => box.left)) - pad)
  const top = Math.max(frame.top, Math.min(...boxes.map((box) => box.top)) - pad)
  const right = Math.min(frame.right, Math.max(...boxes.map((box) => box.right)) + pad)
  const bottom = Math.min(frame.bottom, Math.max(...boxes.map((box) => box.bottom)) + pad)
  const extent = Math.max(right - left, bottom - top)
  if (!(right > left && bottom > top)) return null
  const cell = Math.max(1.4, Math.min(7, extent / 85))
  const columns = Math.ceil((right - left) / cell) + 3
  const rows = Math.ceil((bottom - top) / cell) + 3
  const values = new Float32Array(columns * rows).fill(outside)
  const field = { left: left - cell, top: top - cell, cell, columns, rows, values }
  for (const mass of masses)
    if ("from" in mass) addCapsule(field, mass, blend)
    else addSlab(field, mass, blend)
  return field
}

/** Value at a picture point, between the grid's. */
function sample(field: Field, x: number, y: number): number {
  // Beyond the grid what its edge says goes on: where the picture cut a form, the form continues.
  const column = Math.max(0, Math.min(field.columns - 1.001, (x - field.left) / field.cell))
  const row = Math.max(0, Math.min(field.rows - 1.001, (y - field.top) / field.cell))
  const c = Math.floor(column)
  const r = Math.floor(row)
  const index = r * field.columns + c
  const [tx, ty] = [column - c, row - r]
  const top = (field.values[index] ?? 0) * (1 - tx) + (field.values[index + 1] ?? 0) * tx
  const low =
    (field.values[index + field.columns] ?? 0) * (1 - tx) +
    (field.values[index + field.columns + 1] ?? 0) * tx
  return top * (1 - ty) + low * ty
}

/**
 * The part of a form on the side away from the light: inside it, but outside once moved by `offset` (towards the
 * light), as a shadow core or, with the offset reversed, a lit rim.
 */
export function createSide(field: Field, offset: Point): Field {
  const values = new Float32Array(field.values.length).fill(outside)
  for (let row = 0; row < field.rows; row += 1)
    for (let column = 0; column < field.columns; column += 1) {
      const index = row * field.columns + column
      const here = field.values[index] ?? outside
      if (here > field.cell * 2) continue
      const there = sample(
        field,
        field.left + column * field.cell - offset.x,
        field.top + row * field.cell - offset.y,
      )
      values[index] = Math.max(here, -there)
    }
  return { ...field, values }
}

interface Step {
  readonly to: number
  readonly point: Point
}

/** Closed outlines where the field is zero (marching squares), inside on the right hand. */
export function traceOutlines(field: Field): Point[][] {
  const { columns, rows, cell, left, top, values } = field
  const value = (column: number, row: number) =>
    column <= 0 || row <= 0 || column >= columns - 1 || row >= rows - 1
      ? outside
      : (values[row * columns + column] ?? outside)
  const next = new Map<number, Step>()
  const cut = (c1: number, r1: number, c2: number, r2: number): Point => {
    const [a, b] = [value(c1, r1), value(c2, r2)]
    const share = Math.abs(a - b) >= outside / 2 ? 0.5 : a / (a - b)
    return {
      x: left + (c1 + (c2 - c1) * share) * cell,
      y: top + (r1 + (r2 - r1) * share) * cell,
    }
  }
  const pointOn = (edge: 0 | 1 | 2 | 3, c: number, r: number): Point =>
    edge === 0
      ? cut(c, r, c + 1, r)
      : edge === 1
        ? cut(c + 1, r, c + 1, r + 1)
        : edge === 2
          ? cut(c, r + 1, c + 1, r + 1)
          : cut(c, r, c, r + 1)
  for (let row = 0; row < rows - 1; row += 1) {
    // The corners on the left of a cell are those on the right of the one before.
    let above = value(0, row) < 0
    let below = value(0, row + 1) < 0
    for (let column = 0; column < columns - 1; column += 1) {
      const nextAbove = value(column + 1, row) < 0
      const nextBelow = value(column + 1, row + 1) < 0
      const kind = (above ? 1 : 0) | (nextAbove ? 2 : 0) | (nextBelow ? 4 : 0) | (below ? 8 : 0)
      above = nextAbove
      below = nextBelow
      if (kind === 0 || kind === 15) continue
      const base = (row * columns + column) * 2
      const edges = [base, base + 3, base + columns * 2, base + 1] as const
      for (const [from, to] of crossings[kind] ?? [])
        next.set(edges[from], { to: edges[to], point: pointOn(from, column, row) })
    }
  }
  const outlines: Point[][] = []
  while (next.size > 0) {
    const [start] = next.keys()
    const outline: Point[] = []
    for (let edge = start; edge !== undefined;) {
      const step = next.get(edge)
      if (!step) break
      next.delete(edge)
      outline.push(step.point)
      edge = step.to
    }
    if (outline.length > 5) outlines.push(outline)
  }
  return outlines
}

/** By corners inside (top left 1, top right 2, bottom right 4, bottom left 8): from edge to edge; 0 top, 1 right, 2 bottom, 3 left. */
const crossings: Record<number, readonly (readonly [0 | 1 | 2 | 3, 0 | 1 | 2 | 3])[]> = {
  1: [[0, 3]],
  2: [[1, 0]],
  3: [[1, 3]],
  4: [[2, 1]],
  5: [
    [0, 3],
    [2, 1],
  ],
  6: [[2, 0]],
  7: [[2, 3]],
  8: [[3, 2]],
  9: [[0, 2]],
  10: [
    [1, 0],
    [3, 2],
  ],
  11: [[1, 2]],
  12: [[3, 1]],
  13: [[0, 1]],
  14: [[3, 0]],
}
