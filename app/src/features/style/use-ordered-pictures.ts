import type { JobId, PanelId, Variant } from "@panelwright/core"
import { useStoryboard } from "@panelwright/storyboard/connection"
import { useCallback, useState, useSyncExternalStore } from "react"
import { describeApiFailure } from "../../api/describe-api-failure.ts"
import { announce } from "../../ui/toaster.tsx"
import type { GenerationOrder } from "../generation/generations.ts"
import { useWorkspace } from "../workspace/workspace-context.tsx"

const ended = ["failed", "canceled", "unknown"]

/** Pictures that this part of the page has asked for, by their panel, as they come. */
export function useOrderedPictures(): {
  readonly pictures: ReadonlyMap<PanelId, Variant>
  /** Panels whose picture does not come. */
  readonly failed: ReadonlySet<PanelId>
  readonly order: (order: GenerationOrder) => Promise<boolean>
} {
  const { session, generations } = useWorkspace()
  const [ordered, setOrdered] = useState<ReadonlySet<JobId>>(new Set())
  const [refused, setRefused] = useState<ReadonlySet<PanelId>>(new Set())
  const panels = useStoryboard(session, (state) => state.panels)
  const jobs = useSyncExternalStore(session.jobs.observe, session.jobs.get, session.jobs.get)

  const order = useCallback(
    async (wish: GenerationOrder) => {
      const result = await generations.order(wish)
      if (result.ok) setOrdered((known) => new Set([...known, ...result.value]))
      else {
        announce("problem", describeApiFailure(result.failure))
        setRefused(new Set(wish.panelIds))
      }
      return result.ok
    },
    [generations],
  )

  const pictures = new Map(
    panels.flatMap(({ id, variants }) => {
      const made = variants.findLast(({ jobId }) => jobId !== null && ordered.has(jobId))
      return made ? [[id, made] as const] : []
    }),
  )
  const lost = [...ordered].flatMap((id) => {
    const job = jobs.get(id)
    return job && ended.includes(job.state) ? [job.panelId] : []
  })
  return { pictures, failed: new Set([...refused, ...lost]), order }
}
