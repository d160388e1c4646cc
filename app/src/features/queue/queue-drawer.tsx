import { isFinal, type Job, type PanelId } from "@panelwright/core"
import { useJobs, useStoryboard } from "@panelwright/storyboard/connection"
import { ChevronDown, RotateCcw, X } from "lucide-react"
import { describeApiFailure } from "../../api/describe-api-failure.ts"
import { Button } from "../../ui/button.tsx"
import { IconButton } from "../../ui/icon-button.tsx"
import { announce } from "../../ui/toaster.tsx"
import { canRetry, describeGenerationFailure } from "../generation/describe-generation-failure.ts"
import { useEditRefusal } from "../workspace/use-edit-refusal.ts"
import { useWorkspace } from "../workspace/workspace-context.tsx"
import { JobState } from "./job-state.tsx"

const most = 200

/** Everything that is being drawn, was drawn and failed since this page opened. */
export function QueueDrawer() {
  const { session, queueOpen, setQueueOpen } = useWorkspace()
  const jobs = useJobs(session)
  const numbers = useStoryboard(session, ({ panels }) =>
    panels.map(({ id, number }) => [id, number] as const),
  )
  if (!queueOpen) return null
  const numberOf = new Map<PanelId, string>(numbers)
  const rows = [...jobs.values()].toSorted(compareJobs).slice(0, most)
  return (
    <section
      aria-label="Queue"
      className="flex h-52 shrink-0 flex-col border-t bg-surface max-md:h-72"
    >
      <header className="flex h-9 shrink-0 items-center gap-2 border-b px-3">
        <h2 className="flex-1 font-semibold">Queue</h2>
        <IconButton
          size="small"
          side="top"
          label="Close the queue"
          icon={ChevronDown}
          onClick={() => setQueueOpen(false)}
        />
      </header>
      {rows.length === 0 ? (
        <p className="p-4 text-text-2">
          Nothing is being drawn. Select a panel and press G to generate its picture.
        </p>
      ) : (
        // A region that scrolls must be reachable by keys.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- see above
        <ul tabIndex={0} aria-label="Jobs" className="min-h-0 flex-1 overflow-y-auto">
          {rows.map((job) => (
            <JobRow key={job.id} job={job} number={numberOf.get(job.panelId) ?? null} />
          ))}
        </ul>
      )}
    </section>
  )
}

const order: Record<Job["state"], number> = {
  running: 0,
  queued: 1,
  waiting: 1,
  failed: 2,
  unknown: 2,
  canceled: 3,
  succeeded: 3,
}

const compareJobs = (one: Job, other: Job) =>
  order[one.state] - order[other.state] ||
  (isFinal(one.state) ? other.createdAt - one.createdAt : one.createdAt - other.createdAt)

function JobRow({ job, number }: { readonly job: Job; readonly number: string | null }) {
  const { selection, generations } = useWorkspace()
  const readOnly = useEditRefusal()
  const { failure } = job
  const cancel = async () => {
    const result = await generations.cancel(job.id)
    if (!result.ok) announce("problem", describeApiFailure(result.failure))
  }
  const retry = async () => {
    const result = await generations.retry(job)
    if (!result.ok) announce("problem", describeApiFailure(result.failure))
  }
  return (
    <li className="flex min-h-9 items-center gap-3 border-b px-3 py-1">
      <button
        type="button"
        disabled={number === null}
        onClick={() => selection.set([job.panelId])}
        className="w-16 shrink-0 truncate text-left font-medium hover:text-accent disabled:text-text-3"
      >
        {number ?? "deleted"}
      </button>
      <JobState job={job} />
      <span className="min-w-0 flex-1 truncate text-text-2" title={job.instruction ?? undefined}>
        {failure ? (
          <span className="text-text">{describeGenerationFailure(failure)}</span>
        ) : (
          (job.instruction ?? "New picture")
        )}
      </span>
      <span className="hidden w-24 shrink-0 truncate text-xs text-text-3 sm:block">
        {job.provider}
      </span>
      <span className="flex w-20 justify-end">
        {readOnly === null && failure && canRetry(failure) && (
          <Button size="small" tone="quiet" onClick={() => void retry()}>
            <RotateCcw aria-hidden size={12} /> Retry
          </Button>
        )}
        {readOnly === null && !isFinal(job.state) && (
          <Button size="small" tone="quiet" onClick={() => void cancel()}>
            <X aria-hidden size={12} /> Cancel
          </Button>
        )}
      </span>
    </li>
  )
}
