import { needOf } from "../figure/pose-names.ts"
import { poses } from "../figure/pose.ts"
import { add, at, createAxes, headingTo, place, subtract, type Point3 } from "../geometry/vector.ts"
import { designOf, type PropKind } from "../prop/catalogue.ts"
import type { Person, Prop, SceneGraph } from "../scene-graph.ts"
import { isInterior } from "../set/place.ts"
import { planOf } from "../set/room.ts"
import type { Deed } from "./deed.ts"

/** Where somebody goes for what they do, and how they are turned there. */
interface Stand {
  readonly position: Point3
  readonly facing: number
}

/** What one looks for when the words name a doing and no thing: a door to open, a horse to ride. */
const implied: Partial<Record<Person["pose"], readonly PropKind[]>> = {
  "look-out": ["window"],
  "open-door": ["door"],
  knock: ["door"],
  cook: ["stove", "counter", "fire"],
  wash: ["washbasin", "counter", "bucket"],
  ride: ["horse"],
  cycle: ["bicycle"],
  sleep: ["bed", "sofa"],
  lie: ["bed", "sofa"],
  "sit-up": ["bed"],
}

/** People go to the piece of the set that they sit on, stand at or hide behind; the others keep their places about them. */
export function settlePeople(graph: SceneGraph, deeds: ReadonlyMap<string, Deed>): SceneGraph {
  if (graph.setting.kind === "car-interior") return seatInCar(graph)
  let next = graph
  for (const person of graph.people) {
    const deed = deeds.get(person.name ?? person.words[0] ?? "")
    const found = findPiece(person, deed, next)
    if (!found) continue
    const { piece, how } = found
    if (tables.has(piece.kind) && poses[person.pose].seat > 0 && how !== "on") {
      next = bringTable(next, person, piece)
      continue
    }
    const stand = standAt(person, piece, how, next)
    if (!stand) continue
    next = moveAll(next, person, stand)
    break
  }
  return {
    ...next,
    people: next.people.map((person) => {
      const facing = deeds.get(person.name ?? person.words[0] ?? "")?.facing
      return facing ? { ...person, facing: facing === "away" ? 18 : 180, gaze: null } : person
    }),
  }
}

const tables: ReadonlySet<PropKind> = new Set(["table", "desk", "counter", "piano", "school-desk"])

/** Whoever sits at a table has it before them: it comes to them, with what stands on it. */
function bringTable(graph: SceneGraph, person: Person, table: Prop): SceneGraph {
  const angle = (person.facing * Math.PI) / 180
  const out = designOf(table.kind).extent[2] * table.scale * 0.5 + 0.3
  const spot = at(
    person.position.x + Math.sin(angle) * out,
    0,
    person.position.z + Math.cos(angle) * out,
  )
  const shift = subtract(spot, table.position)
  const top = designOf(table.kind).extent[1] * table.scale
  return {
    ...graph,
    props: graph.props.map((prop) => {
      if (prop.id === table.id) return { ...prop, position: spot, facing: person.facing + 180 }
      const near =
        Math.hypot(prop.position.x - table.position.x, prop.position.z - table.position.z) < 0.75
      return near && prop.position.y >= top - 0.05 && prop.position.y < top + 0.3
        ? { ...prop, position: add(prop.position, shift) }
        : prop
    }),
  }
}

function findPiece(person: Person, deed: Deed | undefined, graph: SceneGraph) {
  const spot = deed?.spot
  const piece = spot ? graph.props.find(({ kind }) => kind === spot.kind) : undefined
  if (spot && piece) return { piece, how: spot.preposition }
  const kinds: readonly PropKind[] = [
    ...(deed?.towards ? [deed.towards] : []),
    ...(implied[person.pose] ?? []),
  ]
  const close =
    needOf(person.pose).support !== undefined || person.pose === "reach" || person.pose === "push"
  for (const kind of close ? kinds : []) {
    const thing = graph.props.find((prop) => prop.kind === kind)
    if (thing && !(designOf(kind).held === true)) return { piece: thing, how: "at" as const }
  }
  return null
}

const seatHigh = (person: Person) => (poses[person.pose].seat * person.looks.height) / 100

