import {
  aspectRatioSchema,
  commonAspectRatios,
  frameRates,
  parseTimeCode,
  type FrameRateName,
  type Settings,
} from "@panelwright/core"
import { useStoryboard } from "@panelwright/storyboard/connection"
import { Field, TextInput } from "../../ui/field.tsx"
import { Segmented } from "../../ui/segmented.tsx"
import { Select } from "../../ui/select.tsx"
import { useApply } from "../workspace/use-apply.ts"
import { useEditRefusal } from "../workspace/use-edit-refusal.ts"
import { useWorkspace } from "../workspace/workspace-context.tsx"
import { Checklist } from "./checklist.tsx"

const frameRateOptions = (Object.keys(frameRates) as FrameRateName[]).map((value) => ({
  value,
  label: `${frameRates[value].label} fps`,
}))

const arrangements = [
  { value: "arranged", label: "Arranged" },
  { value: "free", label: "Free" },
] as const

/** What is set for the whole storyboard; shown while no panel is in hand. */
export function StoryboardInspector() {
  const { session } = useWorkspace()
  const settings = useStoryboard(session, (state) => state.settings)
  const apply = useApply()
  const disabled = useEditRefusal() !== null
  const change = (changes: Partial<Settings>) => apply({ kind: "settings.update", changes })
  const ratioOptions = [...new Set<string>([...commonAspectRatios, settings.aspectRatio])].map(
    (value) => ({ value, label: value }),
  )
  return (
    <div className="flex flex-col">
      <div className="flex flex-col gap-3 border-b p-3">
        <h2 className="text-lg font-semibold">Storyboard</h2>
        <Field
          label="Arrangement"
          hint={
            settings.arrangement === "arranged"
              ? "Panels flow by scene in reading order. Drag one to reorder."
              : "Panels stay where they are put."
          }
        >
          {() => (
            <Segmented
              label="Arrangement"
              value={settings.arrangement}
              options={arrangements}
              disabled={disabled}
              onChange={(arrangement) => change({ arrangement })}
            />
          )}
        </Field>
        <div className="grid grid-cols-2 gap-2">
          <Field label="Aspect ratio">
            {({ id }) => (
              <Select
                id={id}
                label="Aspect ratio"
                value={settings.aspectRatio}
                options={ratioOptions}
                disabled={disabled}
                onChange={(value) => change({ aspectRatio: aspectRatioSchema.parse(value) })}
              />
            )}
          </Field>
          <Field label="Frame rate">
            {({ id }) => (
              <Select
                id={id}
                label="Frame rate"
                value={settings.frameRate}
                options={frameRateOptions}
                disabled={disabled}
                onChange={(frameRate) => change({ frameRate })}
              />
            )}
          </Field>
        </div>
        <Field label="Start time code">
          {(attributes) => (
            <TextInput
              {...attributes}
              key={settings.startTimeCode}
              size="small"
              className="max-w-32"
              defaultValue={settings.startTimeCode}
              readOnly={disabled}
              onKeyDown={(event) => {
                if (event.key === "Enter") event.currentTarget.blur()
              }}
              onBlur={(event) => {
                const next = event.target.value.trim()
                if (next === settings.startTimeCode) return
                if (parseTimeCode(next, settings.frameRate).ok) change({ startTimeCode: next })
                else event.target.value = settings.startTimeCode
              }}
            />
          )}
        </Field>
        <p className="text-xs text-text-3">
          A new ratio counts for pictures made from now on. A new frame rate keeps every panel’s
          frames.
        </p>
      </div>
      <Checklist />
    </div>
  )
}
