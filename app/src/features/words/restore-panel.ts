import type { Command, Panel, PanelWordField, Storyboard } from "@panelwright/core"

export interface WordsInHand {
  readonly field: PanelWordField
  readonly words: string
}

/** The last of those before an item that are still there. */
const findPrevious = <Item extends { readonly id: string }>(
  before: readonly Item[],
  now: readonly { readonly id: string }[],
  id: string,
): Item["id"] | null =>
  before
    .slice(
      0,
      before.findIndex((item) => item.id === id),
    )
    .findLast((item) => now.some((other) => other.id === item.id))?.id ?? null

/**
 * Commands that bring back a panel that somebody else deleted, as it was last seen here, with the words that were in
 * hand. Where it is back already, only the words are written.
 */
export function restorePanel(
  panel: Panel,
  before: Storyboard,
  now: Storyboard,
  { field, words }: WordsInHand,
): Command[] {
  const changes = { [field]: words }
  if (now.panels.some(({ id }) => id === panel.id))
    return [{ kind: "panel.update", id: panel.id, changes }]
  const commands: Command[] = []
  const scene = before.scenes.find(({ id }) => id === panel.sceneId)
  if (scene && !now.scenes.some(({ id }) => id === scene.id)) {
    const { id, number, heading, setting, timeOfDay, scriptRange } = scene
    const after = findPrevious(before.scenes, now.scenes, id)
    commands.push({
      kind: "scene.create",
      id,
      after,
      number,
      heading,
      setting,
      timeOfDay,
      scriptRange,
    })
  }
  if (!now.shots.some(({ id }) => id === panel.shotId)) {
    const siblings = before.shots.filter(({ sceneId }) => sceneId === panel.sceneId)
    const after = findPrevious(siblings, now.shots, panel.shotId)
    commands.push({ kind: "shot.create", id: panel.shotId, sceneId: panel.sceneId, after })
  }
  const siblings = before.panels.filter(({ shotId }) => shotId === panel.shotId)
  const { id, shotId, frames, camera, cast, locationId, status, position, scriptRange } = panel
  const { action, dialogue, sound, notes } = panel
  const known = cast.filter((member) => now.characters.some((other) => other.id === member))
  commands.push({
    kind: "panel.create",
    id,
    shotId,
    after: findPrevious(siblings, now.panels, id),
    frames,
    camera,
    cast: known,
    status,
    position,
    scriptRange,
    locationId: now.locations.some((place) => place.id === locationId) ? locationId : null,
    action,
    dialogue,
    sound,
    notes,
    ...changes,
  })
  for (const variant of panel.variants)
    commands.push({ kind: "variant.add", variant, choose: variant.id === panel.picture })
  return commands
}
