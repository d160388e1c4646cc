import {
  createCommentId,
  isOnOlderPicture,
  isOpen,
  toPlainComment,
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

/** How far pins at one place stand apart, in pixels, so that each can be pressed. */
const apart = 18

/** In sight also where the place is at an edge; `behind` others at the same place, beside them. */
const toPlace = ({ x, y }: PinPosition, behind = 0): CSSProperties => ({
  left: `clamp(12px, calc(${x * 100}% + ${(x > 0.5 ? -apart : apart) * behind}px), calc(100% - 12px))`,
  top: `clamp(12px, ${y * 100}%, calc(100% - 12px))`,
})

const toCell = ({ x, y }: PinPosition) => `${Math.round(x * 24)} ${Math.round(y * 16)}`

/** Those that have a place, each with how many stand there already. */
function listPins(threads: readonly CommentThread[]) {
  const taken = new Map<string, number>()
  return threads.flatMap((thread) => {
    if (thread.position === null) return []
    const cell = toCell(thread.position)
    const behind = taken.get(cell) ?? 0
    taken.set(cell, behind + 1)
    return { thread, position: thread.position, behind }
  })
}

const pinStyle =
  "pointer-events-auto absolute flex size-6 -translate-1/2 items-center justify-center rounded-full border-2 border-white text-xs font-semibold shadow-float hover:z-10 focus-visible:z-10"

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
  const pins = listPins(panel.comments.filter((thread) => resolvedShown || isOpen(thread)))
  return (
    <div className="pointer-events-none absolute inset-0">
      {pins.map(({ thread, position, behind }) => (
        <Pin key={thread.id} panel={panel} thread={thread} place={toPlace(position, behind)} />
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

interface PinProps {
  readonly panel: Panel
  readonly thread: CommentThread
  readonly place: CSSProperties
}

function Pin({ panel, thread, place }: PinProps) {
  const number = getNumber(panel, thread)
  const older = isOnOlderPicture(thread, panel)
  const dirty = useRef(false)
  const preview = toPlainComment(thread.comments[0]?.words ?? "")
  const name = [
    `Comment ${number} by ${thread.comments[0]?.author.name ?? "nobody"}`,
    !isOpen(thread) && "resolved",
    older && "the picture has changed since",
  ]
  return (
    <Popover
      modal
      label={`Comment ${number}`}
      width="wide"
      keepsOpen={() => dirty.current}
      trigger={
        <button
          type="button"
          aria-label={name.filter(Boolean).join(", ")}
          title={preview.slice(0, 160)}
          onPointerDown={(event) => event.stopPropagation()}
          className={classNames(
            pinStyle,
            isOpen(thread) ? "bg-accent-fill text-on-accent" : "bg-neutral-600 text-white",
            older && "border-dashed",
          )}
          style={place}
        >
          {number}
        </button>
      }
    >
      <Thread
        panel={panel}
        thread={thread}
        answering
        onDirty={(isDirty) => {
          dirty.current = isDirty
        }}
      />
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
