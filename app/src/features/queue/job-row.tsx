import type { Job } from "@panelwright/core"
import { describeGenerationFailure } from "../generation/describe-generation-failure.ts"
import { useEditRefusal } from "../workspace/use-edit-refusal.ts"
import { useWorkspace } from "../workspace/workspace-context.tsx"
import { describeJobPrice, describeOverBudget, formatAge } from "./describe-queue.ts"
import { JobActions } from "./job-actions.tsx"
import { JobState } from "./job-state.tsx"

export interface JobRowProps {
  readonly job: Job
  /** The panel's; null: it is not there any more. */
  readonly number: string | null
  readonly who: string
  /** How far it is, or why it waits. */
  readonly turn: string
  readonly isFirst: boolean
  readonly now: number
}

export function JobRow({ job, number, who, turn, isFirst, now }: JobRowProps) {
  const { selection, providers } = useWorkspace()
  const readOnly = useEditRefusal()
  const provider = providers.find(({ id }) => id === job.provider)?.label ?? job.provider
  const words = describeWords(job)
  return (
    <li className="flex min-h-9 flex-wrap items-center gap-x-3 border-b px-3 py-1">
      <button
        type="button"
        disabled={number === null}
        onClick={() => selection.set([job.panelId])}
        className="w-14 shrink-0 truncate text-left font-medium hover:text-accent disabled:text-text-3"
      >
        {number ?? "deleted"}
      </button>
      <JobState job={job} turn={turn} />
      <span className="min-w-40 flex-1 truncate text-text-2" title={words}>
        {words}
      </span>
      <span className="hidden w-20 shrink-0 truncate text-xs text-text-2 lg:block" title={who}>
        {who}
      </span>
      <span className="hidden w-28 shrink-0 truncate text-xs text-text-3 lg:block" title={provider}>
        {provider}
      </span>
      <span className="hidden w-20 shrink-0 truncate text-right text-xs text-text-2 sm:block">
        {describeJobPrice(job)}
      </span>
      <span className="hidden w-12 shrink-0 text-right text-xs text-text-3 sm:block">
        {formatAge(now - job.createdAt)}
      </span>
      <span className="flex min-w-36 justify-end">
        {readOnly === null && <JobActions job={job} isFirst={isFirst} />}
      </span>
    </li>
  )
}

function describeWords({ failure, state, decision, overBudget, held, instruction }: Job): string {
  if (held === "consent" && overBudget) return describeOverBudget(overBudget)
  if (state === "unknown" && decision === "left")
    return "Left as it is: nobody knows what became of it."
  if (state === "unknown" && decision === "asked-again") return "Asked for again."
  if (failure) return describeGenerationFailure(failure)
  return instruction ?? "New picture"
}
