import { formatTimeCode } from "@panelwright/core"
import { useJobs, useStoryboard } from "@panelwright/storyboard/connection"
import { ListTodo, Minus, Plus } from "lucide-react"
import { useSyncExternalStore } from "react"
import { IconButton } from "../../ui/icon-button.tsx"
import { Tooltip } from "../../ui/tooltip.tsx"
import { summariseJobs } from "../queue/summarise-jobs.ts"
import { useWorkspace } from "./workspace-context.tsx"

export function StatusBar() {
  const { session, boardView, queueOpen, setQueueOpen } = useWorkspace()
  const { scope, zoom, canvas } = useSyncExternalStore(
    boardView.observe,
    boardView.get,
    boardView.get,
  )
  const counts = useStoryboard(session, ({ scenes, shots, panels, durationFrames, settings }) => ({
    scenes: scenes.length,
    shots: shots.length,
    panels: panels.length,
    duration: formatTimeCode(durationFrames, settings.frameRate),
    rate: settings.frameRate,
  }))
  const jobs = useJobs(session)
  return (
    <footer className="flex h-7 shrink-0 items-center gap-3 border-t bg-surface px-2 text-xs text-text-2">
      <button
        type="button"
        aria-expanded={queueOpen}
        onClick={() => setQueueOpen(!queueOpen)}
        className="flex h-5 items-center gap-1.5 rounded-sm px-1.5 hover:bg-surface-3 hover:text-text"
      >
        <ListTodo aria-hidden size={13} />
        Queue
        <span role="status">{summariseJobs([...jobs.values()])}</span>
      </button>
      {canvas && (
        <Tooltip
          side="top"
          label={
            scope === "board"
              ? "Keys go to panels: G, E, R, N, arrows"
              : "Keys go to the drawing: Esc gives them back to the panels"
          }
        >
          <span className="hidden rounded-sm border px-1.5 leading-4 md:block">
            Keys: {scope === "board" ? "board" : "draw"}
          </span>
        </Tooltip>
      )}
      <span className="flex-1" />
      <span className="hidden sm:block">
        {counts.scenes} {counts.scenes === 1 ? "scene" : "scenes"} · {counts.shots}{" "}
        {counts.shots === 1 ? "shot" : "shots"} · {counts.panels}{" "}
        {counts.panels === 1 ? "panel" : "panels"}
      </span>
      <Tooltip side="top" label={`Running time at ${counts.rate} frames a second`}>
        <span>{counts.duration}</span>
      </Tooltip>
      {canvas && (
        <span className="hidden items-center md:flex">
          <IconButton
            size="small"
            side="top"
            label="Zoom out"
            icon={Minus}
            onClick={() => canvas.zoomOut()}
          />
          <button
            type="button"
            title="Fit the board to the width"
            className="h-5 w-11 rounded-sm text-center hover:bg-surface-3 hover:text-text"
            onClick={() => canvas.zoomToWidth()}
          >
            {Math.round(zoom * 100)} %
          </button>
          <IconButton
            size="small"
            side="top"
            label="Zoom in"
            icon={Plus}
            onClick={() => canvas.zoomIn()}
          />
        </span>
      )}
    </footer>
  )
}
