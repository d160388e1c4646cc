import { createHash } from "node:crypto"
import type { Panel } from "@panelwright/core"

/**
 * A seed that follows from the panel and from how many pictures it has had: the same storyboard gives the same
 * pictures, and asking for another picture gives another one.
 */
export const choosePanelSeed = (panel: Panel): number =>
  createHash("sha256").update(`${panel.id} ${panel.variants.length}`).digest().readUInt32BE(0) >>> 1
