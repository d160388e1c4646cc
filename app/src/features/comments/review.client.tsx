import { panelStatuses, type Panel, type PanelId } from "@panelwright/core"
import { useStoryboard } from "@panelwright/storyboard/connection"
import { MessageSquareText } from "lucide-react"
import { useState } from "react"
import { useLocation, useNavigate } from "react-router"
import { Segmented } from "../../ui/segmented.tsx"
import { statusLooks, StatusMark } from "../panel/panel-status.tsx"
import { createListView } from "../together/list-view.ts"
import { useViewport } from "../together/use-viewport.ts"
import { storyboardPath } from "../workspace/paths.ts"
import { useWorkspace } from "../workspace/workspace-context.tsx"
import { countReview, listReview, reviewFilters, type ReviewFilter } from "./list-review.ts"
import { ReviewGroup } from "./review-group.tsx"
import { useCommentRefusal } from "./use-comment-refusal.ts"

const labels: Record<ReviewFilter, string> = {
  open: "Open",
  mentions: "Mentions me",
  resolved: "Resolved",
  approve: "To approve",
}

const emptyWords: Record<ReviewFilter, string> = {
  open: "No open comments. Pick a panel and press C to put one on its picture.",
  mentions: "No open comment mentions you.",
  resolved: "No comment has been resolved yet.",
  approve: "Every panel is approved.",
}

const reviewView = createListView()

/** Everything that is said and still to be decided, across the storyboard. */
export function Review() {
  const { session, selection } = useWorkspace()
  const panels = useStoryboard(session, (storyboard) => storyboard.panels)
  const headings = useStoryboard(session, ({ scenes }) =>
    Object.fromEntries(
      scenes.map(({ id, displayNumber, heading }) => [id, `${displayNumber} ${heading}`]),
    ),
  )
  const [filter, setFilter] = useState<ReviewFilter>("open")
  const refused = useCommentRefusal()
  const scroller = useViewport(reviewView)
  const navigate = useNavigate()
  const { search } = useLocation()
  const counts = countReview(panels, session.person.id)
  const entries = listReview(panels, filter, session.person.id)
  const jump = (panelId: PanelId) => {
    selection.set([panelId])
    void navigate({ pathname: storyboardPath(session.storyboardId), search })
  }

  return (
    <div className="absolute inset-0 flex flex-col">
      <header className="flex min-h-10 shrink-0 flex-wrap items-center gap-2 border-b px-4 py-1.5">
        <h2 className="mr-auto font-semibold">Review</h2>
        <Segmented
          label="What to show"
          value={filter}
          options={reviewFilters.map((value) => ({
            value,
            label: `${labels[value]} (${counts[value]})`,
            content: (
              <span className="whitespace-nowrap">
                {labels[value]} <span className="text-text-2">{counts[value]}</span>
              </span>
            ),
          }))}
          onChange={setFilter}
          className="max-sm:w-full"
        />
      </header>
      <div ref={scroller} className="min-h-0 flex-1 overflow-y-auto">
        <div className="mx-auto flex max-w-220 flex-col gap-4 p-4">
          <StatusCounts panels={panels} />
          {refused !== null && <p className="text-xs text-text-2">{refused}</p>}
          {entries.length === 0 && (
            <p className="flex flex-col items-center gap-3 rounded-lg border border-dashed px-4 py-12 text-center text-text-2">
              <MessageSquareText aria-hidden size={28} strokeWidth={1.25} />
              {panels.length === 0 ? "There are no panels to review yet." : emptyWords[filter]}
            </p>
          )}
          {entries.map(({ panel, threads }) => (
            <ReviewGroup
              key={panel.id}
              panel={panel}
              threads={threads}
              heading={headings[panel.sceneId] ?? ""}
              mayReview={refused === null}
              onJump={jump}
            />
          ))}
        </div>
      </div>
    </div>
  )
}

/** How far the approvals are. */
function StatusCounts({ panels }: { readonly panels: readonly Panel[] }) {
  const found = panelStatuses
    .map((status) => ({ status, count: panels.filter((panel) => panel.status === status).length }))
    .filter(({ count }) => count > 0)
  if (found.length === 0) return null
  return (
    <ul aria-label="Panels by status" className="flex flex-wrap gap-x-4 gap-y-1 text-xs">
      {found.map(({ status, count }) => (
        <li
          key={status}
          className="flex items-center gap-1"
          aria-label={`${count} ${statusLooks[status].label}`}
        >
          <span className="font-semibold">{count}</span>
          <StatusMark status={status} />
        </li>
      ))}
    </ul>
  )
}
