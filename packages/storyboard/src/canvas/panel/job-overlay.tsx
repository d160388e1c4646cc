import type { Job } from "@panelwright/core"
import { RotateCcw, X } from "lucide-react"
import { useEditor } from "tldraw"
import { useBoard } from "../board-context.ts"
import { describeJobFailure } from "./panel-words.ts"

const held = { consent: "Needs consent", paused: "Paused" } as const
const words = { waiting: "Waiting", queued: "Waiting", running: "Drawing" } as const

/** How the newest picture of a panel is coming along, over the picture it has. Nothing once it is there. */
export function JobOverlay({ job }: { readonly job: Job }) {
  if (job.state === "succeeded" || job.state === "canceled") return null
  // Somebody has said what to do about it.
  if (job.state === "unknown" && job.decision !== null) return null
  if (job.state === "failed" || job.state === "unknown") return <FailedJob job={job} />
  const percent = Math.round(job.progress * 100)
  return (
    <>
      <div className="pw-job" role="status">
        <span className="pw-job-dot" data-running={job.state === "running"} />
        {job.held !== null && held[job.held]}
        {job.held === null &&
          (job.state === "running" ? `${words.running} ${percent} %` : words[job.state])}
        <JobButton label="Cancel" onPress={(handlers) => handlers.onCancel?.(job)}>
          <X aria-hidden />
        </JobButton>
      </div>
      <div className="pw-job-edge" data-running={job.state === "running"}>
        <span style={{ transform: `scaleX(${job.progress})` }} />
      </div>
    </>
  )
}

function FailedJob({ job }: { readonly job: Job }) {
  const board = useBoard()
  const sentence = board.getHandlers().describeFailure?.(job) ?? describeJobFailure(job)
  const again = job.state === "unknown" ? "Ask again" : "Retry"
  return (
    <div className="pw-job pw-job-failed" role="status">
      <span className="pw-job-sign" aria-hidden>
        !
      </span>
      <span className="pw-job-words">{sentence}</span>
      <JobButton label={again} onPress={(handlers) => handlers.onRetry?.(job)}>
        <RotateCcw aria-hidden />
        {again}
      </JobButton>
    </div>
  )
}

interface JobButtonProps {
  readonly label: string
  readonly onPress: (handlers: ReturnType<ReturnType<typeof useBoard>["getHandlers"]>) => void
  readonly children: React.ReactNode
}

function JobButton({ label, onPress, children }: JobButtonProps) {
  const board = useBoard()
  const editor = useEditor()
  return (
    <button
      type="button"
      className="pw-job-button"
      aria-label={label}
      title={label}
      // The canvas would take it for the start of a drag.
      onPointerDown={(event) => editor.markEventAsHandled(event)}
      onClick={() => onPress(board.getHandlers())}
    >
      {children}
    </button>
  )
}
