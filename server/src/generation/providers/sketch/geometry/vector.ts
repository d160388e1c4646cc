/** Metres: x to the right of the stage, y up, z away from where the camera stands by default. */
export interface Point3 {
  readonly x: number
  readonly y: number
  readonly z: number
}

/** Picture units: x right, y down, the longest side as given by the size. */
export interface Point {
  readonly x: number
  readonly y: number
}

export const at = (x: number, y: number, z: number): Point3 => ({ x, y, z })
export const add = (a: Point3, b: Point3): Point3 => at(a.x + b.x, a.y + b.y, a.z + b.z)
export const subtract = (a: Point3, b: Point3): Point3 => at(a.x - b.x, a.y - b.y, a.z - b.z)
export const scale = (a: Point3, by: number): Point3 => at(a.x * by, a.y * by, a.z * by)
export const dot = (a: Point3, b: Point3) => a.x * b.x + a.y * b.y + a.z * b.z
export const cross = (a: Point3, b: Point3): Point3 =>
  at(a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x)
export const length = (a: Point3) => Math.hypot(a.x, a.y, a.z)
export const distance = (a: Point3, b: Point3) => length(subtract(a, b))
export const normalise = (a: Point3): Point3 => scale(a, 1 / (length(a) || 1))
export const between = (a: Point3, b: Point3, share: number): Point3 =>
  add(a, scale(subtract(b, a), share))

/** Three directions at right angles that a body, a head or a thing is measured along. */
export interface Axes {
  readonly right: Point3
  readonly up: Point3
  readonly forward: Point3
}

const radians = (degrees: number) => (degrees * Math.PI) / 180

/** Heading 0 looks away from the default camera, 90 to its right, 180 towards it. */
export function createAxes(heading: number): Axes {
  const angle = radians(heading)
  const forward = at(Math.sin(angle), 0, Math.cos(angle))
  const up = at(0, 1, 0)
  return { right: cross(up, forward), up, forward }
}

/** `vector` turned about the unit `axis` (Rodrigues). */
export function turn(vector: Point3, axis: Point3, degrees: number): Point3 {
  const angle = radians(degrees)
  const cos = Math.cos(angle)
  return add(
    add(scale(vector, cos), scale(cross(axis, vector), Math.sin(angle))),
    scale(axis, dot(axis, vector) * (1 - cos)),
  )
}

const turnAxes = (axes: Axes, axis: Point3, degrees: number): Axes => ({
  right: turn(axes.right, axis, degrees),
  up: turn(axes.up, axis, degrees),
  forward: turn(axes.forward, axis, degrees),
})

/** Turns to the own right, then leans forward, then tips to the own right; degrees. */
export function rotateAxes(
  axes: Axes,
  by: { readonly turn?: number; readonly lean?: number; readonly tip?: number },
): Axes {
  const turned = turnAxes(axes, axes.up, by.turn ?? 0)
  const leaned = turnAxes(turned, turned.right, by.lean ?? 0)
  return turnAxes(leaned, leaned.forward, -(by.tip ?? 0))
}

/** The point at local coordinates (x right, y up, z forward) of `axes` at `origin`. */
export const place = (origin: Point3, axes: Axes, x: number, y: number, z: number): Point3 =>
  add(add(origin, scale(axes.right, x)), add(scale(axes.up, y), scale(axes.forward, z)))

/** The heading that looks from `from` to `to` on the ground, degrees 0–360. */
export const headingTo = (
  from: { readonly x: number; readonly z: number },
  to: { readonly x: number; readonly z: number },
) => ((Math.atan2(to.x - from.x, to.z - from.z) * 180) / Math.PI + 360) % 360
