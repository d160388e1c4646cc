import { findPicture, type GenerationRequest, type Panel, type Variant } from "@panelwright/core"

/** The variant that an edit starts from: the one asked for, else the one that the panel shows. Null: there is none. */
export const findBase = (panel: Panel, { base }: Pick<GenerationRequest, "base">): Variant | null =>
  base === undefined ? findPicture(panel) : (panel.variants.find(({ id }) => id === base) ?? null)
