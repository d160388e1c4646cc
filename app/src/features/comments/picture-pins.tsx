import {
  createCommentId,
  isOnOlderPicture,
  isOpen,
  type CommentThread,
  type Panel,
  type PanelId,
  type PinPosition,
} from "@panelwright/core"
import { useStoryboard } from "@panelwright/storyboard/connection"
import { useRef, useState, type CSSProperties } from "react"
import { classNames } from "../../ui/class-names.ts"
import { Popover } from "../../ui/popover.tsx"
import { makeToken } from "../workspace/make-token.ts"
import { useWorkspace } from "../workspace/workspace-context.tsx"
import { CommentField } from "./comment-field.tsx"
import { getNumber, Thread } from "./comment-thread.tsx"
import { PinPlacer } from "./pin-placer.tsx"
import { useCommentRefusal } from "./use-comment-refusal.ts"
import { useResolvedShown } from "./use-resolved-shown.ts"
import { useSend } from "./use-send.ts"

/** In sight also where the place is at an edge. */
const toPlace = ({ x, y }: PinPosition): CSSProperties => ({
  left: `clamp(12px, ${x * 100}%, calc(100% - 12px))`,
  top: `clamp(12px, ${y * 100}%, calc(100% - 12px))`,
})

const pinStyle =
  "pointer-events-auto absolute flex size-6 -translate-1/2 items-center justify-center rounded-full border-2 border-white text-xs font-semibold shadow-float"

/** The pins of a panel over its picture, in a box of the picture's size. */
export function PicturePins({ panelId }: { readonly panelId: PanelId }) {
  const { session, placingPin, setPlacingPin } = useWorkspace()
  const panel = useStoryboard(
    session,
    ({ panels }) => panels.find(({ id }) => id === panelId) ?? null,
  )
  const refused = useCommentRefusal()
  const [resolvedShown] = useResolvedShown()
  const [draft, setDraft] = useState<PinPosition | null>(null)
  if (panel === null) return null
  const pinned = panel.comments.filter(
    (thread) => thread.position !== null && (resolvedShown || isOpen(thread)),
  )
  return (
    <div className="pointer-events-none absolute inset-0">
      {pinned.map((thread) => (
        <Pin key={thread.id} panel={panel} thread={thread} />
      ))}
      {draft && <DraftPin panel={panel} position={draft} onClose={() => setDraft(null)} />}
      {placingPin && refused === null && (
        <PinPlacer
          onPlace={(position) => {
            setPlacingPin(false)
            setDraft(position)
          }}
          onCancel={() => setPlacingPin(false)}
        />
      )}
    </div>
  )
}

function Pin({ panel, thread }: { readonly panel: Panel; readonly thread: CommentThread }) {
  const number = getNumber(panel, thread)
  const older = isOnOlderPicture(thread, panel)
  if (thread.position === null) return null
  const name = [
    `Comment ${number} by ${thread.comments[0]?.author.name ?? "nobody"}`,
    !isOpen(thread) && "resolved",
    older && "the picture has changed since",
  ]
  return (
    <Popover
      label={`Comment ${number}`}
      width="wide"
      trigger={
        <button
          type="button"
          aria-label={name.filter(Boolean).join(", ")}
          onPointerDown={(event) => event.stopPropagation()}
          className={classNames(
            pinStyle,
            isOpen(thread) ? "bg-accent-fill text-on-accent" : "bg-neutral-600 text-white",
            older && "border-dashed",
          )}
          style={toPlace(thread.position)}
        >
          {number}
        </button>
      }
    >
      <Thread panel={panel} thread={thread} answering />
    </Popover>
  )
}

interface DraftPinProps {
  readonly panel: Panel
  readonly position: PinPosition
  readonly onClose: () => void
}

/** A pin that nothing was said at yet. Words that were begun are not lost by a click elsewhere. */
function DraftPin({ panel, position, onClose }: DraftPinProps) {
  const send = useSend()
  const dirty = useRef(false)
  return (
    <Popover
      open
      modal
      label="New comment"
      width="wide"
      onOpenChange={(open) => {
        if (!open) onClose()
      }}
      keepsOpen={() => dirty.current}
      trigger={
        <button
          type="button"
          aria-label="New comment"
          className={classNames(pinStyle, "bg-accent-fill text-on-accent")}
          style={toPlace(position)}
        >
          +
        </button>
      }
    >
      <CommentField
        label={`Comment on panel ${panel.number}`}
        placeholder="Say it here, @ mentions"
        action="Comment"
        takesFocus
        onDirty={(isDirty) => {
          dirty.current = isDirty
        }}
        onCancel={onClose}
        onSend={async (words) => {
          const taken = await send({
            kind: "comment.create",
            id: createCommentId(makeToken()),
            panelId: panel.id,
            position,
            variantId: panel.picture,
            words,
          })
          if (taken) onClose()
          return taken
        }}
      />
    </Popover>
  )
}
