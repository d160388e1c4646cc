/** One step of a change to a shared text, as Yjs tells it. Embedded things do not occur in ours. */
export interface TextChange {
  readonly retain?: number | undefined
  readonly delete?: number | undefined
  readonly insert?: string | object | readonly unknown[] | undefined
}

/** Where a caret stands after somebody else's change. Words inserted right at it come before it only when it is behind them. */
export function moveCaret(position: number, changes: readonly TextChange[]): number {
  let at = 0
  let moved = position
  for (const change of changes) {
    if (change.retain !== undefined) at += change.retain
    else if (change.delete !== undefined) moved -= Math.max(0, Math.min(moved - at, change.delete))
    else if (typeof change.insert === "string") {
      if (at < moved) moved += change.insert.length
      at += change.insert.length
    }
  }
  return moved
}
