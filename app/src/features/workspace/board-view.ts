import type { CanvasHandle, KeyboardScope } from "@panelwright/storyboard"

/** What the status bar and the keys need to know of the board, while it is shown. */
export interface BoardViewState {
  readonly scope: KeyboardScope
  readonly zoom: number
  /** Null: another view is shown. */
  readonly canvas: CanvasHandle | null
}

const away: BoardViewState = { scope: "board", zoom: 1, canvas: null }

export interface BoardView {
  readonly get: () => BoardViewState
  readonly set: (changes: Partial<BoardViewState>) => void
  readonly observe: (listener: () => void) => () => void
}

export function createBoardView(): BoardView {
  const listeners = new Set<() => void>()
  let present = away
  return {
    get: () => present,
    set(changes) {
      present = { ...present, ...changes }
      for (const listener of listeners) listener()
    },
    observe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
