import { headingTo } from "../geometry/vector.ts"
import type { SceneGraph } from "../scene-graph.ts"
import type { Clause } from "./clause.ts"

/** Where the light comes from, as the camera sees it. Null: the clause is not about that. */
export function applyLight({ text }: Clause, graph: SceneGraph): SceneGraph | null {
  const { view } = graph.camera
  const ahead = headingTo(view.position, view.target)
  const side = graph.mirrored ? -1 : 1
  const from = (turn: number): SceneGraph => ({
    ...graph,
    setting: { ...graph.setting, key: (ahead + turn * side + 720) % 360 },
  })
  if (
    /\b(backlit|back light|backlight|back lit|against the light|silhouettes?|rim light)\b/.test(
      text,
    )
  )
    return from(0)
  if (!/\b(light|lit|sun|sunlight|moonlight|key|shadows?)\b/.test(text)) return null
  if (/\b(from|on) (the )?behind\b|\bfrom the back\b/.test(text)) return from(0)
  if (/\bfrom (the )?front\b|\bfrontal\b|\bfront lit\b/.test(text)) return from(180)
  if (/\bfrom (the )?left\b|\bfrom camera left\b/.test(text)) return from(-80)
  if (/\bfrom (the )?right\b|\bfrom camera right\b/.test(text)) return from(80)
  if (/\bother side\b/.test(text)) {
    const now = graph.setting.key ?? graph.setting.facing - 128
    return { ...graph, setting: { ...graph.setting, key: (2 * ahead - now + 1440) % 360 } }
  }
  return null
}
