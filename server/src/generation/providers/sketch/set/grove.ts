import type { Item, Stage } from "../drawing/stage.ts"
import { createSeed } from "../geometry/random.ts"
import { at, createAxes, dot, subtract, type Point3 } from "../geometry/vector.ts"
import type { SceneGraph } from "../scene-graph.ts"
import { noise } from "./sky.ts"
import { createStandingItem } from "./standing-item.ts"

/** Trees behind the action and to its sides, never between it and the camera. */
export function createGrove(graph: SceneGraph, stage: Stage, focus: Point3): Item[] {
  const { setting } = graph
  const { lens } = stage
  const items: Item[] = []
  const dense = setting.kind === "forest"
  const count = dense ? 46 : 16
  const subject = lens.depthOf(focus)
  for (let index = 0; index < count; index += 1) {
    const own = createSeed(setting.seed, "grove", index)
    const angle = noise(own, 1) * Math.PI * 2
    const out = (dense ? 3.6 : 11) + noise(own, 2) ** 0.8 * (dense ? 26 : 45)
    const origin = at(Math.sin(angle) * out, 0, Math.cos(angle) * out)
    const depth = lens.depthOf(origin)
    if (depth < subject + (dense ? 1.1 : 3)) continue
    const aside = Math.abs(dot(subtract(origin, lens.eye), lens.right)) / depth
    if (aside > (lens.size.width / 2 / lens.focal) * 1.25) continue
    if (setting.kind === "road" && Math.abs(dot(origin, createAxes(setting.facing).right)) < 5.5)
      continue
    items.push(
      createStandingItem(
        noise(own, 3) < (dense ? 0.5 : 0.25) ? "pine" : noise(own, 4) < 0.75 ? "tree" : "bush",
        stage,
        origin,
        (Math.atan2(lens.forward.x, lens.forward.z) * 180) / Math.PI + (noise(own, 5) - 0.5) * 50,
        0.8 + noise(own, 6) * 0.6,
        own,
        false,
      ),
    )
  }
  return items.toSorted((a, b) => a.depth - b.depth).slice(0, dense ? 18 : 8)
}
