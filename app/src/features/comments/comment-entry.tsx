import { mayChangeComment, type Comment } from "@panelwright/core"
import { Ellipsis, Pencil, Trash2 } from "lucide-react"
import { useState } from "react"
import { Menu, MenuItem } from "../../ui/menu.tsx"
import { formatAge } from "../home/format-age.ts"
import { PersonMark } from "../together/person-mark.tsx"
import { useWorkspace } from "../workspace/workspace-context.tsx"
import { CommentField } from "./comment-field.tsx"
import { CommentWords } from "./comment-words.tsx"
import { useNow } from "./use-now.ts"
import { useSend } from "./use-send.ts"

const exactTime = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeStyle: "short" })

export interface CommentEntryProps {
  readonly comment: Comment
  /** Nothing can be changed now. */
  readonly readOnly: boolean
}

/** One thing that somebody said, with what the one who reads it may do with it. */
export function CommentEntry({ comment, readOnly }: CommentEntryProps) {
  const { session, role } = useWorkspace()
  const send = useSend()
  const now = useNow()
  const [editing, setEditing] = useState(false)
  const { id, author, words, createdAt, editedAt } = comment
  const may = (change: "edit" | "delete") =>
    !readOnly && mayChangeComment({ id: session.person.id, role }, change, author.id)
  return (
    <li className="group/entry flex gap-2">
      <PersonMark person={author} idle={false} />
      <div className="min-w-0 flex-1">
        <div className="flex min-h-[18px] items-center gap-1.5">
          <span className="min-w-0 truncate text-xs font-semibold">{author.name}</span>
          <time
            dateTime={new Date(createdAt).toISOString()}
            title={exactTime.format(createdAt)}
            className="shrink-0 text-xs text-text-3"
          >
            {formatAge(createdAt, now)}
          </time>
          {editedAt !== null && (
            <span title={exactTime.format(editedAt)} className="shrink-0 text-xs text-text-3">
              edited
            </span>
          )}
          <span className="flex-1" />
          {(may("edit") || may("delete")) && (
            <Menu
              align="end"
              trigger={
                <button
                  type="button"
                  aria-label={`More for the comment of ${author.name}`}
                  className="-my-1 flex size-6 shrink-0 items-center justify-center rounded-md text-text-2 opacity-0 group-hover/entry:opacity-100 hover:bg-surface-3 hover:text-text focus-visible:opacity-100 data-[state=open]:opacity-100 pointer-coarse:opacity-100"
                >
                  <Ellipsis aria-hidden size={14} />
                </button>
              }
            >
              {may("edit") && (
                <MenuItem icon={Pencil} onSelect={() => setEditing(true)}>
                  Edit
                </MenuItem>
              )}
              {may("delete") && (
                <MenuItem
                  icon={Trash2}
                  danger
                  onSelect={() => void send({ kind: "comment.delete", id })}
                >
                  Delete
                </MenuItem>
              )}
            </Menu>
          )}
        </div>
        {editing ? (
          <CommentField
            label="Edit the comment"
            action="Save"
            initialWords={words}
            takesFocus
            onCancel={() => setEditing(false)}
            onSend={async (next) => {
              const taken =
                next === words || (await send({ kind: "comment.edit", id, words: next }))
              if (taken) setEditing(false)
              return taken
            }}
          />
        ) : (
          <CommentWords words={words} />
        )}
      </div>
    </li>
  )
}
