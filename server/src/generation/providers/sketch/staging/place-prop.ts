import { createSeed } from "../geometry/random.ts"
import { add, createAxes, at, place, type Point3 } from "../geometry/vector.ts"
import { designOf, liesFlat, type PropKind } from "../prop/catalogue.ts"
import type { Prop, SceneGraph } from "../scene-graph.ts"
import { isletSea } from "../set/islet.ts"
import { isInterior } from "../set/place.ts"
import { planOf, wallSpot } from "../set/room.ts"
import type { Preposition } from "./deed.ts"

export type Where =
  | "left"
  | "right"
  | "middle"
  | "background"
  | "foreground"
  | "background-left"
  | "background-right"
  | "foreground-left"
  | "foreground-right"

/** Puts a thing where it is asked for, or where such a thing belongs: on a wall, a table or the ground beside the action. */
export function placeProp(
  graph: SceneGraph,
  request: {
    kind: PropKind
    where: Where | null
    count: number
    at?: Point3
    size?: number
    by?: Relation | null
  },
): SceneGraph {
  let next = graph
  for (let index = 0; index < request.count; index += 1) next = placeOne(next, request, index)
  return next
}

function placeOne(
  graph: SceneGraph,
  {
    kind,
    where,
    at: given,
    size = 1,
    by = null,
  }: {
    kind: PropKind
    where: Where | null
    at?: Point3
    size?: number
    by?: Relation | null
  },
  index: number,
): SceneGraph {
  if (graph.props.length >= 88) return graph
  const same = graph.props.filter((prop) => prop.kind === kind && !prop.dressing).length
  const id = `prop:${kind}:${same}:${graph.props.length}`
  const design = designOf(kind)
  const prop: Prop = {
    id,
    kind,
    seed: createSeed(graph.seed, kind, same, index),
    position: at(0, 0, 0),
    facing: 180,
    scale: size,
    lit: design.light !== undefined,
    dressing: false,
  }
  return {
    ...graph,
    props: [
      ...graph.props,
      {
        ...prop,
        ...spotFor(graph, kind, where, given, same + index),
        ...(by && relatedSpot(prop, by, index)),
      },
    ],
  }
}

/** Beside, on, under or behind what, given by where it stands and how large it is. */
export interface Relation {
  readonly preposition: Preposition
  readonly position: Point3
  readonly facing: number
  readonly extent: readonly [width: number, height: number, depth: number]
  /** The middle between it and what else was named. */
  readonly other: Point3 | null
  /** Hung on a wall: nothing stands on it. */
  readonly hangs: boolean
}

function relatedSpot(prop: Prop, by: Relation, index: number): Partial<Prop> {
  const { onWall } = designOf(prop.kind)
  // What hangs, hung on a door or a wall: before its face, at the height that it has.
  if (onWall !== undefined && (by.hangs || by.extent[1] > 1.8))
    return {
      position: add(
        place(by.position, createAxes(by.facing), by.hangs ? 0.3 : 0, 0, by.extent[2] / 2 + 0.03),
        at(0, onWall - by.position.y, 0),
      ),
      facing: by.facing,
    }
  const [wide, , deep] = designOf(prop.kind).extent
  const [width, height, depth] = by.extent
  const axes = createAxes(by.facing)
  const spot = (x: number, y: number, z: number, facing = prop.facing): Partial<Prop> => ({
    position: place(by.position, axes, x, y, z),
    facing,
  })
  const small = Math.max(wide, deep) * prop.scale < Math.max(width, depth) * 1.2
  const step = index * (wide * prop.scale + 0.08)
  switch (by.preposition) {
    case "on":
    case "in":
      return small && !by.hangs
        ? spot(
            Math.min(width * 0.3, 0.25) - step,
            height + rest(prop.kind) * prop.scale - (by.preposition === "in" ? 0.12 : 0),
            depth * 0.1,
            by.facing,
          )
        : spot(0, -by.position.y, depth / 2 + deep / 2)
    case "under":
      return spot(step, -by.position.y + 0.01, 0)
    case "behind":
      return {
        position: at(by.position.x + 0.3 + step, 0, by.position.z + depth / 2 + deep / 2 + 0.4),
      }
    case "before":
      return {
        position: at(by.position.x - 0.2 + step, 0, by.position.z - depth / 2 - deep / 2 - 0.4),
      }
    case "between":
      return { position: by.other ?? by.position }
    case "at":
    case "beside":
    case "against":
    case "towards":
      return by.hangs
        ? spot(width / 2 + wide / 2 + 0.1 + step, -by.position.y, deep / 2 + 0.1)
        : { position: at(by.position.x + width / 2 + wide / 2 + 0.15 + step, 0, by.position.z) }
  }
}

