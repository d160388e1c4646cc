import { roleMay, type Command } from "@panelwright/core"
import { commandResultsSchema } from "@panelwright/core/protocol"
import { useCallback } from "react"
import { apiRequest } from "../../api/api-request.ts"
import { describeApiFailure } from "../../api/describe-api-failure.ts"
import { announce } from "../../ui/toaster.tsx"
import { useApply } from "../workspace/use-apply.ts"
import { useWorkspace } from "../workspace/workspace-context.tsx"

/**
 * Gives comments and approvals: to the doc where this person edits it, so that they are there at once and offline, too;
 * to the server where they only comment, because it takes no change of theirs by the socket. A refusal is said. True
 * when it was done.
 */
export function useSend(): (...commands: readonly Command[]) => Promise<boolean> {
  const { session, role } = useWorkspace()
  const apply = useApply()
  return useCallback(
    async (...commands) => {
      if (roleMay(role, "storyboard.edit")) return apply(...commands)
      const answer = await apiRequest({
        method: "POST",
        path: `/storyboards/${session.storyboardId}/commands`,
        body: { commands },
        answer: commandResultsSchema,
      })
      if (!answer.ok) announce("problem", describeApiFailure(answer.failure))
      return answer.ok
    },
    [session, role, apply],
  )
}
