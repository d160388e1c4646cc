import { poses } from "../figure/pose.ts"
import { needOf } from "../figure/pose-names.ts"
import { createSeed } from "../geometry/random.ts"
import { at } from "../geometry/vector.ts"
import { designOf, type PropKind } from "../prop/catalogue.ts"
import type { Person, Prop, SceneGraph } from "../scene-graph.ts"
import { isInterior } from "../set/place.ts"

/** What somebody who sits sits on, and writes at; nothing for others, or where a boat or a car carries them. */
export function seatFor(person: Person, graph: SceneGraph): Prop[] {
  const { seat } = poses[person.pose]
  if (
    seat === 0 ||
    person.pose === "row" ||
    person.pose === "drive" ||
    graph.setting.kind === "sea" ||
    graph.setting.kind === "car-interior" ||
    Math.abs(person.position.y) > 0.004 ||
    graph.props.some(
      ({ kind: other, position, id }) =>
        designOf(other).seat !== undefined &&
        !id.startsWith("seat:") &&
        Math.hypot(position.x - person.position.x, position.z - person.position.z) < 0.4,
    )
  )
    return []
  const outside: PropKind =
    graph.setting.kind === "garden" ||
    graph.setting.kind === "street" ||
    graph.setting.kind === "city"
      ? "bench"
      : "crate"
  const kind: PropKind = isInterior(graph.setting.kind) ? "chair" : outside
  const high = (seat * person.looks.height) / 100
  const natural = designOf(kind).seat ?? designOf(kind).extent[1]
  const shared = { facing: person.facing, lit: false, dressing: true }
  const seats: Prop[] = [
    {
      ...shared,
      id: `seat:${person.id}`,
      kind,
      seed: createSeed(person.seed, "seat"),
      position: { ...person.position },
      scale: Math.max(0.4, Math.min(1.2, (high - 0.015) / natural)),
    },
  ]
  const { support } = needOf(person.pose)
  const served = graph.props.some(
    ({ kind: other, position }) =>
      (other === "table" || other === "desk" || other === "counter" || other === "piano") &&
      Math.hypot(position.x - person.position.x, position.z - person.position.z) < 1.1,
  )
  if (support !== "table" || served) return seats
  const angle = (person.facing * Math.PI) / 180
  seats.push({
    ...shared,
    id: `desk:${person.id}`,
    kind: graph.setting.kind === "office" || graph.setting.kind === "court" ? "desk" : "table",
    seed: createSeed(person.seed, "desk"),
    position: at(
      person.position.x + Math.sin(angle) * 0.62,
      0,
      person.position.z + Math.cos(angle) * 0.62,
    ),
    scale: 0.95,
  })
  return seats
}
