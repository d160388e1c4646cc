import type { JobId, PanelId } from "@panelwright/core"

/** Pictures that were asked for together, to choose one of. */
export interface VariationSet {
  readonly panelId: PanelId
  readonly choices: readonly { readonly jobId: JobId; readonly label: string }[]
}

/** The sets of this page that nobody has chosen from yet, one for a panel. */
export interface VariationSets {
  readonly find: (panelId: PanelId) => VariationSet | null
  readonly put: (set: VariationSet) => void
  readonly remove: (panelId: PanelId) => void
  readonly observe: (listener: () => void) => () => void
}

export function createVariationSets(): VariationSets {
  const sets = new Map<PanelId, VariationSet>()
  const listeners = new Set<() => void>()
  const tell = () => {
    for (const listener of listeners) listener()
  }
  return {
    find: (panelId) => sets.get(panelId) ?? null,
    put(set) {
      sets.set(set.panelId, set)
      tell()
    },
    remove(panelId) {
      if (sets.delete(panelId)) tell()
    },
    observe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** Of this page; ids of panels are of one storyboard only. */
export const variationSets = createVariationSets()
