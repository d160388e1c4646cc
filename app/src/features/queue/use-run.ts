import type { Result } from "@panelwright/core"
import { useCallback } from "react"
import { describeApiFailure } from "../../api/describe-api-failure.ts"
import type { ApiFailure } from "../../api/api-request.ts"
import { announce } from "../../ui/toaster.tsx"
import { useWorkspace } from "../workspace/workspace-context.tsx"

/** Does something to the queue, says why when it could not be done, and looks at the queue again. */
export function useRun(): (outcome: Promise<Result<unknown, ApiFailure>>) => void {
  const { desk } = useWorkspace().generations
  return useCallback(
    (outcome) => {
      const wait = async () => {
        const result = await outcome
        if (!result.ok) announce("problem", describeApiFailure(result.failure))
        await desk.refresh()
      }
      void wait()
    },
    [desk],
  )
}
