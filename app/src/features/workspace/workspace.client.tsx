import type { Role, StoryboardId } from "@panelwright/core"
import type { ProviderChoice } from "@panelwright/server/services"
import { jobSchema } from "@panelwright/core"
import { useEffect, useMemo, useState } from "react"
import { Outlet, useLocation } from "react-router"
import { z } from "zod"
import { apiRequest } from "../../api/api-request.ts"
import { TooltipProvider } from "../../ui/tooltip.tsx"
import { Toaster } from "../../ui/toaster.tsx"
import type { Person } from "../account/use-person.ts"
import { useActionKeys } from "../action/use-action-keys.ts"
import { useActions } from "../action/use-actions.ts"
import { MentionBadge } from "../comments/mention-badge.tsx"
import { usePlacingPin } from "../comments/use-placing-pin.ts"
import { QueueDrawer } from "../queue/queue-drawer.tsx"
import { parseSelection } from "../selection/selection-address.ts"
import { createSelection } from "../selection/selection.ts"
import { useSelectionAddress } from "../selection/use-selection-address.ts"
import { useSession, type OpenSession } from "../session/use-session.ts"
import { FollowFrame } from "../together/follow-frame.tsx"
import { ViewPeople } from "../together/view-people.tsx"
import { useCallNotices } from "../together/use-call-notices.ts"
import { useOpenFollowing } from "../together/use-open-following.ts"
import { useOwnPresence } from "../together/use-own-presence.ts"
import { RescuedWords } from "../words/rescued-words.tsx"
import { createBoardView } from "./board-view.ts"
import { Inspector } from "./inspector.tsx"
import type { WorkspaceView } from "./paths.ts"
import { Rail } from "./rail.tsx"
import { StatusBar } from "./status-bar.tsx"
import { TopBar } from "./top-bar.tsx"
import { useStoredState } from "./use-stored-state.ts"
import { useWidth } from "./use-width.ts"
import { WorkspaceDialogs } from "./workspace-dialogs.tsx"
import {
  useWorkspace,
  WorkspaceProvider,
  type Workspace,
  type WorkspaceDialog,
} from "./workspace-context.tsx"
import { WorkspaceSkeleton } from "./workspace-skeleton.tsx"

export interface WorkspaceProps {
  readonly storyboardId: StoryboardId
  readonly title: string
  readonly person: Person
  readonly role: Role
  readonly providers: readonly ProviderChoice[]
  readonly tldrawLicenseKey: string | null
}

export function WorkspacePage(props: WorkspaceProps) {
  const open = useSession(props.storyboardId, props.person, props.role)
  if (open === null)
    return <WorkspaceSkeleton storyboardId={props.storyboardId} title={props.title} />
  return (
    <TooltipProvider>
      <OpenWorkspace key={props.storyboardId} {...props} open={open} />
    </TooltipProvider>
  )
}

function OpenWorkspace(props: WorkspaceProps & { readonly open: OpenSession }) {
  const { role, providers, tldrawLicenseKey } = props
  const { session, generations } = props.open
  const { search } = useLocation()
  const [selection] = useState(() => createSelection(parseSelection(new URLSearchParams(search))))
  const [boardView] = useState(createBoardView)
  const [dialog, setDialog] = useState<WorkspaceDialog | null>(null)
  const [queueOpen, setQueueOpen] = useState(false)
  const [placingPin, setPlacingPin] = usePlacingPin(selection)
  const wide = useWidth("wide")
  const [inspector, setInspector] = useStoredState("inspector", "auto")
  const inspectorOpen = inspector === "auto" ? wide : inspector === "open"
  useSelectionAddress(selection)

  useOwnPresence(session, selection)
  const following = useOpenFollowing(session)

  useEffect(() => {
    const stop = new AbortController()
    const load = async () => {
      const jobs = await apiRequest({
        path: `/storyboards/${session.storyboardId}/jobs`,
        answer: z.array(jobSchema),
        signal: stop.signal,
      })
      if (jobs.ok) session.jobs.add(jobs.value)
    }
    void load()
    return () => stop.abort()
  }, [session])

  const workspace = useMemo(
    (): Workspace => ({
      session,
      generations,
      selection,
      boardView,
      following,
      role,
      providers,
      tldrawLicenseKey,
      dialog,
      setDialog,
      inspectorOpen,
      setInspectorOpen: (open) => setInspector(open ? "open" : "closed"),
      placingPin,
      setPlacingPin,
      queueOpen,
      setQueueOpen,
    }),
    [
      session,
      generations,
      selection,
      boardView,
      following,
      role,
      providers,
      tldrawLicenseKey,
      dialog,
      inspectorOpen,
      setInspector,
      placingPin,
      setPlacingPin,
      queueOpen,
    ],
  )
  return (
    <WorkspaceProvider value={workspace}>
      <div className="flex h-dvh flex-col overflow-hidden">
        <TopBar />
        <div className="flex min-h-0 flex-1 max-md:flex-col">
          <Rail storyboardId={session.storyboardId} renderMarks={renderMarks} />
          <div className="relative flex min-h-0 min-w-0 flex-1 flex-col">
            <div className="relative flex min-h-0 min-w-0 flex-1">
              <main className="relative isolate min-h-0 min-w-0 flex-1">
                <Outlet />
              </main>
              <Inspector />
            </div>
            <QueueDrawer />
          </div>
        </div>
        <StatusBar />
      </div>
      <FollowFrame />
      <RescuedWords />
      <WorkspaceDialogs />
      <WorkspaceKeys />
      <Toaster />
    </WorkspaceProvider>
  )
}

const renderMarks = (view: WorkspaceView) => (
  <>
    {view === "review" && <MentionBadge />}
    <ViewPeople view={view} />
  </>
)

/** Apart from the page, because what can be done changes with every step of the selection. */
function WorkspaceKeys() {
  const { boardView, dialog } = useWorkspace()
  const actions = useActions()
  // A dialog whose code is still on the way has the keys already.
  useActionKeys(actions, () => dialog !== null || boardView.get().scope === "draw")
  useCallNotices()
  return null
}
