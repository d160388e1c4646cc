import type { Job } from "@panelwright/core"
import { useJobs } from "@panelwright/storyboard/connection"
import { useDesk } from "../generation/use-desk.ts"
import { useWorkspace } from "../workspace/workspace-context.tsx"
import { describeTurn, listTurns } from "./describe-queue.ts"
import { useSeconds } from "./use-seconds.ts"

/** How one job is coming along, for its panel: `Drawing 0:21 of about 1:00`, `Waiting (3rd)`, `Waiting (needs consent)`. */
export function useTurnWords(job: Job): string {
  const { session } = useWorkspace()
  const jobs = [...useJobs(session).values()]
  const desk = useDesk()
  const now = useSeconds(job.state === "running")
  const turn = describeTurn(job, { turns: listTurns(jobs), desk, now })
  if (job.state === "running") return turn === "" ? "Drawing" : `Drawing ${turn}`
  return turn === "" ? "Waiting" : `Waiting (${turn})`
}