function standAt(person: Person, piece: Prop, how: string, graph: SceneGraph): Stand | null {
  const design = designOf(piece.kind)
  const axes = createAxes(piece.facing)
  const [, , deep] = design.extent
  const size = piece.scale
  const lies = poses[person.pose].lies !== "no"
  const sits = poses[person.pose].seat > 0
  const along = (x: number, y: number, z: number) => place(piece.position, axes, x, y, z)
  if (lies && design.seat !== undefined && design.extent[0] > 1.2) {
    // Heads lie at the head of a bed, and at the arm of a sofa.
    const bed = design.extent[2] > 1.5
    const head = bed ? piece.facing + 180 : piece.facing + 90
    return { position: along(0, design.seat * size + 0.02, bed ? 0.1 : 0.1), facing: head }
  }
  if ((person.pose === "ride" || person.pose === "cycle") && design.seat !== undefined)
    return {
      position: along(0.02, design.seat * size - seatHigh(person), 0),
      facing: piece.facing - 90,
    }
  if (sits && design.seat !== undefined && how !== "behind" && how !== "beside") {
    const long = design.extent[2] > 1.5
    const front = long ? deep * 0.5 * size - 0.35 : design.extent[2] * 0.06 * size
    return {
      position: along(0, design.seat * size - seatHigh(person), front),
      facing: sideways(piece.kind) ? piece.facing - 90 : piece.facing,
    }
  }
  if (sits) return null
  if (how === "behind" || person.pose === "hide") {
    const line = subtract(piece.position, graph.camera.view.position)
    const reach = Math.hypot(line.x, line.z) || 1
    const back = Math.max(0.5, deep * size * 0.5 + 0.35)
    return {
      position: at(
        piece.position.x + (line.x / reach) * back + 0.2,
        0,
        piece.position.z + (line.z / reach) * back,
      ),
      facing: 180 + 16,
    }
  }
  if (design.held) return null
  // Before it, a little to a side, so that both are seen.
  const reach = Math.min(
    1.9,
    deep * size * 0.5 + (needOf(person.pose).support === "wall" ? 0.5 : 0.62),
  )
  const big = Math.max(design.extent[0], deep) * size > 3
  const out = big ? Math.min(design.extent[0], 4) * 0.5 * size + 0.6 : reach
  const aside = design.onWall !== undefined ? 0.34 : 0.15
  const position = along(aside, 0, out)
  const heading = headingTo(position, piece.position)
  const away = ((heading + 540) % 360) - 180
  // Turned to it, and opened by a third to the camera.
  const open = Math.abs(away) < 100 ? (person.pose === "look-out" ? 74 : 84) : 22
  return { position: at(position.x, 0, position.z), facing: heading + (away > 0 ? open : -open) }
}

/** Boats and animals look to their left. */
const sideways = (kind: PropKind) =>
  ["boat", "horse", "motorcycle", "sled", "tractor", "coach", "elephant", "wheelchair"].includes(
    kind,
  )

function moveAll(graph: SceneGraph, leader: Person, stand: Stand): SceneGraph {
  const shift = subtract(stand.position, leader.position)
  const limit = isInterior(graph.setting.kind) ? planOf(graph.setting.kind) : null
  return {
    ...graph,
    people: graph.people.map((person) => {
      if (person.id === leader.id)
        return { ...person, position: stand.position, facing: (stand.facing + 720) % 360 }
      const moved = add(person.position, at(shift.x, 0, shift.z))
      const inside = limit
        ? at(
            Math.max(-limit.width / 2 + 0.4, Math.min(limit.width / 2 - 0.4, moved.x)),
            0,
            Math.min(limit.back - 0.5, Math.max(-limit.front + 0.5, moved.z)),
          )
        : moved
      const crowded = Math.hypot(inside.x - stand.position.x, inside.z - stand.position.z) < 0.55
      const position = crowded
        ? at(stand.position.x + (stand.position.x > 0 ? -0.9 : 0.9), 0, inside.z - 0.2)
        : inside
      const facing = person.gaze ? headingTo(position, stand.position) : person.facing
      return { ...person, position, facing }
    }),
  }
}

const carSeats = [
  at(0.42, -0.14, 0.06),
  at(-0.42, -0.14, 0.06),
  at(0.4, -0.1, 0.98),
  at(-0.4, -0.1, 0.98),
] as const

/** The driver at the wheel, the others where there is a seat left. */
function seatInCar(graph: SceneGraph): SceneGraph {
  const order = graph.people.toSorted(
    (a, b) => Number(b.pose === "drive") - Number(a.pose === "drive"),
  )
  return {
    ...graph,
    people: graph.people.flatMap((person) => {
      const seat = carSeats[order.indexOf(person)]
      if (!seat) return []
      const drives = order[0] === person
      const sits = poses[person.pose].seat > 0
      const high = (0.45 - (poses.sit.seat * person.looks.height) / 100) * 0.6
      return [
        {
          ...person,
          pose:
            drives && (person.pose === "stand" || !sits)
              ? ("drive" as const)
              : sits
                ? person.pose
                : ("sit" as const),
          position: add(seat, at(0, high, 0)),
          facing: drives ? 176 : 186,
          gaze: person.gaze && "id" in person.gaze ? person.gaze : null,
        },
      ]
    }),
  }
}
