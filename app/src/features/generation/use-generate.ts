import { useCallback } from "react"
import { describeApiFailure } from "../../api/describe-api-failure.ts"
import { announce } from "../../ui/toaster.tsx"
import { useWorkspace } from "../workspace/workspace-context.tsx"
import type { GenerationOrder } from "./generations.ts"

/** Orders pictures; why the server did not take the order is said. True when it did. */
export function useGenerate(): (order: GenerationOrder) => Promise<boolean> {
  const { generations } = useWorkspace()
  return useCallback(
    async (order) => {
      const result = await generations.order(order)
      if (!result.ok) announce("problem", describeApiFailure(result.failure))
      return result.ok
    },
    [generations],
  )
}
