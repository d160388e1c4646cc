import { isOpen, type Panel, type PanelId } from "@panelwright/core"
import { Layers, MessageSquare } from "lucide-react"
import { memo, useSyncExternalStore } from "react"
import { useValue } from "tldraw"
import { useLatestJob, useStoryboard } from "../../connection/hooks.ts"
import { useBoard } from "../board-context.ts"
import { JobOverlay } from "./job-overlay.tsx"
import { PanelPicture } from "./panel-picture.tsx"
import { usePanel } from "./panel-source.ts"
import { formatDuration, formatOpenComments, listChips } from "./panel-words.ts"
import { StatusMark } from "./status-mark.tsx"

export interface PanelCardProps {
  readonly panelId: PanelId
  readonly pictureHeight: number
}

/** A panel as the board shows it: the picture above everything, its number, camera and words below. */
export const PanelCard = memo(function PanelCard({ panelId, pictureHeight }: PanelCardProps) {
  const { session, held, isFar } = useBoard()
  const panel = usePanel(session.reader, panelId)
  const isHeld = useSyncExternalStore(held.observe, () => held.get().has(panelId))
  const far = useValue(isFar)
  if (panel === null) return null
  return (
    <div className="pw-panel" data-status={panel.status} data-held={isHeld}>
      <div className="pw-panel-picture" style={{ height: pictureHeight }}>
        <PanelPicture panel={panel} />
        <PanelJob panelId={panelId} />
      </div>
      <PanelStrip panel={panel} isFar={far} />
    </div>
  )
})

function PanelJob({ panelId }: { readonly panelId: PanelId }) {
  const { session } = useBoard()
  const job = useLatestJob(session, panelId)
  if (job === null) return null
  const partial = session.jobs.findPartial(panelId)
  return (
    <>
      {partial && <img className="pw-panel-partial" src={partial.picture} alt="" />}
      <JobOverlay job={job} />
    </>
  )
}

interface PanelStripProps {
  readonly panel: Panel
  /** From afar there is nothing but what can be told apart. */
  readonly isFar: boolean
}

const PanelStrip = memo(function PanelStrip({ panel, isFar }: PanelStripProps) {
  return (
    <div className="pw-panel-strip">
      <div className="pw-panel-row">
        <span className="pw-panel-number">{panel.number}</span>
        {!isFar && <Chips panel={panel} />}
        <span className="pw-panel-end">
          {panel.comments.length > 0 && <OpenComments panel={panel} />}
          {!isFar && <Counts panel={panel} />}
          <StatusMark status={panel.status} />
        </span>
      </div>
      {!isFar && panel.action !== "" && <p className="pw-panel-action">{panel.action}</p>}
      {!isFar && panel.dialogue !== "" && <p className="pw-panel-dialogue">{panel.dialogue}</p>}
    </div>
  )
})

function Chips({ panel }: { readonly panel: Panel }) {
  return (
    <span className="pw-panel-chips">
      {listChips(panel).map((chip) => (
        <span key={chip.title} title={chip.title}>
          {chip.text}
        </span>
      ))}
    </span>
  )
}

function Counts({ panel }: { readonly panel: Panel }) {
  const { session } = useBoard()
  const frameRate = useStoryboard(session, (storyboard) => storyboard.settings.frameRate)
  return (
    <>
      {panel.variants.length > 1 && (
        <span className="pw-panel-variants" title={`${panel.variants.length} variants`}>
          <Layers aria-hidden />
          {panel.variants.length}
        </span>
      )}
      <span className="pw-panel-time">{formatDuration(panel.frames, frameRate)}</span>
    </>
  )
}

function OpenComments({ panel }: { readonly panel: Panel }) {
  const count = panel.comments.filter(isOpen).length
  if (count === 0) return null
  return (
    <span className="pw-panel-comments" title={formatOpenComments(count)}>
      <MessageSquare aria-hidden />
      {count}
    </span>
  )
}
