import {
  createCommentId,
  isOnOlderPicture,
  isOpen,
  type CommentThread,
  type Panel,
} from "@panelwright/core"
import { Check, ImageOff, MapPin, RotateCcw } from "lucide-react"
import { useState } from "react"
import { Button } from "../../ui/button.tsx"
import { classNames } from "../../ui/class-names.ts"
import { makeToken } from "../workspace/make-token.ts"
import { CommentEntry } from "./comment-entry.tsx"
import { CommentField } from "./comment-field.tsx"
import { useCommentRefusal } from "./use-comment-refusal.ts"
import { useSend } from "./use-send.ts"

export interface ThreadProps {
  readonly panel: Panel
  readonly thread: CommentThread
  /** For a box that floats: long ones scroll, and the answer's field is there from the start. */
  readonly answering?: boolean
  /** Told whether an answer is begun and not sent. */
  readonly onDirty?: (dirty: boolean) => void
}

/** The number on its pin, from 1. */
export const getNumber = (panel: Panel, thread: CommentThread) =>
  panel.comments.findIndex(({ id }) => id === thread.id) + 1

export function Thread({ panel, thread, answering = false, onDirty }: ThreadProps) {
  const send = useSend()
  const refused = useCommentRefusal()
  const [open, setOpen] = useState(answering)
  const number = getNumber(panel, thread)
  const isSettled = !isOpen(thread)
  const resolve = () => void send({ kind: "comment.resolve", id: thread.id, resolved: !isSettled })
  return (
    <article
      aria-label={`Comment ${number} on panel ${panel.number}`}
      className="flex flex-col gap-2 text-sm"
    >
      <header className="flex items-center gap-1.5 text-xs text-text-2">
        <span
          className={classNames(
            "flex h-5 min-w-5 items-center justify-center gap-0.5 rounded-full px-1 font-semibold",
            isSettled ? "bg-surface-3 text-text-2" : "bg-accent-fill text-on-accent",
          )}
        >
          {thread.position && <MapPin aria-hidden size={10} />}
          {number}
        </span>
        {isSettled && (
          <span className="flex min-w-0 items-center gap-1">
            <Check aria-hidden size={12} className="shrink-0 text-ok" />
            <span className="truncate">Resolved by {thread.resolved?.by.name}</span>
          </span>
        )}
        {isOnOlderPicture(thread, panel) && (
          <span
            className="flex min-w-0 items-center gap-1"
            title="The pin was put on another picture"
          >
            <ImageOff aria-hidden size={12} className="shrink-0" />
            <span className="truncate">Picture changed since</span>
          </span>
        )}
        <span className="flex-1" />
        {refused === null && (
          <Button size="small" tone="quiet" className="-my-1" onClick={resolve}>
            {isSettled ? <RotateCcw aria-hidden size={13} /> : <Check aria-hidden size={13} />}
            {isSettled ? "Reopen" : "Resolve"}
          </Button>
        )}
      </header>
      <ul
        className={classNames("flex flex-col gap-2.5", answering && "max-h-[40vh] overflow-y-auto")}
      >
        {thread.comments.map((comment) => (
          <CommentEntry key={comment.id} comment={comment} readOnly={refused !== null} />
        ))}
      </ul>
      {refused === null &&
        (open ? (
          <CommentField
            label={`Answer comment ${number}`}
            placeholder="Answer, @ mentions"
            action="Answer"
            takesFocus={!answering}
            {...(onDirty && { onDirty })}
            {...(!answering && { onCancel: () => setOpen(false) })}
            onSend={async (words) => {
              const id = createCommentId(makeToken())
              const taken = await send({ kind: "comment.reply", id, threadId: thread.id, words })
              if (taken && !answering) setOpen(false)
              return taken
            }}
          />
        ) : (
          <Button
            size="small"
            tone="quiet"
            className="-ml-2 self-start"
            onClick={() => setOpen(true)}
          >
            Answer
          </Button>
        ))}
    </article>
  )
}
