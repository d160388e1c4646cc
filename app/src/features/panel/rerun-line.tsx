import {
  jobSchema,
  rerunJudgementSchema,
  type RerunJudgement,
  type VariantId,
} from "@panelwright/core"
import { RotateCcw } from "lucide-react"
import { useEffect, useState } from "react"
import { z } from "zod"
import { apiRequest } from "../../api/api-request.ts"
import { describeApiFailure } from "../../api/describe-api-failure.ts"
import { Button } from "../../ui/button.tsx"
import { announce } from "../../ui/toaster.tsx"
import { makeToken } from "../workspace/make-token.ts"
import { useWorkspace } from "../workspace/workspace-context.tsx"
import { describeRerun } from "./describe-rerun.ts"

/** Makes a picture again by its recipe, after an honest word on what will come of it. */
export function RerunLine({ variantId }: { readonly variantId: VariantId }) {
  const { session } = useWorkspace()
  const [judged, setJudged] = useState<RerunJudgement | null>(null)
  const [working, setWorking] = useState(false)
  const path = `/storyboards/${session.storyboardId}/variants/${variantId}/rerun`
  useEffect(() => {
    const stop = new AbortController()
    const load = async () => {
      const answer = await apiRequest({ path, answer: rerunJudgementSchema, signal: stop.signal })
      if (answer.ok) setJudged(answer.value)
    }
    void load()
    return () => stop.abort()
  }, [path])
  if (judged === null) return null
  const run = async () => {
    setWorking(true)
    const answer = await apiRequest({
      method: "POST",
      path,
      key: makeToken(),
      answer: z.object({ jobs: z.array(jobSchema) }),
    })
    setWorking(false)
    if (answer.ok) session.jobs.add(answer.value.jobs)
    else announce("problem", describeApiFailure(answer.failure))
  }
  return (
    <div className="flex flex-col items-start gap-1.5">
      <p role="status" className="text-xs text-text-2">
        {describeRerun(judged)}
      </p>
      {judged.outcome !== "cannot" && (
        <Button size="small" disabled={working} onClick={() => void run()}>
          <RotateCcw aria-hidden size={12} /> Run again
        </Button>
      )}
    </div>
  )
}
