import type { Panel, PanelId } from "@panelwright/core"

type Placed = Pick<Panel, "id" | "sceneId">

/** The selection one panel on or back from the last one in hand; stays at the ends; the first when nothing is in hand. */
export function stepPanel(
  panels: readonly Placed[],
  selection: readonly PanelId[],
  step: 1 | -1,
): PanelId[] {
  const last = panels.findIndex(({ id }) => id === selection.at(-1))
  const next = last === -1 ? panels[step === 1 ? 0 : panels.length - 1] : panels[last + step]
  const kept = next ?? panels[last]
  return kept ? [kept.id] : []
}

/** The selection grown, or shrunk when it turns back, by one panel. */
export function extendSelection(
  panels: readonly Placed[],
  selection: readonly PanelId[],
  step: 1 | -1,
): readonly PanelId[] {
  const next = stepPanel(panels, selection, step)[0]
  if (next === undefined || next === selection.at(-1)) return selection
  return next === selection.at(-2)
    ? selection.slice(0, -1)
    : [...selection.filter((id) => id !== next), next]
}

/** The first panel of the scene after or before; of the same scene first when going back from its middle. */
export function stepScene(
  panels: readonly Placed[],
  selection: readonly PanelId[],
  step: 1 | -1,
): PanelId[] {
  const starts = panels.filter(({ sceneId }, index) => sceneId !== panels[index - 1]?.sceneId)
  const at = panels.findIndex(({ id }) => id === selection.at(-1))
  if (at === -1) return stepPanel(panels, selection, step)
  const positions = starts.map(({ id }) => panels.findIndex((panel) => panel.id === id))
  const target =
    step === 1
      ? positions.find((position) => position > at)
      : positions.findLast((position) => position < at)
  const kept = panels[target ?? at]
  return kept ? [kept.id] : []
}
