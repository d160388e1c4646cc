import { isFinal, type Job } from "@panelwright/core"
import { ArrowUp, Check, MoreHorizontal, Pause, Play, RotateCcw, X } from "lucide-react"
import { Button } from "../../ui/button.tsx"
import { IconButton } from "../../ui/icon-button.tsx"
import { Menu, MenuItem, MenuLabel } from "../../ui/menu.tsx"
import { Tooltip } from "../../ui/tooltip.tsx"
import { canRetry } from "../generation/describe-generation-failure.ts"
import { usePrice, withPrice } from "../generation/use-desk.ts"
import { describeProvider } from "../providers/describe-provider.ts"
import { useWorkspace } from "../workspace/workspace-context.tsx"
import { describeCancel } from "./describe-queue.ts"
import { consentTo, leaveJob, moveJobUp, pauseJob, resumeJob } from "./queue-requests.ts"
import { Reword } from "./reword.tsx"
import { useRun } from "./use-run.ts"

/** What can be done about one job, for those who may draw. */
export function JobActions({ job, isFirst }: { readonly job: Job; readonly isFirst: boolean }) {
  const { generations } = useWorkspace()
  const run = useRun()
  if (job.state === "unknown") return job.decision === null ? <AskAgain job={job} /> : null
  if (job.state === "failed") return <Again job={job} />
  if (isFinal(job.state)) return null
  const cancel = describeCancel(job)
  return (
    <>
      {job.held === "consent" && <Consent job={job} />}
      {job.held === "paused" ? (
        <IconButton
          size="small"
          side="top"
          label="Go on"
          icon={Play}
          onClick={() => run(resumeJob(job.id))}
        />
      ) : (
        job.state !== "running" &&
        job.held === null && (
          <>
            <IconButton
              size="small"
              side="top"
              label="Pause"
              icon={Pause}
              onClick={() => run(pauseJob(job.id))}
            />
            <IconButton
              size="small"
              side="top"
              label="Move up"
              icon={ArrowUp}
              disabled={isFirst}
              onClick={() => run(moveJobUp(job.id))}
            />
          </>
        )
      )}
      <Tooltip side="top" label={cancel}>
        <Button size="small" tone="quiet" onClick={() => run(generations.cancel(job.id))}>
          <X aria-hidden size={12} /> Cancel
        </Button>
      </Tooltip>
    </>
  )
}

/** The owner of the storyboard decides, or, over the server's own limit, who runs it: the server says no to others. */
function Consent({ job }: { readonly job: Job }) {
  const { session, role } = useWorkspace()
  const run = useRun()
  if (role !== "owner") return null
  return (
    <Button
      size="small"
      tone="primary"
      onClick={() => run(consentTo(session.storyboardId, [job.id]))}
    >
      <Check aria-hidden size={12} /> Consent
    </Button>
  )
}

function Again({ job }: { readonly job: Job }) {
  const { generations, providers } = useWorkspace()
  const run = useRun()
  const price = usePrice()
  const { failure, operation, quality, count } = job
  const others = providers.filter(({ id }) => id !== job.provider)
  const wish = { operation, quality, pictures: count }
  return (
    <>
      {failure && canRetry(failure) && (
        <Tooltip
          side="top"
          label={withPrice("The same again", price({ ...wish, provider: job.provider }))}
        >
          <Button size="small" tone="quiet" onClick={() => run(generations.retry(job))}>
            <RotateCcw aria-hidden size={12} /> Retry
          </Button>
        </Tooltip>
      )}
      <Reword job={job} />
      {others.length > 0 && (
        <Menu
          align="end"
          trigger={
            <Button size="small" tone="quiet" aria-label="With another provider">
              <MoreHorizontal aria-hidden size={14} />
            </Button>
          }
        >
          <MenuLabel>With another provider</MenuLabel>
          {others.map((other) => {
            const { id, label } = other
            const about = describeProvider(other)
            return (
              <MenuItem
                key={id}
                onSelect={() => run(generations.retryAll([job], { provider: id }))}
              >
                <span title={about.full} className="flex items-baseline gap-3">
                  <span className="flex-1">
                    {withPrice(label, price({ ...wish, provider: id }))}
                  </span>
                  <span className="text-2xs text-text-3">{about.short}</span>
                </span>
              </MenuItem>
            )
          })}
        </Menu>
      )}
    </>
  )
}

/** A request that went out and was never answered: it may have been drawn and paid for. */
export function AskAgain({ job }: { readonly job: Job }) {
  const { generations } = useWorkspace()
  const run = useRun()
  const price = usePrice()
  const { operation, quality, count: pictures, provider } = job
  return (
    <>
      <Tooltip
        side="top"
        label={withPrice(
          "The first request may be billed, too",
          price({ operation, quality, pictures, provider }),
        )}
      >
        <Button size="small" tone="quiet" onClick={() => run(generations.retry(job))}>
          <RotateCcw aria-hidden size={12} /> Ask again
        </Button>
      </Tooltip>
      {job.price === null ? (
        <Button size="small" tone="quiet" onClick={() => run(leaveJob(job.id, "not-billed"))}>
          Leave it
        </Button>
      ) : (
        <Menu
          align="end"
          trigger={
            <Button size="small" tone="quiet">
              Leave it
            </Button>
          }
        >
          <MenuItem onSelect={() => run(leaveJob(job.id, "billed"))}>Count it as spent</MenuItem>
          <MenuItem onSelect={() => run(leaveJob(job.id, "not-billed"))}>
            The provider did not bill it
          </MenuItem>
        </Menu>
      )}
    </>
  )
}
