import { panelStatuses, type Panel } from "@panelwright/core"
import { useState, type KeyboardEvent } from "react"
import { classNames } from "../../ui/class-names.ts"
import { angleOptions, movementOptions, sizeOptions } from "../panel/camera-options.ts"
import { statusLooks } from "../panel/panel-status.tsx"
import { mergeWords } from "../words/merge-words.ts"
import { columns, type ColumnId } from "./columns.ts"

const statusOptions = panelStatuses.map((value) => ({ value, label: statusLooks[value].label }))

const choices: Partial<
  Record<
    ColumnId,
    {
      readonly options: readonly { readonly value: string; readonly label: string }[]
      readonly read: (panel: Panel) => string
    }
  >
> = {
  size: { options: sizeOptions, read: ({ camera }) => camera.size },
  angle: { options: angleOptions, read: ({ camera }) => camera.angle },
  movement: { options: movementOptions, read: ({ camera }) => camera.movement },
  status: { options: statusOptions, read: ({ status }) => status },
}

const style =
  "absolute inset-0 z-10 w-full rounded-none border-0 bg-surface-2 px-2 text-sm outline-2 -outline-offset-2 outline-accent"

export interface CellEditorProps {
  readonly panel: Panel
  readonly column: ColumnId
  readonly initial: string
  /** `next`: where the hand goes then. */
  readonly onDone: (text: string, next: "stay" | "right" | "left") => void
  readonly onCancel: () => void
}

export function CellEditor(props: CellEditorProps) {
  const { panel, column, initial: present, onCancel } = props
  const choice = choices[column]
  const shown = choice ? choice.read(panel) : present
  const [first] = useState(shown)
  const [text, setText] = useState(first)
  /** Others may have changed the same since it was opened: what was not touched here stays theirs. */
  const onDone = (written: string, next: "stay" | "right" | "left") => {
    if (written === first) props.onDone(present, next)
    else if (columns[column].editor === "words")
      props.onDone(mergeWords(first, written, present), next)
    else props.onDone(written, next)
  }
  const label = `${columns[column].label} of panel ${panel.number}`
  const handleKey = (event: KeyboardEvent) => {
    event.stopPropagation()
    if (event.nativeEvent.isComposing) return
    if (event.key === "Escape") onCancel()
    else if (event.key === "Enter" && !event.shiftKey) onDone(text, "stay")
    else if (event.key === "Tab") onDone(text, event.shiftKey ? "left" : "right")
    else return
    event.preventDefault()
  }
  const shared = {
    "aria-label": label,
    onKeyDown: handleKey,
    onBlur: () => onDone(text, "stay"),
    ref: focusOnce,
  }
  if (choice)
    return (
      <select
        {...shared}
        value={text}
        onChange={(event) => setText(event.target.value)}
        className={classNames(style, "h-full")}
      >
        {choice.options.map(({ value, label: name }) => (
          <option key={value} value={value}>
            {name}
          </option>
        ))}
      </select>
    )
  if (columns[column].editor === "words")
    return (
      <textarea
        {...shared}
        data-words={`${panel.id}/${column}`}
        value={text}
        onChange={(event) => setText(event.target.value)}
        className={classNames(style, "field-sizing-content h-auto min-h-full resize-none py-1.5")}
      />
    )
  return (
    <input
      {...shared}
      value={text}
      onChange={(event) => setText(event.target.value)}
      className={classNames(style, "h-full")}
    />
  )
}

function focusOnce(element: HTMLSelectElement | HTMLTextAreaElement | HTMLInputElement | null) {
  if (!element) return
  element.focus()
  if (!(element instanceof HTMLSelectElement)) element.select()
}
