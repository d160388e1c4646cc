import { formatPoint, type HistoryPoint } from "@panelwright/core"
import { openPastDoc, readStoryboard, type ReadDoc } from "@panelwright/document"
import { useStoryboard, type StoryboardSession } from "@panelwright/storyboard/connection"
import { useEffect, useMemo, useState } from "react"

export type Past =
  | { readonly kind: "loading" }
  | {
      readonly kind: "shown"
      readonly read: ReadDoc
      readonly point: string
      /** It is what was shown before, while what was asked for is fetched. */
      readonly stale: boolean
    }
  | { readonly kind: "failed"; readonly status: number }

const mostKept = 6
const settleMs = 120

type PastDocs = Map<string, ReadDoc>

async function load(
  path: string,
  signal: AbortSignal,
): Promise<{ readonly read: ReadDoc } | { readonly status: number }> {
  const response = await fetch(`/api/v1${path}`, { signal })
  if (!response.ok) return { status: response.status }
  const doc = openPastDoc(new Uint8Array(await response.arrayBuffer()))
  return { read: { doc, storyboard: readStoryboard(doc) } }
}

/** A storyboard as it was. A past one never changes, so the last few are kept; the present one is the live one. */
export function usePast(session: StoryboardSession, point: HistoryPoint): Past {
  const [docs] = useState<PastDocs>(() => new Map())
  const [loaded, setLoaded] = useState<Past>({ kind: "loading" })
  const name = formatPoint(point)
  const present = useStoryboard(session, (state) => state)
  const live = useMemo(
    (): Past => ({
      kind: "shown",
      read: { doc: session.doc, storyboard: present },
      point: "now",
      stale: false,
    }),
    [session, present],
  )

  useEffect(() => {
    if (name === "now") return undefined
    const stop = new AbortController()
    const show = (read: ReadDoc) => setLoaded({ kind: "shown", read, point: name, stale: false })
    const known = docs.get(name)
    const start = async () => {
      try {
        const path = `/storyboards/${session.storyboardId}/history/doc?point=${encodeURIComponent(name)}`
        const outcome = await load(path, stop.signal)
        if (stop.signal.aborted) return
        if ("status" in outcome) {
          setLoaded({ kind: "failed", status: outcome.status })
          return
        }
        docs.set(name, outcome.read)
        for (const oldest of docs.keys()) if (docs.size > mostKept) docs.delete(oldest)
        show(outcome.read)
      } catch {
        if (!stop.signal.aborted) setLoaded({ kind: "failed", status: 0 })
      }
    }
    // A thumb that is dragged passes many moments.
    const timer = setTimeout(() => (known ? show(known) : void start()), known ? 0 : settleMs)
    return () => {
      clearTimeout(timer)
      stop.abort()
    }
  }, [docs, name, session])

  if (name === "now") return live
  return loaded.kind === "shown" && loaded.point !== name ? { ...loaded, stale: true } : loaded
}
