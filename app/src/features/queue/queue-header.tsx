import { estimateQueue, formatDuration, type Job } from "@panelwright/core"
import { Check, ChevronDown, Pause, Play } from "lucide-react"
import { Button } from "../../ui/button.tsx"
import { IconButton } from "../../ui/icon-button.tsx"
import { useDesk } from "../generation/use-desk.ts"
import { useEditRefusal } from "../workspace/use-edit-refusal.ts"
import { useWorkspace } from "../workspace/workspace-context.tsx"
import { BudgetPopover } from "./budget-form.tsx"
import { describeSpending } from "./describe-queue.ts"
import { consentTo, pauseQueue } from "./queue-requests.ts"
import { summariseJobs } from "./summarise-jobs.ts"
import { useRun } from "./use-run.ts"

/** How far all of it is, what it costs, and what concerns all of it. */
export function QueueHeader(props: { readonly jobs: readonly Job[]; readonly now: number }) {
  const { session, role, setQueueOpen } = useWorkspace()
  const readOnly = useEditRefusal()
  const desk = useDesk()
  const run = useRun()
  const { jobs, now } = props
  const left = desk === null ? null : estimateQueue(jobs, desk, now)
  const words = [
    summariseJobs(jobs),
    left === null || left < 1000 ? "" : `about ${formatDuration(left)} left`,
    desk?.isPaused === true ? "paused" : "",
  ].filter((part) => part !== "")
  const held = jobs.filter(({ held: reason }) => reason === "consent")
  return (
    <header className="flex min-h-9 shrink-0 flex-wrap items-center gap-x-2 border-b px-3 py-1">
      <h2 className="font-semibold">Queue</h2>
      <span className="min-w-0 flex-1 truncate text-xs text-text-2 tabular-nums">
        {words.join(" · ")}
      </span>
      {desk !== null && (
        <span className="text-xs text-text-2 tabular-nums">{describeSpending(desk)}</span>
      )}
      {held.length > 1 && role === "owner" && (
        <Button
          size="small"
          tone="primary"
          onClick={() =>
            run(
              consentTo(
                session.storyboardId,
                held.map(({ id }) => id),
              ),
            )
          }
        >
          <Check aria-hidden size={12} /> Consent to all {held.length}
        </Button>
      )}
      {desk !== null && role === "owner" && <BudgetPopover desk={desk} />}
      {desk !== null && readOnly === null && (
        <Button
          size="small"
          tone="quiet"
          onClick={() => run(pauseQueue(session.storyboardId, !desk.isPaused))}
        >
          {desk.isPaused ? <Play aria-hidden size={13} /> : <Pause aria-hidden size={13} />}
          {desk.isPaused ? "Go on" : "Pause"}
        </Button>
      )}
      <IconButton
        size="small"
        side="top"
        label="Close the queue"
        icon={ChevronDown}
        onClick={() => setQueueOpen(false)}
      />
    </header>
  )
}
