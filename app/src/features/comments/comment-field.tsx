import { maxCommentLength } from "@panelwright/core"
import { useEffect, useId, useRef, useState, type KeyboardEvent } from "react"
import { Button } from "../../ui/button.tsx"
import { TextArea } from "../../ui/field.tsx"
import { emptyDraft, fromDraft, toDraft, type CommentDraft } from "./mention-draft.ts"
import { MentionList, toOptionId } from "./mention-list.tsx"
import { useMentions } from "./use-mentions.ts"

export interface CommentFieldProps {
  readonly label: string
  readonly placeholder?: string
  /** What the button says. */
  readonly action: string
  readonly initialWords?: string
  /** Takes the hand when it appears. */
  readonly takesFocus?: boolean
  /** Resolves with whether the words were taken; if not they stay in the field. */
  readonly onSend: (words: string) => Promise<boolean>
  readonly onCancel?: () => void
  readonly onDirty?: (dirty: boolean) => void
}

/** On a screen without keys, Enter is for a new line only. */
const hasKeys = () => matchMedia("(pointer: fine)").matches

/** Words of a comment. `@` offers people; Enter sends, Shift+Enter is a new line. */
export function CommentField(props: CommentFieldProps) {
  const { label, placeholder, action, initialWords = "", onSend, onCancel, onDirty } = props
  const { takesFocus = false } = props
  const [draft, setDraft] = useState<CommentDraft>(() =>
    initialWords === "" ? emptyDraft : toDraft(initialWords),
  )
  const [sending, setSending] = useState(false)
  const area = useRef<HTMLTextAreaElement>(null)
  const caret = useRef<number | null>(null)
  const id = useId()
  const change = (next: CommentDraft) => {
    setDraft(next)
    onDirty?.(next.text.trim() !== "" && next.text !== initialWords)
  }
  const mentions = useMentions(draft, (picked) => {
    caret.current = picked.caret
    change(picked.draft)
  })
  const listed = mentions.offered.length > 0
  const words = fromDraft(draft)
  const tooLong = words.length > maxCommentLength

  useEffect(() => {
    if (takesFocus) area.current?.focus({ preventScroll: true })
  }, [takesFocus])
  useEffect(() => {
    if (caret.current === null) return
    area.current?.setSelectionRange(caret.current, caret.current)
    caret.current = null
  })

  const send = async () => {
    if (words === "" || tooLong || sending) return
    setSending(true)
    const taken = await onSend(words)
    setSending(false)
    if (taken) change(emptyDraft)
  }
  const handleKey = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || mentions.handleKey(event)) return
    if (event.key === "Enter" && !event.shiftKey && (event.ctrlKey || event.metaKey || hasKeys())) {
      event.preventDefault()
      void send()
    } else if (event.key === "Escape" && onCancel) {
      event.preventDefault()
      event.stopPropagation()
      onCancel()
    }
  }
  const look = () => {
    const field = area.current
    if (field) mentions.look(field.value, field.selectionStart)
  }
  return (
    <div className="flex flex-col gap-1.5">
      <div className="relative">
        <TextArea
          ref={area}
          aria-label={label}
          placeholder={placeholder}
          rows={1}
          value={draft.text}
          aria-autocomplete="list"
          aria-haspopup="listbox"
          aria-controls={listed ? `${id}-people` : undefined}
          aria-activedescendant={listed ? toOptionId(`${id}-people`, mentions.active) : undefined}
          aria-invalid={tooLong}
          aria-describedby={tooLong ? `${id}-limit` : undefined}
          className="field-sizing-content max-h-48 min-h-8 resize-none!"
          onChange={(event) => {
            change({ ...draft, text: event.target.value })
            mentions.look(event.target.value, event.target.selectionStart)
          }}
          onSelect={look}
          onBlur={mentions.close}
          onKeyDown={handleKey}
        />
        {listed && (
          <MentionList
            id={`${id}-people`}
            people={mentions.offered}
            active={mentions.active}
            onPick={mentions.pick}
          />
        )}
        <span role="status" className="sr-only">
          {listed &&
            `${mentions.offered.length} ${mentions.offered.length === 1 ? "person" : "people"} to mention. Arrow keys choose, Enter picks.`}
        </span>
      </div>
      {tooLong && (
        <p id={`${id}-limit`} className="text-xs text-danger">
          {words.length - maxCommentLength} characters too many.
        </p>
      )}
      {(draft.text !== "" || onCancel) && (
        <div className="flex justify-end gap-1.5">
          {onCancel && (
            <Button size="small" tone="quiet" onClick={onCancel}>
              Cancel
            </Button>
          )}
          <Button
            size="small"
            tone="primary"
            disabled={words === "" || tooLong || sending}
            onClick={() => void send()}
          >
            {action}
          </Button>
        </div>
      )}
    </div>
  )
}
