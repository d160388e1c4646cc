import { Tooltip } from "../../ui/tooltip.tsx"
import { useDesk } from "../generation/use-desk.ts"
import { useWorkspace } from "../workspace/workspace-context.tsx"
import { describeSpending } from "./describe-queue.ts"

/** Spent, reserved and left, where a priced provider is set up; it opens the queue. */
export function Spending() {
  const desk = useDesk()
  const { queueOpen, setQueueOpen } = useWorkspace()
  const words = desk === null ? "" : describeSpending(desk)
  if (words === "") return null
  return (
    <Tooltip label="What pictures of this storyboard cost; opens the queue">
      <button
        type="button"
        aria-expanded={queueOpen}
        onClick={() => setQueueOpen(!queueOpen)}
        className="hidden h-7 rounded-md px-2 text-xs text-text-2 tabular-nums hover:bg-surface-3 hover:text-text lg:block"
      >
        {words}
      </button>
    </Tooltip>
  )
}
