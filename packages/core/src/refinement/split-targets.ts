import type { PanelId } from "../identity/identity.ts"
import { isLocked } from "../panel/panel.ts"
import { findPicture, type Panel } from "../storyboard/storyboard.ts"

/** Which of the panels that an instruction is for can be refined. */
export interface SplitTargets {
  readonly ready: readonly PanelId[]
  /** They keep their picture. */
  readonly approved: readonly Panel[]
  /** There is nothing to refine yet. */
  readonly bare: readonly Panel[]
}

/** In story order. */
export function splitTargets(panels: readonly Panel[], panelIds: readonly PanelId[]): SplitTargets {
  const meant = panels.filter(({ id }) => panelIds.includes(id))
  const approved = meant.filter(isLocked)
  const bare = meant.filter((panel) => !isLocked(panel) && findPicture(panel) === null)
  const ready = meant.filter((panel) => !isLocked(panel) && findPicture(panel) !== null)
  return { ready: ready.map(({ id }) => id), approved, bare }
}
