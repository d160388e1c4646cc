import { findPicture, isFinal, type Job, type Panel, type Variant } from "@panelwright/core"
import { useLatestJob } from "@panelwright/storyboard/connection"
import { Image } from "lucide-react"
import { assetUrl } from "../../api/asset-url.ts"
import { PicturePins } from "../comments/picture-pins.tsx"
import { useTurnWords } from "../queue/use-turn-words.ts"
import { DifferenceLayer } from "../variants/difference-layer.tsx"
import { useWorkspace } from "../workspace/workspace-context.tsx"

/** A picture that is higher than this leaves room at its sides. */
const narrowest = 0.8

export interface PictureFrameProps {
  readonly panel: Panel
  readonly ratio: number
  /** The picture before, in place of the one shown, for as long as it is given. */
  readonly before: Variant | null
  /** What the shown one is held against, for the overlay of what changed; null: no overlay. */
  readonly changedFrom: Variant | null
}

/** The picture of the panel in hand, with what is under way and what lies on it. */
export function PictureFrame({ panel, ratio, before, changedFrom }: PictureFrameProps) {
  const { session } = useWorkspace()
  const job = useLatestJob(session, panel.id)
  const partial = job && !isFinal(job.state) ? session.jobs.findPartial(panel.id) : null
  const shown = before ?? findPicture(panel)
  return (
    <div
      className="relative flex items-center justify-center overflow-hidden rounded-md border bg-bg"
      style={{ aspectRatio: Math.max(ratio, narrowest) }}
    >
      {partial ? (
        <img src={partial.picture} alt="Not done yet" className="h-full w-full object-contain" />
      ) : shown ? (
        <img
          src={assetUrl(shown.asset, 1280)}
          alt={panel.action || `Panel ${panel.number}`}
          className="h-full w-full object-contain"
        />
      ) : (
        <Image aria-hidden size={28} strokeWidth={1.25} className="text-text-3" />
      )}
      {changedFrom && shown && <DifferenceLayer one={changedFrom} other={shown} />}
      {before && (
        <span className="absolute top-1.5 left-1.5 rounded-sm bg-black/75 px-1.5 text-xs text-white">
          Before
        </span>
      )}
      {job && !isFinal(job.state) && <Progress job={job} />}
      <span
        className="absolute inset-y-0 left-1/2 -translate-x-1/2"
        style={{ width: `${Math.min(1, ratio / narrowest) * 100}%` }}
      >
        <PicturePins panelId={panel.id} />
      </span>
    </div>
  )
}

function Progress({ job }: { readonly job: Job }) {
  const words = useTurnWords(job)
  const percent = Math.round(job.progress * 100)
  return (
    <>
      <span
        role="progressbar"
        aria-label="Drawing"
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
        className="absolute inset-x-0 bottom-0 h-0.5 bg-surface-3"
      >
        <span
          className="block h-full bg-accent transition-[width] duration-200"
          style={{ width: `${Math.max(4, percent)}%` }}
        />
      </span>
      <span className="absolute right-1.5 bottom-1.5 rounded-sm bg-black/75 px-1.5 text-xs text-white">
        {words}
      </span>
    </>
  )
}
