import type { Panel, Refinement } from "@panelwright/core"
import { useStoryboard } from "@panelwright/storyboard/connection"
import { CornerDownLeft } from "lucide-react"
import { useEffect, useId, useRef } from "react"
import { classNames } from "../../ui/class-names.ts"
import { usePrice, withPrice } from "../generation/use-desk.ts"
import { useWorkspace } from "../workspace/workspace-context.tsx"
import { ReadingLine } from "./reading-line.tsx"
import { observeRefineFocus } from "./refine-focus.ts"
import { suggestInstructions } from "./suggest-instructions.ts"
import { useReading } from "./use-reading.ts"
import { useRefine } from "./use-refine.ts"

export interface RefineFieldProps {
  readonly panel: Panel
  readonly value: string
  readonly onChange: (instruction: string) => void
  /** Why it can't be refined; null: it can. */
  readonly refused: string | null
}

/** One instruction: only what it asks for changes, in this panel or in those that it names. */
export function RefineField({ panel, value, onChange, refused }: RefineFieldProps) {
  const id = useId()
  const area = useRef<HTMLTextAreaElement>(null)
  const refine = useRefine()
  const price = usePrice()
  const reading = useReading(value, [panel.id])
  const { session } = useWorkspace()
  const timeOfDay = useStoryboard(
    session,
    ({ scenes }) => scenes.find((scene) => scene.id === panel.sceneId)?.timeOfDay ?? null,
  )
  const suggestions = suggestInstructions(panel, timeOfDay)
  useEffect(
    () =>
      observeRefineFocus((typed) => {
        const element = area.current
        if (!element || element.disabled) return false
        element.focus()
        if (typed !== "") onChange(element.value + typed)
        element.setSelectionRange(element.value.length, element.value.length)
        return true
      }),
    [onChange],
  )
  const order = async (refinement: Refinement) => {
    const typed = value
    onChange("")
    if (!(await refine(refinement))) onChange(typed)
  }
  const run = () => {
    if (refused === null && reading.kind === "understood") void order(reading)
    if (reading.kind === "ambiguous")
      document.getElementById(`${id}-reading`)?.querySelector("button")?.focus()
  }
  return (
    <div className="flex flex-col gap-1.5">
      <div
        className={classNames(
          "flex items-start gap-1.5 rounded-md border bg-field py-1.5 pr-1 pl-2",
          "focus-within:border-accent focus-within:outline-1 focus-within:-outline-offset-1 focus-within:outline-accent hover:border-line-strong",
        )}
      >
        <label htmlFor={id} className="shrink-0 font-medium text-text-2">
          Panel {panel.number}:
        </label>
        <textarea
          ref={area}
          id={id}
          rows={1}
          value={value}
          maxLength={4000}
          disabled={refused !== null}
          placeholder="what should change?"
          aria-describedby={`${id}-reading`}
          onChange={(event) => onChange(event.target.value)}
          onKeyDown={(event) => {
            if (event.nativeEvent.isComposing) return
            if (event.key === "Enter" && !event.shiftKey) {
              event.preventDefault()
              run()
            }
            if (event.key === "Escape") event.currentTarget.blur()
          }}
          className="field-sizing-content max-h-32 min-w-0 flex-1 resize-none bg-transparent leading-5 outline-none placeholder:text-text-3"
        />
        <button
          type="button"
          aria-label="Refine"
          title={withPrice("Refine (Enter)", price({ operation: "edit" }))}
          disabled={refused !== null || value.trim() === ""}
          onClick={run}
          className="flex size-5 shrink-0 items-center justify-center rounded-sm text-accent hover:bg-surface-3 disabled:text-text-3"
        >
          <CornerDownLeft aria-hidden size={14} />
        </button>
      </div>
      <ReadingLine id={`${id}-reading`} reading={reading} onChoose={(one) => void order(one)} />
      {refused === null && (
        <div className="flex flex-wrap gap-1" role="group" aria-label="Suggestions">
          {suggestions.map((suggestion) => (
            <button
              key={suggestion}
              type="button"
              onClick={() => {
                onChange(value.trim() === "" ? suggestion : `${value.trim()}, ${suggestion}`)
                area.current?.focus()
              }}
              className="h-6 rounded-md border px-1.5 text-xs text-text-2 hover:border-line-strong hover:text-text"
            >
              {suggestion}
            </button>
          ))}
        </div>
      )}
    </div>
  )
}