function spotFor(
  graph: SceneGraph,
  kind: PropKind,
  where: Where | null,
  given: Point3 | undefined,
  order: number,
): Partial<Prop> {
  const design = designOf(kind)
  const [width, height] = design.extent
  const flying = kind === "bird" || kind === "plane"
  const sideways = height < width || kind === "dog" || kind === "horse" || kind === "cat"
  const facing =
    sideways && design.onWall === undefined && !design.onTable
      ? 180 + (order % 2 === 0 ? 14 : -16)
      : 180
  if (given)
    return {
      position: flying
        ? given
        : at(
            given.x,
            Math.max(
              groundAt(graph, kind, given),
              given.y > 0.4 && (design.onTable || design.onWall !== undefined) ? given.y : 0,
            ),
            given.z,
          ),
      facing,
    }
  if (kind === "ceiling-lamp")
    return { position: at(0.4, planOf(graph.setting.kind).height - 0.95, 0.9), facing }
  const window = graph.props.find((prop) => prop.kind === "window")
  if (kind === "curtain" && window && where === null)
    return {
      position: add(
        place(window.position, createAxes(window.facing), order % 2 === 0 ? 0.75 : -0.75, 0, 0.06),
        at(0, -window.position.y, 0),
      ),
      facing: window.facing,
    }
  if (design.onWall !== undefined && isInterior(graph.setting.kind)) {
    const share = where?.includes("left") ? 0.2 : where?.includes("right") ? 0.8 : null
    const roomy = planOf(graph.setting.kind)
    const near = roomy.back > 6 ? "left" : "back"
    const spot =
      share === null ? freeWall(graph, near, order) : wallSpot(graph.setting, near, share)
    return { position: { ...spot.position, y: design.onWall }, facing: spot.facing }
  }
  const table = graph.props.find(
    (prop) => prop.kind === "table" || prop.kind === "desk" || prop.kind === "counter",
  )
  if (design.onTable && table && where === null) {
    const axes = createAxes(table.facing)
    const top = designOf(table.kind).extent[1] * table.scale
    return {
      position: add(
        place(table.position, axes, 0.3 - 0.28 * (order % 3), 0, 0.1),
        at(0, top + rest(kind), 0),
      ),
      facing: table.facing,
    }
  }
  const spot = spotOnGround(graph, where, width, order)
  if (flying)
    return { position: { ...spot, y: 3.2 + order * 0.7, z: spot.z + 7 }, facing: 175 + order * 12 }
  const low = groundAt(graph, kind, spot)
  return {
    position: { ...spot, y: low + (design.onTable || design.held ? rest(kind) : 0) },
    facing,
  }
}

/** Where the wall is bare and nothing tall stands before it; else where it is least full. */
function freeWall(graph: SceneGraph, wall: "back" | "left", order: number) {
  const spots = [0.62, 0.38, 0.5, 0.76, 0.24].map((share) => wallSpot(graph.setting, wall, share))
  const room = ({ position }: { position: Point3 }) =>
    Math.min(
      ...graph.props
        .filter(({ kind }) => designOf(kind).extent[1] > 1.1 || designOf(kind).onWall !== undefined)
        .map((prop) => Math.hypot(prop.position.x - position.x, prop.position.z - position.z)),
      9,
    )
  const free = spots.filter((spot) => room(spot) > 0.95)
  const best = spots.toSorted((a, b) => room(b) - room(a))
  const [first = wallSpot(graph.setting, wall, 0.5)] =
    free.length > 0 ? free.slice(order % free.length) : best
  return first
}

