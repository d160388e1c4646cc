import { roleMay, type Panel } from "@panelwright/core"
import { usePeople } from "@panelwright/storyboard/connection"
import { useCallback } from "react"
import { z } from "zod"
import { apiRequest } from "../../api/api-request.ts"
import { describeApiFailure } from "../../api/describe-api-failure.ts"
import { announce } from "../../ui/toaster.tsx"
import { useWorkspace } from "../workspace/workspace-context.tsx"

export interface Caller {
  /** Why nobody can be called now; null: they can. */
  readonly refused: string | null
  readonly call: (panel: Panel) => Promise<void>
}

/** Asks everybody who is here to look at a panel. */
export function useCall(): Caller {
  const { session, role } = useWorkspace()
  const isAlone = usePeople(session, (people) =>
    people.every(({ person }) => person.id === session.person.id),
  )
  const call = useCallback(
    async ({ id, number }: Panel) => {
      const called = await apiRequest({
        method: "POST",
        path: `/storyboards/${session.storyboardId}/calls`,
        body: { panelId: id },
        answer: z.null(),
      })
      if (called.ok) announce("success", `Everybody here is called to panel ${number}.`)
      else announce("problem", describeCallFailure(called.failure))
    },
    [session],
  )
  if (!roleMay(role, "storyboard.call"))
    return { refused: `As a ${role} you can't call others.`, call }
  return { refused: isAlone ? "Nobody else is here." : null, call }
}

function describeCallFailure(failure: Parameters<typeof describeApiFailure>[0]): string {
  if (failure.kind !== "rate-limited") return describeApiFailure(failure)
  const seconds = Math.ceil((failure.retryAfterMs ?? 10_000) / 1000)
  return `You have just called everybody. You can call again in ${seconds} s.`
}
