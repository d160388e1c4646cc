import { useEffect, useRef } from "react"

export interface NoteFieldProps {
  /** Where the note begins, as shares of the picture. */
  readonly left: number
  readonly top: number
  /** Empty: it is left out. */
  readonly onDone: (text: string) => void
}

/** The words of a note, written where they will stand. */
export function NoteField({ left, top, onDone }: NoteFieldProps) {
  const field = useRef<HTMLInputElement>(null)
  const done = useRef(false)
  useEffect(() => field.current?.focus(), [])
  const finish = (text: string) => {
    if (done.current) return
    done.current = true
    onDone(text.trim())
  }
  return (
    <input
      ref={field}
      className="pw-region-note"
      aria-label="Note on the picture"
      maxLength={80}
      style={{ left: `${Math.min(left, 0.7) * 100}%`, top: `${top * 100}%` }}
      onBlur={(event) => finish(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === "Enter") finish(event.currentTarget.value)
        else if (event.key === "Escape") finish("")
        else return
        event.preventDefault()
        event.stopPropagation()
      }}
    />
  )
}