/** Things measured from their grip stand this much higher; what lies flat lies on its side. */
const rests: Partial<Record<PropKind, number>> = {
  bottle: 0.06,
  cup: 0.03,
  bag: 0.45,
  suitcase: 0.46,
  torch: 0.32,
  camera: 0.04,
  bucket: 0.45,
  flower: 0.1,
  guitar: 0.42,
  umbrella: 0.1,
}
const rest = (kind: PropKind) => (liesFlat(kind) ? 0.025 : (rests[kind] ?? 0))

function groundAt({ setting }: SceneGraph, kind: PropKind, { z }: Point3): number {
  const floats = kind === "boat" || kind === "ship" || kind === "sailboat"
  if (setting.kind === "sea") return 0
  if (floats && setting.kind === "cliff" && z > 8) return -14
  if (floats && setting.kind === "islet" && z > 8) return isletSea
  return floats && z > 4.6 && ["shore", "harbour"].includes(setting.kind) ? -0.35 : 0
}

/** Beside, behind or before the action as the camera sees it, clear of the people. */
function spotOnGround(
  graph: SceneGraph,
  where: Where | null,
  width: number,
  order: number,
): Point3 {
  const { view } = graph.camera
  const asked = where ?? (order % 2 === 0 ? "right" : "left")
  const xs = graph.people.map(({ position }) => position.x)
  const most = Math.max(0.3, ...xs.map(Math.abs))
  const inside = isInterior(graph.setting.kind)
  const side = asked.includes("left") ? -1 : asked.includes("right") ? 1 : 0
  const back = asked.includes("background")
  const front = asked.includes("foreground")
  const roomy = inside ? planOf(graph.setting.kind) : null
  const placed = where !== null
  // Camera-relative once there is a camera to be relative to; else relative to the stage.
  const forward = placed ? headingVector(view.position, view.target) : at(0, 0, 1)
  const right = at(forward.z, 0, -forward.x)
  const middle = placed ? groundPoint(view.target) : at(0, 0, 0)
  const gapToView = placed ? Math.hypot(view.position.x - middle.x, view.position.z - middle.z) : 4
  const spanHalf = placed ? (gapToView * 18) / view.lens : 1.6
  const behind = width > 2.6 ? width * 1.1 + 1.5 : width * 0.32
  const depth = back
    ? roomy
      ? roomy.back * 0.72
      : Math.max(6, width * 2.2)
    : front
      ? -gapToView * 0.34
      : Math.max(0.35, behind)
  const spread = placed ? spanHalf * ((gapToView + depth) / gapToView) : 1.6
  const aside =
    side === 0
      ? front || back
        ? spread * 0.12 * (order % 2 === 0 ? 1 : -1)
        : most + width * 0.7 + 0.4
      : side *
        Math.max(most * 0.4 + width / 2 + 0.2, placed ? spread * 0.62 : most + width / 2 + 0.45)
  const limit = roomy ? roomy.width / 2 - Math.min(width / 2, 1) - 0.1 : 400
  return at(
    Math.max(-limit, Math.min(limit, middle.x + right.x * aside + forward.x * depth)),
    0,
    middle.z + right.z * aside + forward.z * depth,
  )
}

const groundPoint = (point: Point3) => at(point.x, 0, point.z)
function headingVector(from: Point3, to: Point3): Point3 {
  const [x, z] = [to.x - from.x, to.z - from.z]
  const span = Math.hypot(x, z)
  return span < 0.05 ? at(0, 0, 1) : at(x / span, 0, z / span)
}
