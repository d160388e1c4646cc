import type { Command } from "@panelwright/core"
import { useCallback } from "react"
import { announce } from "../../ui/toaster.tsx"
import { describeRefusal } from "./describe-refusal.ts"
import { useWorkspace } from "./workspace-context.tsx"

/** Applies commands as this person; a refusal is said. True when they were applied. */
export function useApply(): (...commands: readonly Command[]) => boolean {
  const { session } = useWorkspace()
  return useCallback(
    (...commands) => {
      if (commands.length === 0) return true
      // Each thing that a person does is taken back by itself, however fast the next one follows.
      session.undo.finishStep()
      const result = session.apply(commands)
      session.undo.finishStep()
      if (!result.ok) announce("warning", describeRefusal(result.failure))
      return result.ok
    },
    [session],
  )
}
