import type { Storyboard } from "@panelwright/core"
import { findLookedAt, type Presence } from "@panelwright/core/protocol"
import { viewLabels, views } from "../workspace/paths.ts"

type Told = Pick<Presence, "view" | "selection" | "viewport">

/** Where somebody is, in words: `Script, scene 3`, or `Board, panel 12`. */
export function describePlace(told: Told, storyboard: Storyboard): string {
  const known = views.find((view) => view === told.view)
  const view = known ? viewLabels[known] : "Elsewhere"
  const panelId = findLookedAt(told)
  const panel = storyboard.panels.find(({ id }) => id === panelId)
  if (known !== "script") return panel ? `${view}, panel ${panel.number}` : view
  const at = told.viewport?.kind === "words" ? told.viewport.at : null
  const scene = panel
    ? storyboard.scenes.find(({ id }) => id === panel.sceneId)
    : at === null
      ? undefined
      : storyboard.scenes.findLast(({ scriptRange }) => scriptRange && scriptRange.from <= at)
  return scene ? `${view}, scene ${scene.displayNumber}` : view
}
