import { usePeople } from "@panelwright/storyboard/connection"
import { useEffect, useSyncExternalStore } from "react"
import { useLocation, useNavigate } from "react-router"
import { formatSelection } from "../selection/selection-address.ts"
import { parseView, storyboardPath, views } from "../workspace/paths.ts"
import { useWorkspace } from "../workspace/workspace-context.tsx"
import { isLedBy, type Followed } from "./following.ts"

/** While somebody is followed: their colour around everything, who it is, and the way out. */
export function FollowFrame() {
  const { following } = useWorkspace()
  const followed = useSyncExternalStore(following.observe, following.get, following.get)
  return (
    // There from the start, so that screen readers say what comes into it.
    <div role="status" data-together>
      {followed && <Frame followed={followed} />}
    </div>
  )
}

function Frame({ followed }: { readonly followed: Followed }) {
  const { following } = useWorkspace()
  useLeader(followed)
  useOwnHand()
  return (
    <>
      <div
        aria-hidden
        data-follow-frame
        className="pointer-events-none fixed inset-0 z-40 border-3"
        style={{ borderColor: followed.colour }}
      />
      <div
        className="fixed top-2 left-1/2 z-40 flex h-7 max-w-[calc(100vw-32px)] -translate-x-1/2 items-center gap-2 rounded-full pr-1 pl-3 text-sm text-white shadow-float"
        style={{ backgroundColor: followed.colour }}
      >
        <span className="truncate">Following {followed.name}</span>
        <button
          type="button"
          onClick={() => following.stop()}
          className="h-5 shrink-0 rounded-full bg-white px-2 text-xs font-medium text-black hover:bg-white/90"
        >
          Stop
        </button>
      </div>
    </>
  )
}

/** Takes this person's view, selection and sight to where the followed one's are. */
function useLeader({ clientId }: Followed): void {
  const { session, selection, following } = useWorkspace()
  const navigate = useNavigate()
  const { pathname, search } = useLocation()
  const leader = usePeople(session, (people) => {
    const person = people.find((other) => other.clientId === clientId)
    if (!person || isLedBy(people, clientId, session.doc.clientID)) return null
    return { view: person.view, selection: person.selection, viewport: person.viewport }
  })
  const show = useSyncExternalStore(
    following.observe,
    following.showViewport,
    following.showViewport,
  )
  const view = views.find((candidate) => candidate === leader?.view)
  const held = leader?.selection
  const viewport = leader?.viewport ?? null

  useEffect(() => {
    if (held) selection.set(held)
  }, [held, selection])
  useEffect(() => {
    if (view === undefined || view === parseView(pathname)) return
    void navigate(
      {
        pathname: storyboardPath(session.storyboardId, view),
        search: formatSelection(new URLSearchParams(search), selection.get()),
      },
      { replace: true },
    )
  }, [view, pathname, search, navigate, session, selection])
  useEffect(() => {
    if (viewport) show?.(viewport)
  }, [viewport, show])
}

const bareKeys = new Set(["Shift", "Control", "Alt", "Meta", "Tab", "CapsLock"])

const isOfTheFrame = (target: EventTarget | null) =>
  target instanceof Element && target.closest("[data-together]") !== null

/** Whoever takes a thing into their own hand goes on alone. */
function useOwnHand(): void {
  const { following } = useWorkspace()
  useEffect(() => {
    const handlePress = ({ target }: Event) => {
      if (!isOfTheFrame(target)) following.stop()
    }
    const handleKey = (event: KeyboardEvent) => {
      if (bareKeys.has(event.key)) return
      if (event.key === "Escape") {
        // It ends this, and not what is selected, too.
        event.preventDefault()
        event.stopImmediatePropagation()
      } else if (isOfTheFrame(event.target)) return
      following.stop()
    }
    const options = { capture: true, passive: true } as const
    addEventListener("pointerdown", handlePress, options)
    addEventListener("wheel", handlePress, options)
    addEventListener("keydown", handleKey, { capture: true })
    return () => {
      removeEventListener("pointerdown", handlePress, options)
      removeEventListener("wheel", handlePress, options)
      removeEventListener("keydown", handleKey, { capture: true })
    }
  }, [following])
}
