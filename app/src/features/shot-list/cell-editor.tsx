import { panelStatuses, type Panel } from "@panelwright/core"
import { useState, type KeyboardEvent } from "react"
import { classNames } from "../../ui/class-names.ts"
import { angleOptions, movementOptions, sizeOptions } from "../panel/camera-options.ts"
import { statusLooks } from "../panel/panel-status.tsx"
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

export function CellEditor({ panel, column, initial, onDone, onCancel }: CellEditorProps) {
  const choice = choices[column]
  const [text, setText] = useState(choice ? choice.read(panel) : initial)
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
