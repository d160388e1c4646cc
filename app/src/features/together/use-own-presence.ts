import { useEffect } from "react"
import { useLocation } from "react-router"
import type { Selection } from "../selection/selection.ts"
import { parseView } from "../workspace/paths.ts"
import type { StoryboardSession } from "@panelwright/storyboard/connection"

/** Without a hand on anything for so long, somebody counts as away. */
const idleAfterMs = 120_000

const signs = ["pointerdown", "pointermove", "wheel", "keydown", "touchstart"] as const

/** Tells the others which view is open, what is in hand, and whether anybody is at this screen. */
export function useOwnPresence(session: StoryboardSession, selection: Selection): void {
  const view = parseView(useLocation().pathname)
  useEffect(() => {
    session.setPresence({ view, selection: selection.get() })
    return selection.observe(() => session.setPresence({ selection: selection.get() }))
  }, [session, selection, view])

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    let restartedAt = 0
    const rest = () => session.setPresence({ idle: true })
    const stir = () => {
      if (document.hidden) return
      session.setPresence({ idle: false })
      // A pointer moves many times a second; the timer need not be that exact.
      if (performance.now() - restartedAt < 1000) return
      restartedAt = performance.now()
      clearTimeout(timer)
      timer = setTimeout(rest, idleAfterMs)
    }
    const handleVisibility = () => {
      if (document.hidden) rest()
      else stir()
    }
    for (const sign of signs) addEventListener(sign, stir, { passive: true })
    document.addEventListener("visibilitychange", handleVisibility)
    stir()
    return () => {
      clearTimeout(timer)
      for (const sign of signs) removeEventListener(sign, stir)
      document.removeEventListener("visibilitychange", handleVisibility)
    }
  }, [session])
}
