import { compareTurns, isFinal, type Job, type PanelId } from "@panelwright/core"
import { useJobs, useStoryboard } from "@panelwright/storyboard/connection"
import { useDesk } from "../generation/use-desk.ts"
import { useWorkspace } from "../workspace/workspace-context.tsx"
import { BatchBar } from "./batch-bar.tsx"
import { describeTurn, listTurns } from "./describe-queue.ts"
import { JobRow } from "./job-row.tsx"
import { QueueHeader } from "./queue-header.tsx"
import { useNames } from "./use-names.ts"
import { useSeconds } from "./use-seconds.ts"

const most = 200

/** Everything that is being drawn, waits, was drawn and failed; above it what became of the last batch. */
export function QueueDrawer() {
  const { queueOpen } = useWorkspace()
  return (
    <>
      <BatchBar />
      {queueOpen && <OpenQueue />}
    </>
  )
}

function OpenQueue() {
  const { session } = useWorkspace()
  const jobs = [...useJobs(session).values()]
  const desk = useDesk()
  const numbers = useStoryboard(session, ({ panels }) =>
    panels.map(({ id, number }) => [id, number] as const),
  )
  const nameOf = useNames(true)
  const now = useSeconds(jobs.some(({ state }) => state === "running"))
  const numberOf = new Map<PanelId, string>(numbers)
  const turns = listTurns(jobs)
  const rows = jobs.toSorted(compareJobs).slice(0, most)
  return (
    <section
      aria-label="Queue"
      className="flex h-56 shrink-0 flex-col border-t bg-surface max-md:h-72"
    >
      <QueueHeader jobs={jobs} now={now} />
      {rows.length === 0 ? (
        <p className="p-4 text-text-2">
          Nothing is being drawn. Select a panel and press G to generate its picture.
        </p>
      ) : (
        // A region that scrolls must be reachable by keys.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- see above
        <ul tabIndex={0} aria-label="Jobs" className="min-h-0 flex-1 overflow-y-auto">
          {rows.map((job) => (
            <JobRow
              key={job.id}
              job={job}
              number={numberOf.get(job.panelId) ?? null}
              who={nameOf(job.createdBy)}
              turn={describeTurn(job, { turns, desk, now })}
              isFirst={turns.get(job.id) === 1}
              now={now}
            />
          ))}
        </ul>
      )}
    </section>
  )
}

/** What somebody has to decide first, then what is under way in its order, then what failed, then the rest. */
const rank = ({ state, held, decision }: Job): number => {
  if (held === "consent" || (state === "unknown" && decision === null)) return 0
  if (state === "running") return 1
  if (!isFinal(state)) return 2
  return state === "failed" ? 3 : 4
}

const compareJobs = (one: Job, other: Job) =>
  rank(one) - rank(other) ||
  (isFinal(one.state) ? other.createdAt - one.createdAt : 0) ||
  compareTurns(one, other)
