import { flatten, limb, paintForm } from "../drawing/form.ts"
import type { Sheet } from "../drawing/sheet.ts"
import { lightOnPicture, valueOf, weightAt, type Stage } from "../drawing/stage.ts"
import { findHull } from "../geometry/polygon.ts"
import { createRandom, createSeed } from "../geometry/random.ts"
import {
  add,
  cross,
  distance,
  dot,
  normalise,
  place,
  scale,
  subtract,
  type Axes,
  type Point,
  type Point3,
} from "../geometry/vector.ts"
import type { Flat, Lines, Part, Round, Soft } from "./part.ts"

/** Where a thing stands and which way its parts are turned. */
export interface Placement {
  readonly origin: Point3
  readonly axes: Axes
  readonly scale: number
  readonly seed: number
  readonly lit: boolean
}

const worldOf =
  ({ origin, axes, scale: by }: Placement) =>
  (point: Point3) =>
    place(origin, axes, point.x * by, point.y * by, point.z * by)

const centreOf = (points: readonly Point3[]): Point3 =>
  scale(
    points.reduce((sum, point) => add(sum, point), { x: 0, y: 0, z: 0 }),
    1 / Math.max(1, points.length),
  )

const pointsOf = (part: Part): readonly Point3[] => {
  switch (part.shape) {
    case "flat":
      return part.faces.flat()
    case "round":
      return [part.from, part.to]
    case "soft":
      return part.limbs.flatMap(([from, , to]) => [from, to])
    case "lines":
      return part.lines.flat()
  }
}

/** Paints the parts from far to near. */
export function paintParts(
  sheet: Sheet,
  stage: Stage,
  parts: readonly Part[],
  placement: Placement,
) {
  const world = worldOf(placement)
  const sorted = parts
    .map((part, index) => ({
      part,
      index,
      depth:
        stage.lens.depthOf(world(centreOf(pointsOf(part)))) - (part.shape === "lines" ? 0.75 : 0),
    }))
    .toSorted((a, b) => b.depth - a.depth)
  for (const { part, index } of sorted) {
    const seed = createSeed(placement.seed, index)
    switch (part.shape) {
      case "flat":
        paintFlat(sheet, stage, part, placement, seed)
        break
      case "round":
        paintRound(sheet, stage, part, placement, seed)
        break
      case "soft":
        paintSoft(sheet, stage, part, placement, seed)
        break
      case "lines":
        paintLines(sheet, stage, part, placement, seed)
        break
    }
  }
}

/** A thing's face: in the dark it keeps some of the moonlight that makes people stand out. */
const litFace = (light: Stage["light"], centre: Point3, normal: Point3) =>
  Math.max(
    light.at(centre, normal),
    light.at(centre) * light.darkness * (0.42 + 0.5 * Math.max(0, dot(normal, light.key))),
  )

function paintFlat(sheet: Sheet, stage: Stage, part: Flat, placement: Placement, seed: number) {
  const { lens, light } = stage
  const world = worldOf(placement)
  const random = createRandom(seed)
  const faces = part.faces
    .map((face) => {
      const points = face.map(world)
      const centre = centreOf(points)
      const [a, b, c] = points
      const raw = a && b && c ? normalise(cross(subtract(b, a), subtract(c, a))) : lens.forward
      const towards = dot(raw, subtract(lens.eye, centre))
      return { points, centre, raw, towards, depth: lens.depthOf(centre) }
    })
    .filter(({ towards }) => part.both || towards > 0)
    .toSorted((a, b) => b.depth - a.depth)
  for (const { points, centre, raw, towards, depth } of faces) {
    const outline = lens.polygon(points)
    if (outline.length < 3) continue
    const normal = towards < 0 ? scale(raw, -1) : raw
    const outwards = towards < 0 ? normal : raw
    const shining = part.glows === true && placement.lit && stage.light.burning
    // A pane shows the sky of the hour, not the light of the room.
    const value = shining
      ? 1.05
      : part.stuff === "sky" && part.albedo > 0.95
        ? 1 - 0.84 * light.darkness
        : valueOf(
            stage,
            part.albedo,
            litFace(light, centre, outwards) * (0.86 + 0.14 * Math.max(0, outwards.y)),
            depth,
          )
    sheet.tone([outline], {
      value,
      stuff: shining ? "glow" : part.stuff,
      random,
      angle: Math.abs(outwards.y) > 0.7 ? 8 : Math.abs(dot(outwards, lens.right)) > 0.6 ? 74 : 48,
    })
    if (!part.bare)
      sheet.outline(outline, { weight: 0.85 * weightAt(depth), random, looseness: 0.7 })
  }
}

