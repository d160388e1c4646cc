import { isMentioned, isOpen, type CommentThread, type Panel } from "@panelwright/core"

export const reviewFilters = ["open", "mentions", "resolved", "approve"] as const
export type ReviewFilter = (typeof reviewFilters)[number]

/** A panel with those of its threads that are asked for. */
export interface ReviewEntry {
  readonly panel: Panel
  readonly threads: readonly CommentThread[]
}

const chooses: Record<
  Exclude<ReviewFilter, "approve">,
  (thread: CommentThread, personId: string) => boolean
> = {
  open: isOpen,
  mentions: (thread, personId) => isOpen(thread) && isMentioned(thread, personId),
  resolved: (thread) => !isOpen(thread),
}

const isToApprove = ({ status }: Panel) => status !== "approved" && status !== "omitted"

/** In story order. With `approve` the panels that wait for it, whether anything is said of them or not. */
export function listReview(
  panels: readonly Panel[],
  filter: ReviewFilter,
  personId: string,
): ReviewEntry[] {
  if (filter === "approve")
    return panels
      .filter(isToApprove)
      .map((panel) => ({ panel, threads: panel.comments.filter(isOpen) }))
  return panels.flatMap((panel) => {
    const threads = panel.comments.filter((thread) => chooses[filter](thread, personId))
    return threads.length === 0 ? [] : { panel, threads }
  })
}

/** How many threads, or panels to approve, each filter shows. */
export function countReview(
  panels: readonly Panel[],
  personId: string,
): Readonly<Record<ReviewFilter, number>> {
  const counts = { open: 0, mentions: 0, resolved: 0, approve: 0 }
  for (const panel of panels) {
    if (isToApprove(panel)) counts.approve += 1
    for (const thread of panel.comments)
      for (const filter of ["open", "mentions", "resolved"] as const)
        if (chooses[filter](thread, personId)) counts[filter] += 1
  }
  return counts
}
