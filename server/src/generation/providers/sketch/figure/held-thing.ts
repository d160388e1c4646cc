import { layers, type Item, type Stage } from "../drawing/stage.ts"
import { createSeed } from "../geometry/random.ts"
import {
  add,
  createAxes,
  cross,
  normalise,
  scale,
  subtract,
  type Axes,
  type Point3,
} from "../geometry/vector.ts"
import { designOf, type PropKind } from "../prop/catalogue.ts"
import { paintParts } from "../prop/paint-prop.ts"
import type { Person } from "../scene-graph.ts"
import { createPalm, paintPalm } from "./palm.ts"
import type { Skeleton } from "./skeleton.ts"

/** What somebody holds, with the fingers that lie over it. */
export function createHeldItem(
  person: Person,
  holds: PropKind,
  skeleton: Skeleton,
  stage: Stage,
): Item {
  const [left, right] = skeleton.arms
  const { origin, axes, both } = findGrip(person, holds, skeleton)
  return {
    layer: layers.things,
    depth: stage.lens.depthOf(origin) - 0.03,
    paint(sheet) {
      paintParts(sheet, stage, designOf(holds).parts, {
        origin,
        axes,
        scale: 1,
        seed: createSeed(person.seed, "holds"),
        lit: true,
      })
      const page = person.pose === "read" || person.pose === "sit-read"
      for (const arm of both ? [left, right] : [right])
        paintPalm(sheet, stage, person, arm, skeleton, page ? "thumb" : "over")
    },
  }
}

/** Both hands on one long shaft, the right one above. */
const shafts = new Set<Person["pose"]>(["dig", "sweep"])
const swung = new Set<Person["pose"]>(["chop", "hammer", "swing", "stab"])

/** Axes whose up is given, their front as near to straight on as it can be. */
function along(up: Point3, across: Point3): Axes {
  const forward = normalise(cross(across, up))
  return { right: cross(up, forward), up, forward }
}

interface Grip {
  readonly origin: Point3
  readonly axes: Axes
  readonly both: boolean
}

function findGrip(person: Person, holds: PropKind, skeleton: Skeleton): Grip {
  const [left, right] = skeleton.arms
  const palm = createPalm(right, skeleton)
  const { chestAxes, headAxes } = skeleton
  if (person.pose === "read" || person.pose === "sit-read")
    return {
      origin: scale(add(palm.grip, createPalm(left, skeleton).grip), 0.5),
      axes: {
        right: chestAxes.right,
        up: add(scale(chestAxes.up, 0.8), scale(chestAxes.forward, 0.5)),
        forward: scale(chestAxes.forward, -1),
      },
      both: true,
    }
  if (person.pose === "phone" || person.pose === "sit-phone")
    return { origin: palm.grip, axes: headAxes, both: false }
  if (person.pose === "aim-rifle") {
    const forward = normalise(subtract(createPalm(left, skeleton).grip, palm.grip))
    const across = normalise(cross({ x: 0, y: 1, z: 0 }, forward))
    return {
      origin: palm.grip,
      axes: { right: across, up: cross(forward, across), forward },
      both: true,
    }
  }
  if (holds === "gun" || holds === "rifle")
    return {
      origin: palm.grip,
      axes: { right: palm.axes.forward, up: palm.axes.right, forward: palm.axes.up },
      both: false,
    }
  if (shafts.has(person.pose)) {
    const other = createPalm(left, skeleton).grip
    const up = normalise(subtract(palm.grip, other))
    return { origin: palm.grip, axes: along(up, skeleton.chestAxes.right), both: true }
  }
  // What a fist swings stands out of it on the thumb's side.
  if (swung.has(person.pose))
    return {
      origin: palm.grip,
      axes: along(palm.axes.right, skeleton.chestAxes.right),
      both: false,
    }
  return { origin: palm.grip, axes: createAxes(person.facing), both: false }
}
