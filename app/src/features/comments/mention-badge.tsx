import { isMentioned, isOpen } from "@panelwright/core"
import { useStoryboard } from "@panelwright/storyboard/connection"
import { useWorkspace } from "../workspace/workspace-context.tsx"

/** In how many open comments somebody means this person; nothing where it is none. */
export function MentionBadge() {
  const { session } = useWorkspace()
  const count = useStoryboard(session, ({ panels }) => {
    let found = 0
    for (const { comments } of panels)
      for (const thread of comments)
        if (isOpen(thread) && isMentioned(thread, session.person.id)) found += 1
    return found
  })
  if (count === 0) return null
  return (
    <span className="absolute top-0.5 left-1 flex h-4 min-w-4 items-center justify-center rounded-full bg-accent-fill px-1 text-[10px] leading-none font-semibold text-on-accent">
      <span aria-hidden>{count}</span>
      <span className="sr-only">
        ({count} open {count === 1 ? "comment mentions" : "comments mention"} you)
      </span>
    </span>
  )
}
