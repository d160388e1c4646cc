import type { Job, JobState as State } from "@panelwright/core"
import { CircleAlert, CircleCheck, CircleHelp, CircleSlash, Clock, Loader } from "lucide-react"
import type { LucideIcon } from "lucide-react"

interface StateLook {
  readonly label: string
  readonly icon: LucideIcon
  readonly colour: string
}

const looks: Record<State, StateLook> = {
  waiting: { label: "Waiting", icon: Clock, colour: "text-text-2" },
  queued: { label: "Queued", icon: Clock, colour: "text-text-2" },
  running: { label: "Drawing", icon: Loader, colour: "text-accent" },
  succeeded: { label: "Done", icon: CircleCheck, colour: "text-ok" },
  failed: { label: "Failed", icon: CircleAlert, colour: "text-danger" },
  canceled: { label: "Cancelled", icon: CircleSlash, colour: "text-text-3" },
  unknown: { label: "Not known", icon: CircleHelp, colour: "text-warn" },
}

export function JobState({ job, turn }: { readonly job: Job; readonly turn: string }) {
  const { label, icon: Icon, colour } = looks[job.state]
  const percent = Math.round(job.progress * 100)
  return (
    <span className="flex w-56 shrink-0 items-center gap-1.5">
      <Icon aria-hidden size={14} className={colour} />
      {label}
      {turn !== "" && <span className="truncate text-xs text-text-2 tabular-nums">{turn}</span>}
      {job.state === "running" && (
        <progress
          aria-label="Progress"
          max={100}
          value={percent}
          className="h-1 w-12 shrink-0 appearance-none overflow-hidden rounded-full bg-surface-3 [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-surface-3 [&::-webkit-progress-value]:bg-accent"
        />
      )}
    </span>
  )
}
