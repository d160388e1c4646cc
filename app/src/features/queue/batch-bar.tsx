import { useJobs } from "@panelwright/storyboard/connection"
import { RotateCcw, X } from "lucide-react"
import { useState } from "react"
import { Button } from "../../ui/button.tsx"
import { IconButton } from "../../ui/icon-button.tsx"
import { canRetry } from "../generation/describe-generation-failure.ts"
import { usePrice, withPrice } from "../generation/use-desk.ts"
import { useEditRefusal } from "../workspace/use-edit-refusal.ts"
import { useWorkspace } from "../workspace/workspace-context.tsx"
import { describeBatch, findLatestBatch } from "./summarise-batch.ts"
import { useRun } from "./use-run.ts"

/** What became of the pictures that this person asked for together, once some of them have failed. */
export function BatchBar() {
  const { session, generations, selection, setQueueOpen } = useWorkspace()
  const jobs = useJobs(session)
  const price = usePrice()
  const readOnly = useEditRefusal()
  const run = useRun()
  const [dismissed, setDismissed] = useState<string | null>(null)
  const batch = findLatestBatch(jobs.values(), session.person.id)
  const [first] = batch?.failed ?? []
  if (!batch || !first || batch.id === dismissed || readOnly !== null) return null
  const { failed } = batch
  const again = failed.filter(({ failure }) => failure !== null && canRetry(failure))
  const { operation, quality, provider } = again[0] ?? first
  const pictures = again.reduce((sum, { count }) => sum + count, 0)
  return (
    <section
      aria-label="Pictures that were asked for together"
      className="flex flex-wrap items-center gap-2 border-t bg-surface-2 px-3 py-1.5"
    >
      <span role="status" className="flex-1">
        {describeBatch(batch)}
        {batch.working > 0 && `, ${batch.working} to come`}
      </span>
      <Button
        size="small"
        tone="quiet"
        onClick={() => {
          selection.set(failed.map(({ panelId }) => panelId))
          setQueueOpen(true)
        }}
      >
        Show
      </Button>
      {again.length > 0 && (
        <Button size="small" onClick={() => run(generations.retryAll(again))}>
          <RotateCcw aria-hidden size={12} />
          {withPrice(`Retry ${again.length}`, price({ operation, quality, provider, pictures }))}
        </Button>
      )}
      <IconButton
        size="small"
        side="top"
        label="Put away"
        icon={X}
        onClick={() => setDismissed(batch.id)}
      />
    </section>
  )
}
