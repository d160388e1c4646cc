import { styleReportSchema, type StyleReport } from "@panelwright/core"
import type { StoryboardSession } from "@panelwright/storyboard/connection"
import { apiRequest } from "../../api/api-request.ts"

/** What every part of the page that shows the report shares: it is asked for while somebody looks, and only once. */
export interface StyleReportStore {
  readonly get: () => StyleReport | null
  readonly observe: (listener: () => void) => () => void
}

/** A picture comes into the storyboard, and its measure into the report, a moment after the news of it. */
const settleMs = 600
/** Measuring takes some hundredths of a second for each picture. */
const pendingMs = 1200
const failedMs = 10_000

type Session = Pick<StoryboardSession, "storyboardId" | "reader">

function createStyleReportStore(session: Session): StyleReportStore {
  const listeners = new Set<() => void>()
  let report: StyleReport | null = null
  let shown = ""
  let timer: ReturnType<typeof setTimeout> | undefined
  let stopReading: (() => void) | null = null

  /** All that a report depends on. */
  const readShown = () => {
    const { panels, style } = session.reader.read()
    const pictures = panels.map(({ picture, status, variants }) => [
      picture,
      status === "approved",
      variants.length,
    ])
    return JSON.stringify([style.anchors, style.scenes, pictures])
  }

  const askAfter = (ms: number) => {
    clearTimeout(timer)
    timer = setTimeout(() => void ask(), ms)
  }

  const ask = async () => {
    const asked = readShown()
    const answer = await apiRequest({
      path: `/storyboards/${session.storyboardId}/style-report`,
      answer: styleReportSchema,
    })
    if (stopReading === null) return
    if (!answer.ok) {
      askAfter(failedMs)
      return
    }
    shown = asked
    report = answer.value
    for (const listener of listeners) listener()
    if (report.pending > 0) askAfter(pendingMs)
  }

  const look = () => {
    if (readShown() !== shown) askAfter(settleMs)
  }

  return {
    get: () => report,
    observe(listener) {
      listeners.add(listener)
      if (stopReading === null) {
        stopReading = session.reader.observe(look)
        askAfter(report === null ? 0 : settleMs)
      }
      return () => {
        listeners.delete(listener)
        if (listeners.size > 0) return
        clearTimeout(timer)
        stopReading?.()
        stopReading = null
      }
    },
  }
}

const stores = new WeakMap<Session, StyleReportStore>()

export function getStyleReportStore(session: Session): StyleReportStore {
  const known = stores.get(session)
  if (known) return known
  const made = createStyleReportStore(session)
  stores.set(session, made)
  return made
}
