import {
  History,
  LayoutGrid,
  MessageSquareText,
  Palette,
  ScrollText,
  TableProperties,
  type LucideIcon,
} from "lucide-react"
import type { ReactNode } from "react"
import { NavLink, useLocation } from "react-router"
import { classNames } from "../../ui/class-names.ts"
import { preloadBoard } from "./preload-board.client.ts"
import { storyboardPath, viewLabels, views, type WorkspaceView } from "./paths.ts"

const icons: Record<WorkspaceView, LucideIcon> = {
  board: LayoutGrid,
  script: ScrollText,
  "shot-list": TableProperties,
  style: Palette,
  review: MessageSquareText,
  history: History,
}

export interface RailProps {
  readonly storyboardId: string
  /** What an entry shows of the storyboard once it is open. */
  readonly renderMarks?: (view: WorkspaceView) => ReactNode
}

export function Rail({ storyboardId, renderMarks }: RailProps) {
  const { search } = useLocation()
  return (
    <nav
      aria-label="Views"
      className="flex shrink-0 gap-1 border-line bg-surface p-1 max-md:order-last max-md:justify-around max-md:border-t md:w-16 md:flex-col md:border-r"
    >
      {views.map((view) => {
        const Icon = icons[view]
        return (
          <NavLink
            key={view}
            to={{ pathname: storyboardPath(storyboardId, view), search }}
            end
            onPointerEnter={() => {
              if (view === "board") preloadBoard()
            }}
            className={({ isActive }) =>
              classNames(
                "relative flex flex-col items-center gap-1 rounded-md px-1 py-2 text-center text-2xs leading-3 max-md:flex-1",
                isActive
                  ? "bg-surface-3 font-medium text-text"
                  : "text-text-2 hover:bg-surface-2 hover:text-text",
              )
            }
          >
            <Icon aria-hidden size={18} strokeWidth={1.5} />
            {viewLabels[view]}
            {renderMarks?.(view)}
          </NavLink>
        )
      })}
    </nav>
  )
}
