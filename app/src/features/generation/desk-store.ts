import { isFinal, queueDeskSchema, type QueueDesk } from "@panelwright/core"
import type { StoryboardSession } from "@panelwright/storyboard/connection"
import { apiRequest } from "../../api/api-request.ts"

/** Many jobs change at once: the desk is asked for when they have come to rest for so long. */
const restMs = 400

/** Prices, times and budgets as the server knows them; null until they are there, and for those who may not draw. */
export interface DeskStore {
  readonly get: () => QueueDesk | null
  readonly observe: (listener: () => void) => () => void
  readonly refresh: () => Promise<void>
  readonly stop: () => void
}

export const noDesk: DeskStore = {
  get: () => null,
  observe: () => () => undefined,
  refresh: async () => undefined,
  stop: () => undefined,
}

/** Follows the jobs: each that begins or ends may have changed what is left. */
export function createDeskStore(
  session: Pick<StoryboardSession, "storyboardId" | "jobs">,
): DeskStore {
  const listeners = new Set<() => void>()
  let desk: QueueDesk | null = null
  let timer: ReturnType<typeof setTimeout> | null = null
  let isStopped = false

  const refresh = async () => {
    const answer = await apiRequest({
      path: `/storyboards/${session.storyboardId}/queue`,
      answer: queueDeskSchema,
    })
    if (!answer.ok || isStopped) return
    desk = answer.value
    for (const listener of listeners) listener()
  }
  const refreshSoon = () => {
    if (timer !== null) clearTimeout(timer)
    timer = setTimeout(() => void refresh(), restMs)
  }
  const describeJobs = () =>
    [...session.jobs.get().values()]
      .map(({ state, held, decision }) =>
        isFinal(state) ? `${state}${decision}` : `${state}${held}`,
      )
      .join()
  let seen = describeJobs()
  const stopJobs = session.jobs.observe(() => {
    const next = describeJobs()
    if (next !== seen) refreshSoon()
    seen = next
  })
  void refresh()

  return {
    get: () => desk,
    observe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    refresh,
    stop() {
      isStopped = true
      if (timer !== null) clearTimeout(timer)
      stopJobs()
    },
  }
}
