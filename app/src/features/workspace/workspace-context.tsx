import type { Panel, PanelId, Role } from "@panelwright/core"
import type { ProviderChoice } from "@panelwright/server/services"
import { useStoryboard, type StoryboardSession } from "@panelwright/storyboard/connection"
import { createContext, use, useSyncExternalStore, type ReactNode } from "react"
import type { Generations } from "../generation/generations.ts"
import type { Following } from "../together/following.ts"
import type { Selection } from "../selection/selection.ts"
import type { BoardView } from "./board-view.ts"

export type WorkspaceDialog =
  | "share"
  | "export"
  | "keys"
  | "commands"
  | "region"
  | "variants"
  | "variations"

/** What every part of one open storyboard's page shares. */
export interface Workspace {
  readonly session: StoryboardSession
  readonly selection: Selection
  readonly generations: Generations
  readonly boardView: BoardView
  readonly following: Following
  readonly role: Role
  readonly providers: readonly ProviderChoice[]
  readonly tldrawLicenseKey: string | null
  readonly dialog: WorkspaceDialog | null
  readonly setDialog: (dialog: WorkspaceDialog | null) => void
  readonly inspectorOpen: boolean
  readonly setInspectorOpen: (open: boolean) => void
  /** The next click on a picture of the panel in hand puts a pin there. */
  readonly placingPin: boolean
  readonly setPlacingPin: (placing: boolean) => void
  readonly queueOpen: boolean
  readonly setQueueOpen: (open: boolean) => void
}

const WorkspaceContext = createContext<Workspace | null>(null)

export function WorkspaceProvider(props: {
  readonly value: Workspace
  readonly children: ReactNode
}) {
  return <WorkspaceContext value={props.value}>{props.children}</WorkspaceContext>
}

export function useWorkspace(): Workspace {
  const workspace = use(WorkspaceContext)
  if (workspace === null) throw new Error("outside of an open storyboard")
  return workspace
}

export function useSelection(): readonly PanelId[] {
  const { selection } = useWorkspace()
  return useSyncExternalStore(selection.observe, selection.get, selection.get)
}

/** The panels in hand that are still there, in story order. */
export function useSelectedPanels(): readonly Panel[] {
  const { session } = useWorkspace()
  const selection = useSelection()
  return useStoryboard(session, ({ panels }) => panels.filter(({ id }) => selection.includes(id)))
}
