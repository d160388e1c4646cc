import type { PictureSize } from "@panelwright/core"
import { add, at, cross, dot, normalise, scale, subtract, turn } from "./vector.ts"
import type { Point, Point3 } from "./vector.ts"

/** Where the camera stands and what it looks at. */
export interface View {
  readonly position: Point3
  readonly target: Point3
  /** Degrees, positive tips the horizon clockwise. */
  readonly roll: number
  /** Millimetres on a full-frame sensor (36 mm wide). */
  readonly lens: number
}

/** A pinhole: projects the stage onto a picture. */
export interface Lens {
  readonly size: PictureSize
  readonly eye: Point3
  readonly forward: Point3
  readonly right: Point3
  readonly up: Point3
  /** Picture units of one metre at one metre's distance. */
  readonly focal: number
  depthOf(point: Point3): number
  /** Never fails: points behind the camera are pushed to just before it. */
  project(point: Point3): Point
  /** Picture units of one metre at the point's depth. */
  unitAt(point: Point3): number
  /** A flat polygon, cut at the near plane; empty when behind the camera. */
  polygon(points: readonly Point3[]): Point[]
  /** A line, cut at the near plane into what is before the camera. */
  line(points: readonly Point3[]): Point[][]
}

const near = 0.08

/** Narrow pictures keep the height a 3:2 sensor sees, so that a portrait panel is not a slit. */
export const focalFor = (lens: number, size: PictureSize) =>
  (lens / 36) * Math.max(size.width, size.height * 1.2)

/** Where a line between two points, given by the camera, crosses the near plane. */
const cutBetween = (a: Point3, b: Point3) =>
  add(a, scale(subtract(b, a), (near - a.z) / (b.z - a.z)))

export function createLens(view: View, size: PictureSize): Lens {
  const forward = normalise(subtract(view.target, view.position))
  const steep = Math.abs(forward.y) > 0.999
  const flatRight = normalise(cross(steep ? at(0, 0, 1) : at(0, 1, 0), forward))
  const right = turn(flatRight, forward, view.roll)
  const up = cross(forward, right)
  const focal = focalFor(view.lens, size)
  const eye = view.position

  const toCamera = (point: Point3) => {
    const offset = subtract(point, eye)
    return at(dot(offset, right), dot(offset, up), dot(offset, forward))
  }
  const toPicture = (point: Point3): Point => {
    const depth = Math.max(point.z, near)
    return {
      x: size.width / 2 + (point.x / depth) * focal,
      y: size.height / 2 - (point.y / depth) * focal,
    }
  }

  return {
    size,
    eye,
    forward,
    right,
    up,
    focal,
    depthOf: (point) => dot(subtract(point, eye), forward),
    project: (point) => toPicture(toCamera(point)),
    unitAt: (point) => focal / Math.max(dot(subtract(point, eye), forward), near),
    polygon(points) {
      const inside = points.map(toCamera)
      const kept: Point3[] = []
      for (const [index, current] of inside.entries()) {
        const next = inside[(index + 1) % inside.length] ?? current
        if (current.z >= near) kept.push(current)
        if (current.z >= near !== next.z >= near) kept.push(cutBetween(current, next))
      }
      return kept.length < 3 ? [] : kept.map(toPicture)
    },
    line(points) {
      const runs: Point[][] = []
      let run: Point[] = []
      const inside = points.map(toCamera)
      for (const [index, current] of inside.entries()) {
        const previous = inside[index - 1]
        if (previous && previous.z >= near !== current.z >= near)
          run.push(toPicture(cutBetween(previous, current)))
        if (current.z >= near) run.push(toPicture(current))
        else if (run.length > 0) {
          if (run.length > 1) runs.push(run)
          run = []
        }
      }
      if (run.length > 1) runs.push(run)
      return runs
    },
  }
}
