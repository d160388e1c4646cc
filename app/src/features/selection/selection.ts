import type { PanelId } from "@panelwright/core"

/** The panels in hand, the same in every view. The last is the one that keys start from. */
export interface Selection {
  readonly get: () => readonly PanelId[]
  readonly set: (panelIds: readonly PanelId[]) => void
  readonly observe: (listener: () => void) => () => void
}

export function createSelection(initial: readonly PanelId[]): Selection {
  const listeners = new Set<() => void>()
  let present = initial
  return {
    get: () => present,
    set(next) {
      if (next.length === present.length && next.every((id, index) => id === present[index])) return
      present = next
      for (const listener of listeners) listener()
    },
    observe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