function paintRound(sheet: Sheet, stage: Stage, part: Round, placement: Placement, seed: number) {
  const { lens, light } = stage
  const world = worldOf(placement)
  const random = createRandom(seed)
  const from = world(part.from)
  const to = world(part.to)
  const axis = normalise(subtract(to, from))
  const across = normalise(
    cross(axis, Math.abs(axis.y) > 0.9 ? placement.axes.forward : { x: 0, y: 1, z: 0 }),
  )
  const along = cross(axis, across)
  const ring = (centre: Point3, radius: number): Point[] =>
    lens.polygon(
      Array.from({ length: 18 }, (_, index) => {
        const angle = (index / 18) * Math.PI * 2
        return add(
          centre,
          add(
            scale(across, radius * placement.scale * Math.cos(angle)),
            scale(along, radius * placement.scale * Math.sin(angle)),
          ),
        )
      }),
    )
  const low = ring(from, part.fromRadius)
  const high = ring(to, part.toRadius)
  if (low.length < 3 && high.length < 3) return
  const centre = scale(add(from, to), 0.5)
  const depth = lens.depthOf(centre)
  const shining = part.glows === true && placement.lit && stage.light.burning
  const brightness = light.at(centre)
  const value = shining ? 1.05 : valueOf(stage, part.albedo, brightness, depth)
  const stuff = shining ? "glow" : part.stuff
  const hull = findHull([...low, ...high])
  sheet.tone([hull], { value, stuff, random, angle: 80 })
  const { side } = lightOnPicture(stage, centre)
  if (!shining && low.length > 2) {
    // The half away from the light.
    const a = lens.project(from)
    const b = lens.project(to)
    const span = Math.hypot(b.x - a.x, b.y - a.y) || 1
    let n = { x: (b.y - a.y) / span, y: -(b.x - a.x) / span }
    if (n.x * side.x + n.y * side.y > 0) n = { x: -n.x, y: -n.y }
    const width = Math.max(part.fromRadius, part.toRadius) * placement.scale * lens.unitAt(centre)
    const shadow = hull.filter(
      (point) => (point.x - a.x) * n.x + (point.y - a.y) * n.y > width * 0.15,
    )
    if (shadow.length > 2)
      sheet.tone([findHull(shadow)], {
        value: valueOf(stage, part.albedo * 0.66, brightness * 0.9, depth),
        stuff,
        random,
        angle: 80,
      })
  }
  const weight = 0.85 * weightAt(depth)
  if (hull.length > 2) sheet.outline(hull, { weight, random, looseness: 0.5 })
  const fromSeen = dot(axis, subtract(lens.eye, from)) < 0
  const cap = fromSeen ? low : high
  const capSeen = fromSeen || dot(axis, subtract(lens.eye, to)) > 0
  if (capSeen && cap.length > 2) {
    const normal = fromSeen ? scale(axis, -1) : axis
    sheet.tone([cap], {
      value: shining
        ? 1.05
        : valueOf(stage, part.albedo * 1.06, light.at(fromSeen ? from : to, normal), depth),
      stuff,
      random,
      flat: true,
    })
    sheet.outline(cap, { weight: weight * 0.8, random, looseness: 0.4 })
  }
}

function paintSoft(sheet: Sheet, stage: Stage, part: Soft, placement: Placement, seed: number) {
  const world = worldOf(placement)
  const { scale: by } = placement
  const random = createRandom(seed)
  const masses = part.limbs.map(([from, fromRadius, to, toRadius]) =>
    flatten(stage, limb(world(from), fromRadius * by, world(to), toRadius * by)),
  )
  const centre = world(centreOf(pointsOf(part)))
  if (part.ragged) {
    // Leaves: small balls along the edge of every mass.
    const unit = stage.lens.unitAt(centre) * by
    const size = part.ragged * unit
    if (size > 1.5)
      for (const mass of masses.slice())
        if ("from" in mass) {
          const count = Math.min(26, Math.max(8, Math.round((mass.fromRadius / size) * 3.4)))
          for (let index = 0; index < count; index += 1) {
            const angle = (index / count) * Math.PI * 2 + random.next() * 0.5
            const radius = mass.fromRadius * random.between(0.9, 1.06)
            const point = {
              x: mass.from.x + Math.cos(angle) * radius,
              y: mass.from.y + Math.sin(angle) * radius,
            }
            const leafRadius = size * random.between(0.5, 1)
            masses.push({ from: point, fromRadius: leafRadius, to: point, toRadius: leafRadius })
          }
        }
  }
  paintForm(sheet, stage, {
    seed,
    masses,
    blend: part.blend * by,
    centre,
    thickness: part.thickness * by,
    albedo: part.albedo,
    stuff: part.stuff,
    weight: 0.9,
  })
}

function paintLines(sheet: Sheet, stage: Stage, part: Lines, placement: Placement, seed: number) {
  const world = worldOf(placement)
  const random = createRandom(seed)
  const axis = world({ x: 0, y: 0, z: 0 })
  for (const line of part.lines) {
    const points = line.map(world)
    const depth = stage.lens.depthOf(centreOf(points))
    // A ring round a thing shows on the near side only.
    const [first] = points
    const last = points.at(-1)
    const ring = points.length > 12 && first && last && distance(first, last) < 0.01
    const middle = stage.lens.depthOf(axis)
    const runs = ring
      ? nearRuns(points, (point) => stage.lens.depthOf(point) < middle + 0.02)
      : [points]
    for (const piece of runs)
      for (const run of stage.lens.line(piece))
        sheet.line(run, { weight: part.weight * weightAt(depth), random, looseness: 0.5 })
  }
}

function nearRuns(points: readonly Point3[], near: (point: Point3) => boolean): Point3[][] {
  const runs: Point3[][] = []
  let run: Point3[] = []
  for (const point of points)
    if (near(point)) run.push(point)
    else {
      if (run.length > 1) runs.push(run)
      run = []
    }
  if (run.length > 1) runs.push(run)
  return runs
}
