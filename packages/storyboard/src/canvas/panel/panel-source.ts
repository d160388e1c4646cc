import type { Panel, PanelId, Storyboard } from "@panelwright/core"
import type { StoryboardReader } from "@panelwright/document"
import { useCallback, useSyncExternalStore } from "react"

const byStoryboard = new WeakMap<Storyboard, ReadonlyMap<PanelId, Panel>>()

/** One panel of the storyboard as it is now; null when there is none. Looked up in an index made once for each state. */
export function findPanel(reader: StoryboardReader, panelId: PanelId): Panel | null {
  const storyboard = reader.read()
  let index = byStoryboard.get(storyboard)
  if (index === undefined) {
    index = new Map(storyboard.panels.map((panel) => [panel.id, panel]))
    byStoryboard.set(storyboard, index)
  }
  return index.get(panelId) ?? null
}

/** Renders again only when this very panel changes. */
export function usePanel(reader: StoryboardReader, panelId: PanelId): Panel | null {
  const observe = useCallback((listener: () => void) => reader.observe(listener), [reader])
  const read = () => findPanel(reader, panelId)
  return useSyncExternalStore(observe, read, read)
}
