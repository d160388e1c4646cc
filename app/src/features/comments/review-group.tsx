import { findPicture, type CommentThread, type Panel, type PanelId } from "@panelwright/core"
import { memo } from "react"
import { assetUrl } from "../../api/asset-url.ts"
import { StatusMark } from "../panel/panel-status.tsx"
import { ApprovalButtons } from "./approval-buttons.tsx"
import { Thread } from "./comment-thread.tsx"

export interface ReviewGroupProps {
  readonly panel: Panel
  readonly threads: readonly CommentThread[]
  /** Of its scene. */
  readonly heading: string
  readonly mayReview: boolean
  readonly onJump: (panelId: PanelId) => void
}

const isSame = (one: ReviewGroupProps, other: ReviewGroupProps) =>
  one.panel === other.panel &&
  one.heading === other.heading &&
  one.mayReview === other.mayReview &&
  one.threads.length === other.threads.length &&
  one.threads.every((thread, index) => thread === other.threads[index])

/** A panel with what is said of it. */
export const ReviewGroup = memo(function ReviewGroup(props: ReviewGroupProps) {
  const { panel, threads, heading, mayReview, onJump } = props
  const picture = findPicture(panel)
  return (
    <section
      aria-label={`Panel ${panel.number}`}
      data-panel={panel.id}
      // What is far out of sight of hundreds costs nothing.
      className="flex gap-4 rounded-lg border bg-surface p-3 [contain-intrinsic-size:auto_180px] [content-visibility:auto] max-sm:flex-col"
    >
      <button
        type="button"
        aria-label={`Show panel ${panel.number} on the board`}
        onClick={() => onJump(panel.id)}
        className="flex aspect-video w-44 shrink-0 items-center justify-center self-start overflow-hidden rounded-md border bg-bg hover:border-line-strong max-sm:w-full"
      >
        {picture ? (
          <img
            src={assetUrl(picture.asset, 320)}
            alt=""
            loading="lazy"
            decoding="async"
            className="h-full w-full object-contain"
          />
        ) : (
          <span className="text-xs text-text-3">No picture</span>
        )}
      </button>
      <div className="flex min-w-0 flex-1 flex-col gap-3">
        <header className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
          <h3 className="text-base font-semibold">{panel.number}</h3>
          <span className="text-xs">
            <StatusMark status={panel.status} />
          </span>
          <span className="min-w-0 flex-1 truncate text-xs text-text-2 max-sm:order-last max-sm:basis-full">
            {heading}
          </span>
          {mayReview && <ApprovalButtons panel={panel} />}
        </header>
        {threads.length > 0 && (
          <div className="flex flex-col gap-3 divide-y *:not-last:pb-3">
            {threads.map((thread) => (
              <Thread key={thread.id} panel={panel} thread={thread} />
            ))}
          </div>
        )}
        {threads.length === 0 && panel.action !== "" && (
          <p className="line-clamp-3 text-sm text-text-2">{panel.action}</p>
        )}
      </div>
    </section>
  )
}, isSame)
