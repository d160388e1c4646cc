import { createHash } from "node:crypto"
import type { Panel } from "@panelwright/core"

/**
 * A seed that follows from the panel, so that the same storyboard gives the same pictures; another one for each
 * picture that the panel has had when another one is wanted.
 */
export const choosePanelSeed = (
  panel: Panel,
  wish: { readonly fresh?: boolean | undefined },
): number =>
  createHash("sha256")
    .update(`${panel.id} ${wish.fresh === true ? panel.variants.length : 0}`)
    .digest()
    .readUInt32BE(0) >>> 1
