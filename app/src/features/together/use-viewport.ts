import type { Viewport } from "@panelwright/core/protocol"
import { useCallback, type RefCallback } from "react"
import { useWorkspace } from "../workspace/workspace-context.tsx"

/** How a view that scrolls says what of it is in sight, and goes where somebody else is. */
export interface ScrolledView {
  /** Null: nothing that would mean anything on another screen. */
  readonly measure: (scroller: HTMLElement) => Viewport | null
  readonly show: (scroller: HTMLElement, viewport: Viewport) => void
}

/** After the last movement, in ms, where nobody comes along. */
const restMs = 250

/** A ref for what scrolls. `view` stays the same object while the view is open. */
export function useViewport(view: ScrolledView): RefCallback<HTMLElement> {
  const { session, following } = useWorkspace()
  return useCallback(
    (scroller) => {
      if (scroller === null) return
      let timer: ReturnType<typeof setTimeout> | undefined
      const tell = () => session.setPresence({ viewport: view.measure(scroller) })
      const isFollowed = () =>
        session.people.get().some((person) => person.following === session.doc.clientID)
      const handleScroll = () => {
        clearTimeout(timer)
        if (isFollowed()) tell()
        else timer = setTimeout(tell, restMs)
      }
      const first = requestAnimationFrame(tell)
      scroller.addEventListener("scroll", handleScroll, { passive: true })
      following.setShowViewport((viewport) => view.show(scroller, viewport))
      return () => {
        cancelAnimationFrame(first)
        clearTimeout(timer)
        scroller.removeEventListener("scroll", handleScroll)
        following.setShowViewport(null)
        session.setPresence({ viewport: null })
      }
    },
    [session, following, view],
  )
}

/** A page without parts that have a name: how far down it is. */
export const pageView: ScrolledView = {
  measure({ scrollTop, scrollHeight, clientHeight }) {
    const room = scrollHeight - clientHeight
    const share = room <= 0 ? 0 : Math.min(1, Math.max(0, scrollTop / room))
    return { kind: "page", share: Math.round(share * 1000) / 1000 }
  },
  show(scroller, viewport) {
    if (viewport.kind === "page")
      scroller.scrollTop = viewport.share * (scroller.scrollHeight - scroller.clientHeight)
  },
}

/** Goes to where an element's upper edge is that of what scrolls, with room for what sticks there. */
export function scrollToTop(scroller: HTMLElement, element: Element, room = 0): void {
  const { top } = scroller.getBoundingClientRect()
  scroller.scrollTop += element.getBoundingClientRect().top - top - room
}
