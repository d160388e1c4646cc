import { timelineSchema, versionSchema, type Timeline, type Version } from "@panelwright/core"
import type { StoryboardSession } from "@panelwright/storyboard/connection"
import { useCallback, useEffect, useState } from "react"
import { z } from "zod"
import { apiRequest, type ApiFailure } from "../../api/api-request.ts"

export interface LoadedTimeline {
  readonly timeline: Timeline
  readonly versions: readonly Version[]
}

/** Changes come in bursts, and become durable a moment after they are seen. */
const settleMs = 2000

/** The storyboard's minutes and versions, again whenever it was changed. `failure`: the newest try went wrong. */
export function useTimeline(session: StoryboardSession): {
  readonly loaded: LoadedTimeline | null
  readonly failure: ApiFailure | null
  readonly reload: () => Promise<void>
} {
  const [loaded, setLoaded] = useState<LoadedTimeline | null>(null)
  const [failure, setFailure] = useState<ApiFailure | null>(null)
  const path = `/storyboards/${session.storyboardId}`

  const reload = useCallback(async () => {
    const [timeline, versions] = await Promise.all([
      apiRequest({ path: `${path}/history`, answer: timelineSchema }),
      apiRequest({ path: `${path}/versions`, answer: z.array(versionSchema) }),
    ])
    if (!timeline.ok) setFailure(timeline.failure)
    else if (!versions.ok) setFailure(versions.failure)
    else {
      setFailure(null)
      setLoaded({ timeline: timeline.value, versions: versions.value })
    }
  }, [path])

  useEffect(() => {
    // oxlint-disable-next-line react-hooks/set-state-in-effect -- what is set comes from the server, later
    void reload()
    let timer: ReturnType<typeof setTimeout> | undefined
    const handleUpdate = () => {
      timer ??= setTimeout(() => {
        timer = undefined
        void reload()
      }, settleMs)
    }
    session.doc.on("update", handleUpdate)
    return () => {
      clearTimeout(timer)
      session.doc.off("update", handleUpdate)
    }
  }, [reload, session])

  return { loaded, failure, reload }
}
