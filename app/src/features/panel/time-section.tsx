import {
  formatSecondsAndFrames,
  formatTimeCode,
  maxPanelFrames,
  parseTimeCode,
  type FrameRateName,
  type Settings,
} from "@panelwright/core"
import { useStoryboard } from "@panelwright/storyboard/connection"
import { Minus, Plus } from "lucide-react"
import { Field, TextInput } from "../../ui/field.tsx"
import { IconButton } from "../../ui/icon-button.tsx"
import { Notice } from "../../ui/notice.tsx"
import { useApply } from "../workspace/use-apply.ts"
import { useEditRefusal } from "../workspace/use-edit-refusal.ts"
import { useWorkspace } from "../workspace/workspace-context.tsx"
import { findDialogueOverrun } from "./dialogue-fit.ts"
import { parseLength } from "./parse-length.ts"
import { Section, type PanelSectionProps } from "./section.tsx"

/** The label of a frame of the storyboard, counted on from where it starts. */
export function formatPlace(frame: number, settings: Settings): string {
  const start = parseTimeCode(settings.startTimeCode, settings.frameRate)
  return formatTimeCode((start.ok ? start.value : 0) + frame, settings.frameRate, {
    dropFrame: settings.startTimeCode.includes(";"),
  })
}

export function TimeSection({ panel }: PanelSectionProps) {
  const { session } = useWorkspace()
  const settings = useStoryboard(session, (state) => state.settings)
  const apply = useApply()
  const disabled = useEditRefusal() !== null
  const rate: FrameRateName = settings.frameRate
  const length = formatSecondsAndFrames(panel.frames, rate)
  const overrun = findDialogueOverrun(panel.dialogue, panel.frames, rate)
  const change = (frames: number) =>
    apply({
      kind: "panel.update",
      id: panel.id,
      changes: { frames: Math.min(maxPanelFrames, Math.max(1, frames)) },
    })
  return (
    <Section title="Time" summary={`${length} · ${formatPlace(panel.startFrame, settings)}`}>
      <div className="flex items-end gap-1.5">
        <Field label="Length, seconds + frames">
          {(attributes) => (
            <TextInput
              {...attributes}
              key={length}
              size="small"
              className="max-w-28"
              defaultValue={length}
              readOnly={disabled}
              onKeyDown={(event) => {
                if (event.key === "Enter") event.currentTarget.blur()
              }}
              onBlur={(event) => {
                const next = parseLength(event.target.value, rate)
                if (next === null) event.target.value = length
                else if (next !== panel.frames) change(next)
              }}
            />
          )}
        </Field>
        <IconButton
          label="One frame less"
          icon={Minus}
          disabled={disabled}
          onClick={() => change(panel.frames - 1)}
        />
        <IconButton
          label="One frame more"
          icon={Plus}
          disabled={disabled}
          onClick={() => change(panel.frames + 1)}
        />
        <span className="flex h-7 items-center text-xs text-text-3">{panel.frames} frames</span>
      </div>
      {overrun && (
        <Notice kind="warning">
          The dialogue needs about {overrun.needs.toFixed(1)} s, the panel is{" "}
          {overrun.has.toFixed(1)} s.
        </Notice>
      )}
    </Section>
  )
}
