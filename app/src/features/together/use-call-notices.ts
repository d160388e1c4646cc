import { useEffect, useRef } from "react"
import { useLocation, useNavigate } from "react-router"
import { announce } from "../../ui/toaster.tsx"
import { parseView, storyboardPath, type WorkspaceView } from "../workspace/paths.ts"
import { useWorkspace } from "../workspace/workspace-context.tsx"

/** Long enough to finish a sentence first. */
const shownMs = 20_000

/** Views in which a panel is there to be seen. */
const panelViews: readonly WorkspaceView[] = ["board", "script", "shot-list"]

/** Says when somebody calls; going there is up to each. */
export function useCallNotices(): void {
  const { session, selection } = useWorkspace()
  const navigate = useNavigate()
  const { pathname } = useLocation()
  const latest = useRef({ navigate, pathname })
  useEffect(() => {
    latest.current = { navigate, pathname }
  })
  useEffect(
    () =>
      session.observeCalls(({ panelId, by }) => {
        if (by.id === session.person.id) return
        const find = () => session.reader.read().panels.find(({ id }) => id === panelId)
        const number = find()?.number
        const go = () => {
          if (!find()) {
            announce("information", "The panel is gone meanwhile.")
            return
          }
          selection.set([panelId])
          const { navigate: goTo, pathname: here } = latest.current
          if (!panelViews.includes(parseView(here)))
            void goTo({
              pathname: storyboardPath(session.storyboardId),
              search: `?panel=${panelId.slice("panel:".length)}`,
            })
        }
        announce(
          "information",
          `${by.name} calls you to ${number === undefined ? "a panel" : `panel ${number}`}.`,
          { shownMs, action: { label: "Go", run: go } },
        )
      }),
    [session, selection],
  )
}
