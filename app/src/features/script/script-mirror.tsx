import { memo, type Ref } from "react"
import { classNames } from "../../ui/class-names.ts"
import { useSelection } from "../workspace/workspace-context.tsx"
import type { Stretch } from "./passages.ts"
import { textStyle } from "./text-style.ts"

const kindStyles: Partial<Record<Stretch["kind"], string>> = {
  heading: "font-bold text-text",
  section: "text-text-3",
  synopsis: "text-text-3 italic",
  note: "text-text-3",
  boneyard: "text-text-3",
  "title-page": "text-text-3",
  transition: "text-text-2",
  parenthetical: "text-text-2",
  cue: "text-text-2",
}

interface ScriptMirrorProps {
  readonly text: string
  readonly stretches: readonly Stretch[]
  readonly ref: Ref<HTMLDivElement>
}

/** The same text under the field, set as a screenplay and marked; the field itself shows only the caret. */
export const ScriptMirror = memo(function ScriptMirror({
  text,
  stretches,
  ref,
}: ScriptMirrorProps) {
  const selected = useSelection()
  return (
    <div ref={ref} aria-hidden className={classNames(textStyle, "text-text")}>
      {stretches.map((stretch, index) => (
        // A letter typed at the top moves every stretch: by their places they stay the same elements.
        // oxlint-disable-next-line react/no-array-index-key -- see above
        <StretchText
          key={index}
          stretch={stretch}
          words={text.slice(stretch.from, stretch.to)}
          selected={stretch.panelIds.some((id) => selected.includes(id))}
        />
      ))}
      {"\n"}
    </div>
  )
})

interface StretchTextProps {
  readonly stretch: Stretch
  readonly words: string
  readonly selected: boolean
}

const StretchText = memo(
  function StretchText({ stretch, words, selected }: StretchTextProps) {
    return (
      <span
        data-from={stretch.from}
        className={classNames(
          kindStyles[stretch.kind],
          selected && "rounded-sm bg-accent/20",
          stretch.uncovered &&
            "underline decoration-warn decoration-dashed decoration-1 underline-offset-4",
        )}
      >
        {words}
      </span>
    )
  },
  (one, other) =>
    one.words === other.words &&
    one.selected === other.selected &&
    one.stretch.kind === other.stretch.kind &&
    one.stretch.from === other.stretch.from &&
    one.stretch.uncovered === other.stretch.uncovered,
)
