import { formatPoint, type Difference } from "@panelwright/core"
import { compareDocs, type ReadDoc } from "@panelwright/document"
import type { StoryboardSession } from "@panelwright/storyboard/connection"
import { useDeferredValue, useMemo } from "react"
import type { HistoryAddress } from "./history-address.ts"
import { usePast, type Past } from "./use-past.ts"

/** A moment beside what it is held against. */
export interface Comparison {
  /** What is shown; null until it is read. */
  readonly past: ReadDoc | null
  /** It is what was asked for, and not what was shown before. */
  readonly isReady: boolean
  /** Both sides, which go on showing what they showed while others are compared. */
  readonly pair: { readonly past: ReadDoc; readonly other: ReadDoc } | null
  /** Both sides are the same moment. */
  readonly isSame: boolean
  readonly differences: readonly Difference[]
  readonly byPanel: ReadonlyMap<string, Difference>
  /** The HTTP status that one of them failed with, 0 where there was none; null: neither did. */
  readonly failedWith: number | null
}

export const getRead = (past: Past): ReadDoc | null => (past.kind === "shown" ? past.read : null)

export function useComparison(
  session: StoryboardSession,
  { at, against }: HistoryAddress,
): Comparison {
  const past = usePast(session, at)
  const other = usePast(session, against)
  const [pastRead, otherRead] = [getRead(past), getRead(other)]
  const isSame = formatPoint(at) === formatPoint(against)
  const pair = useDeferredValue(
    useMemo(
      () => pastRead && otherRead && { past: pastRead, other: otherRead },
      [pastRead, otherRead],
    ),
  )
  const differences = useMemo(
    () => (pair && !isSame ? compareDocs(pair.past, pair.other) : []),
    [pair, isSame],
  )
  const byPanel = useMemo(
    () =>
      new Map(
        differences.flatMap((difference) =>
          difference.subject === "panel" ? [[difference.id ?? "", difference]] : [],
        ),
      ),
    [differences],
  )
  const isReady = past.kind === "shown" && !past.stale
  const failedWith = past.kind === "failed" ? past.status : other.kind === "failed" ? 0 : null
  return { past: pastRead, isReady, pair, isSame, differences, byPanel, failedWith }
}
