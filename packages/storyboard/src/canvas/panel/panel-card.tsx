import { findPicture, isOpen, type Panel, type PanelId } from "@panelwright/core"
import { Layers, MessageSquare } from "lucide-react"
import { memo, useSyncExternalStore } from "react"
import { useValue } from "tldraw"
import { useLatestJob, useStoryboard } from "../../connection/hooks.ts"
import { useBoard } from "../board-context.ts"
import { JobOverlay } from "./job-overlay.tsx"
import { usePanel } from "./panel-source.ts"
import { formatDuration, formatOpenComments, listChips } from "./panel-words.ts"
import { StatusMark } from "./status-mark.tsx"

export interface PanelCardProps {
  readonly panelId: PanelId
  readonly pictureHeight: number
}

/** A panel as the board shows it: the picture above everything, its number, camera and words below. */
export const PanelCard = memo(function PanelCard({ panelId, pictureHeight }: PanelCardProps) {
  const { session, held } = useBoard()
  const panel = usePanel(session.reader, panelId)
  const isHeld = useSyncExternalStore(held.observe, () => held.get().has(panelId))
  if (panel === null) return null
  return (
    <div className="pw-panel" data-status={panel.status} data-held={isHeld}>
      <div className="pw-panel-picture" style={{ height: pictureHeight }}>
        <PanelPicture panel={panel} />
        <PanelJob panelId={panelId} />
      </div>
      <PanelStrip panel={panel} />
    </div>
  )
})

function PanelPicture({ panel }: { readonly panel: Panel }) {
  const { assetUrl, rendition } = useBoard()
  const width = useValue(rendition)
  const picture = findPicture(panel)
  if (picture === null) return <span className="pw-panel-empty">{panel.number}</span>
  return (
    <img
      src={assetUrl(picture.asset, width)}
      alt=""
      draggable={false}
      loading="lazy"
      decoding="async"
    />
  )
}

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

const PanelStrip = memo(function PanelStrip({ panel }: { readonly panel: Panel }) {
  const { session } = useBoard()
  const frameRate = useStoryboard(session, (storyboard) => storyboard.settings.frameRate)
  return (
    <div className="pw-panel-strip">
      <div className="pw-panel-row">
        <span className="pw-panel-number">{panel.number}</span>
        <span className="pw-panel-chips">
          {listChips(panel).map((chip) => (
            <span key={chip.title} title={chip.title}>
              {chip.text}
            </span>
          ))}
        </span>
        <span className="pw-panel-end">
          {panel.comments.length > 0 && <OpenComments panel={panel} />}
          {panel.variants.length > 1 && (
            <span className="pw-panel-variants" title={`${panel.variants.length} variants`}>
              <Layers aria-hidden />
              {panel.variants.length}
            </span>
          )}
          <span className="pw-panel-time">{formatDuration(panel.frames, frameRate)}</span>
          <StatusMark status={panel.status} />
        </span>
      </div>
      {panel.action !== "" && <p className="pw-panel-action">{panel.action}</p>}
      {panel.dialogue !== "" && <p className="pw-panel-dialogue">{panel.dialogue}</p>}
    </div>
  )
})

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
