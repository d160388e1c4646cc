import { createCrowd } from "../figure/crowd.ts"
import { createSeed } from "../geometry/random.ts"
import type { SceneGraph } from "../scene-graph.ts"
import { isInterior } from "../set/place.ts"
import { planOf } from "../set/room.ts"
import { idle } from "./deed.ts"
import type { Reading } from "./reading.ts"

/** From so many of a kind on they are a crowd: in rows behind who acts, each one otherwise. */
export const crowdFrom = 5
const crowdSize = 16
const mostInFocus = 8

/** A crowd that the words name, behind those who have a part; without any it is what the shot is of. */
export function gatherCrowd(graph: SceneGraph, reading: Reading): SceneGraph {
  const crowd = reading.extras.find(({ count }) => count >= crowdFrom)
  if (!crowd) return graph
  const inside = isInterior(graph.setting.kind)
  const plan = inside ? planOf(graph.setting.kind) : null
  const alone = graph.people.length === 0
  const deed = reading.deeds.get(crowd.word) ?? idle
  const gathered = createCrowd({
    count: Math.max(crowd.count, crowdSize),
    seed: createSeed(graph.setting.seed, crowd.word),
    towards: alone ? { x: 0.6, y: 1.5, z: -3 } : { x: 0, y: 1.5, z: 0 },
    from: alone ? 0 : 1.5,
    wide: plan ? Math.max(1.2, plan.width / 2 - 0.7) : 2.9,
    word: crowd.word,
    taken: [
      ...graph.people.map(({ position }) => position),
      ...graph.props.filter(({ dressing }) => dressing).map(({ position }) => position),
    ],
  })
    .filter(
      ({ position }) =>
        !plan || (position.z < plan.back - 0.4 && Math.abs(position.x) < plan.width / 2 - 0.3),
    )
    .map((person) => ({
      ...person,
      pose: deed.pose === "stand" ? person.pose : deed.pose,
      expression: deed.expression,
    }))
    .slice(0, 48 - graph.people.length)
  const ids = gathered.slice(0, mostInFocus).map(({ id }) => id)
  return {
    ...graph,
    people: [...graph.people, ...gathered],
    camera: { ...graph.camera, focus: alone ? ids : graph.camera.focus },
  }
}
