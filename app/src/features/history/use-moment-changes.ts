import {
  historyChangesSchema,
  maxChangeStretches,
  type HistoryMoment,
  type StretchChanges,
} from "@panelwright/core"
import { useEffect, useRef, useState } from "react"
import { apiRequest } from "../../api/api-request.ts"

export type MomentChanges = ReadonlyMap<string, StretchChanges>

export const keyOfMoment = ({ first, last }: HistoryMoment): string => `${first - 1} ${last}`

/** What was done in these moments, newest last, as far as it is known by now; the rest is asked for. */
export function useMomentChanges(
  storyboardId: string,
  moments: readonly HistoryMoment[],
): MomentChanges {
  const [known, setKnown] = useState<MomentChanges>(() => new Map())
  const asked = useRef(new Set<string>())
  useEffect(() => {
    const missing = moments.filter((moment) => !asked.current.has(keyOfMoment(moment)))
    const some = missing.slice(-maxChangeStretches)
    const [first] = some
    if (!first) return
    for (const moment of some) asked.current.add(keyOfMoment(moment))
    const load = async () => {
      const result = await apiRequest({
        path: `/storyboards/${storyboardId}/history/changes?revisions=${[first.first - 1, ...some.map(({ last }) => last)].join(",")}`,
        answer: historyChangesSchema,
      })
      if (!result.ok) {
        for (const moment of some) asked.current.delete(keyOfMoment(moment))
        return
      }
      setKnown((before) => {
        const next = new Map(before)
        for (const stretch of result.value.stretches)
          next.set(`${stretch.from} ${stretch.to}`, stretch)
        return next
      })
    }
    void load()
  }, [storyboardId, moments])
  return known
}
