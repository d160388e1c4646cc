import type { GenerationFailure, Job } from "@panelwright/core"
import { RotateCcw } from "lucide-react"
import { describeApiFailure } from "../../api/describe-api-failure.ts"
import { Button } from "../../ui/button.tsx"
import { Notice } from "../../ui/notice.tsx"
import { announce } from "../../ui/toaster.tsx"
import { canRetry, describeGenerationFailure } from "../generation/describe-generation-failure.ts"
import { AskAgain } from "../queue/job-actions.tsx"
import { useEditRefusal } from "../workspace/use-edit-refusal.ts"
import { useWorkspace } from "../workspace/workspace-context.tsx"
import { focusRefine } from "./refine-focus.ts"

export interface FailedJobProps {
  readonly job: Job
  readonly failure: GenerationFailure
  readonly onSuggestion: (instruction: string) => void
}

export function FailedJob({ job, failure, onSuggestion }: FailedJobProps) {
  const { generations } = useWorkspace()
  const readOnly = useEditRefusal()
  const retry = async () => {
    const result = await generations.retry(job)
    if (!result.ok) announce("problem", describeApiFailure(result.failure))
  }
  return (
    <Notice kind="warning">
      <p>{describeGenerationFailure(failure)}</p>
      {readOnly === null && failure.kind === "not-understood" && failure.suggestions.length > 0 && (
        <div className="mt-1.5 flex flex-wrap items-center gap-1">
          <span className="text-xs text-text-2">Try</span>
          {failure.suggestions.map((suggestion) => (
            <Button
              key={suggestion}
              size="small"
              onClick={() => {
                onSuggestion(suggestion)
                focusRefine()
              }}
            >
              {suggestion}
            </Button>
          ))}
        </div>
      )}
      {readOnly === null && job.state === "unknown" && (
        <div className="mt-1.5 flex gap-1.5">
          <AskAgain job={job} />
        </div>
      )}
      {readOnly === null && job.state !== "unknown" && canRetry(failure) && (
        <Button size="small" className="mt-1.5" onClick={() => void retry()}>
          <RotateCcw aria-hidden size={12} /> Try again
        </Button>
      )}
    </Notice>
  )
}
