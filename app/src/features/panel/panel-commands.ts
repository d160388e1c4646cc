import {
  createPanelId,
  createSceneId,
  createShotId,
  type Command,
  type MakeToken,
  type Panel,
  type PanelId,
  type Storyboard,
} from "@panelwright/core"

export interface NewPanel {
  readonly commands: readonly Command[]
  readonly panelId: PanelId
}

/** A new panel in a shot of its own after, or before, the one in hand; in a first scene where there is none. */
export function createPanelBeside(
  storyboard: Storyboard,
  beside: Panel | null,
  where: "after" | "before",
  makeToken: MakeToken,
): NewPanel {
  const panelId = createPanelId(makeToken())
  const shotId = createShotId(makeToken())
  const present = beside ?? storyboard.panels.at(-1) ?? null
  const sceneId = present?.sceneId ?? storyboard.scenes.at(-1)?.id ?? createSceneId(makeToken())
  const isNewScene = !storyboard.scenes.some((scene) => scene.id === sceneId)
  const shots = storyboard.shots.filter((shot) => shot.sceneId === sceneId)
  const at = shots.findIndex((shot) => shot.id === present?.shotId)
  const previous = where === "after" ? shots[at] : shots[at - 1]
  return {
    panelId,
    commands: [
      ...(isNewScene ? [{ kind: "scene.create" as const, id: sceneId }] : []),
      { kind: "shot.create", id: shotId, sceneId, after: present ? (previous?.id ?? null) : null },
      { kind: "panel.create", id: panelId, shotId },
    ],
  }
}

/**
 * One place on or back in story order. A panel that is a shot by itself moves as that shot, over its neighbour or
 * into the next scene; inside a longer shot panels change places, and at its end the panel joins the next shot.
 */
export function movePanel(storyboard: Storyboard, panel: Panel, step: 1 | -1): Command[] {
  const { panels, shots } = storyboard
  const neighbour = panels[panel.index + step]
  if (!neighbour) return []
  if (neighbour.shotId === panel.shotId) {
    const before = step === 1 ? neighbour : panels[panel.index - 2]
    const after = before?.shotId === panel.shotId ? before.id : null
    return [{ kind: "panel.move", id: panel.id, shotId: panel.shotId, after }]
  }
  const alone = panels.filter(({ shotId }) => shotId === panel.shotId).length === 1
  if (!alone) {
    const after = step === 1 ? null : neighbour.id
    return [{ kind: "panel.move", id: panel.id, shotId: neighbour.shotId, after }]
  }
  const { sceneId } = neighbour
  const siblings = shots.filter((shot) => shot.sceneId === sceneId && shot.id !== panel.shotId)
  const at = siblings.findIndex(({ id }) => id === neighbour.shotId)
  const previous =
    sceneId === panel.sceneId
      ? siblings[step === 1 ? at : at - 1]
      : step === 1
        ? undefined
        : siblings.at(-1)
  return [{ kind: "shot.move", id: panel.shotId, sceneId, after: previous?.id ?? null }]
}

/** Deletes panels, and the shots that would be left without any. */
export function deletePanels(storyboard: Storyboard, panelIds: readonly PanelId[]): Command[] {
  const leaving = storyboard.panels.filter(({ id }) => panelIds.includes(id))
  const emptied = new Set(leaving.map(({ shotId }) => shotId))
  for (const panel of storyboard.panels)
    if (!panelIds.includes(panel.id)) emptied.delete(panel.shotId)
  return [
    ...[...emptied].map((id) => ({ kind: "shot.delete" as const, id })),
    ...leaving
      .filter(({ shotId }) => !emptied.has(shotId))
      .map(({ id }) => ({ kind: "panel.delete" as const, id })),
  ]
}

/** The variant one back or on from the one shown; null at either end. */
export function stepVariant(panel: Panel, step: 1 | -1): Command | null {
  const at = panel.variants.findIndex(({ id }) => id === panel.picture)
  const next = panel.variants[at === -1 ? panel.variants.length - 1 : at + step]
  return next ? { kind: "variant.choose", panelId: panel.id, variantId: next.id } : null
}
