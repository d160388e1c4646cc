import {
  groupMoments,
  type HistoryMoment,
  type HistoryPerson,
  type HistoryPoint,
} from "@panelwright/core"
import { useMemo, useState } from "react"
import { useLocation, useNavigate } from "react-router"
import { formatMoment } from "./format-moment.ts"
import {
  formatHistoryAddress,
  parseHistoryAddress,
  type HistoryAddress,
} from "./history-address.ts"
import type { LoadedTimeline } from "./use-timeline.ts"

export const presentPoint: HistoryPoint = { kind: "now" }

/** How many minutes a moment is. */
export type Resolution = "1" | "5" | "60"

/** As fine as it can be while the moments can still be told apart. */
const pickResolution = (minutes: number): Resolution =>
  minutes <= 150 ? "1" : minutes <= 1500 ? "5" : "60"

/** The moments of a storyboard, and which of them the address shows. */
export interface History extends LoadedTimeline, HistoryAddress {
  readonly people: ReadonlyMap<string, HistoryPerson>
  readonly resolution: Resolution
  readonly setResolution: (resolution: Resolution) => void
  /** Oldest first. */
  readonly moments: readonly HistoryMoment[]
  /** Of the moment that is shown; one after the last is now. */
  readonly index: number
  /** The one that is shown; undefined: it is now, or none that is kept. */
  readonly moment: HistoryMoment | undefined
  readonly isNow: boolean
  /** What is shown, in words. */
  readonly name: string
  readonly nameOf: (point: HistoryPoint) => string
  readonly go: (address: Partial<HistoryAddress>, replace?: boolean) => void
  readonly showMoment: (moment: HistoryMoment | null | undefined, replace?: boolean) => void
}

export function useHistory({ timeline, versions }: LoadedTimeline): History {
  const location = useLocation()
  const navigate = useNavigate()
  const { at, against } = useMemo(
    () => parseHistoryAddress(new URLSearchParams(location.search)),
    [location.search],
  )
  const [chosen, setResolution] = useState<Resolution | null>(null)
  const resolution = chosen ?? pickResolution(timeline.minutes.length)
  const moments = useMemo(
    () => groupMoments(timeline.minutes, Number(resolution)),
    [timeline, resolution],
  )
  const people = useMemo(
    () => new Map(timeline.people.map((person) => [person.id, person])),
    [timeline],
  )

  const version = at.kind === "version" ? versions.find(({ id }) => id === at.id) : undefined
  const revision = at.kind === "revision" ? at.revision : (version?.revision ?? null)
  const found = revision === null ? -1 : moments.findIndex(({ last }) => last >= revision)
  const index = revision === null || found < 0 ? moments.length : found

  const nameOf = (point: HistoryPoint): string => {
    if (point.kind === "now") return "Now"
    if (point.kind === "version")
      return versions.find(({ id }) => id === point.id)?.name ?? "A version that is gone"
    if (point.kind === "time") return formatMoment(point.at, timeline.now)
    const one = moments.find(({ last }) => last >= point.revision)
    return one ? formatMoment(one.at, timeline.now) : `Revision ${point.revision}`
  }
  const go = (address: Partial<HistoryAddress>, replace = false) => {
    const search = formatHistoryAddress(new URLSearchParams(globalThis.location.search), {
      at: address.at ?? at,
      against: address.against ?? against,
    })
    void navigate({ search }, { replace, preventScrollReset: true })
  }
  return {
    timeline,
    versions,
    at,
    against,
    people,
    resolution,
    setResolution,
    moments,
    index,
    moment: moments[index],
    isNow: at.kind === "now",
    name: nameOf(at),
    nameOf,
    go,
    showMoment: (next, replace) =>
      go({ at: next ? { kind: "revision", revision: next.last } : presentPoint }, replace),
  }
}
