import { useStoryboard } from "@panelwright/storyboard/connection"
import type { RefObject } from "react"
import { useWorkspace } from "../workspace/workspace-context.tsx"

/** The scenes by their numbers; a click goes there. */
export function SceneOutline({ mirror }: { readonly mirror: RefObject<HTMLDivElement | null> }) {
  const { session } = useWorkspace()
  const scenes = useStoryboard(session, (state) => {
    const counts = new Map<string, number>()
    for (const { sceneId } of state.panels) counts.set(sceneId, (counts.get(sceneId) ?? 0) + 1)
    return state.scenes.map((scene) => ({
      id: scene.id,
      number: scene.displayNumber,
      heading: scene.heading,
      from: scene.scriptRange?.from ?? null,
      panels: counts.get(scene.id) ?? 0,
    }))
  })
  const show = (from: number | null) => {
    if (from === null) return
    const spans = mirror.current?.querySelectorAll<HTMLElement>("[data-from]") ?? []
    const target = [...spans].findLast((span) => Number(span.dataset["from"]) <= from)
    target?.scrollIntoView({ block: "start", behavior: "smooth" })
  }
  if (scenes.length === 0) return null
  return (
    <nav
      aria-label="Scenes"
      className="hidden w-56 shrink-0 overflow-y-auto border-r py-2 2xl:block"
    >
      <ul>
        {scenes.map((scene) => (
          <li key={scene.id}>
            <button
              type="button"
              disabled={scene.from === null}
              onClick={() => show(scene.from)}
              className="flex w-full items-baseline gap-2 px-3 py-1 text-left text-xs text-text-2 hover:bg-surface-3 hover:text-text focus-visible:-outline-offset-2 disabled:text-text-3"
            >
              <span className="w-7 shrink-0 text-right font-semibold text-text">
                {scene.number}
              </span>
              <span className="min-w-0 flex-1 truncate" title={scene.heading}>
                {scene.heading || "No heading"}
              </span>
              <span className="text-text-3">{scene.panels}</span>
            </button>
          </li>
        ))}
      </ul>
    </nav>
  )
}
