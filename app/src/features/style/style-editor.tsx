import { styleLooks, type Command } from "@panelwright/core"
import { useStoryboard } from "@panelwright/storyboard/connection"
import { Lock, LockOpen } from "lucide-react"
import { Button } from "../../ui/button.tsx"
import { classNames } from "../../ui/class-names.ts"
import { useApply } from "../workspace/use-apply.ts"
import { useEditRefusal } from "../workspace/use-edit-refusal.ts"
import { useWorkspace } from "../workspace/workspace-context.tsx"
import { AnchorPictures } from "./anchor-pictures.tsx"
import { DraftField } from "./draft-field.tsx"
import { LookSample, lookLabels } from "./look-sample.tsx"
import { PaletteEditor } from "./palette-editor.tsx"
import { RestyleBar } from "./restyle-bar.tsx"
import { StyleSlider } from "./style-slider.tsx"

type Changes = Extract<Command, { kind: "style.update" }>["changes"]

/** The hand of the whole storyboard: goes into every picture. */
export function StyleEditor() {
  const { session } = useWorkspace()
  const style = useStoryboard(session, (state) => state.style)
  const apply = useApply()
  const readOnly = useEditRefusal()
  const disabled = readOnly !== null || style.locked
  const change = (changes: Changes) => apply({ kind: "style.update", changes })
  return (
    <section aria-labelledby="style-title" className="flex flex-col gap-5">
      <div className="flex items-center gap-3">
        <h3 id="style-title" className="text-lg font-semibold">
          Style
        </h3>
        <span className="flex-1 text-xs text-text-3">
          Version {style.version}
          {style.locked && ", locked: nobody changes it by accident"}
        </span>
        <Button
          disabled={readOnly !== null}
          aria-pressed={style.locked}
          onClick={() => change({ locked: !style.locked })}
        >
          {style.locked ? <LockOpen aria-hidden size={14} /> : <Lock aria-hidden size={14} />}
          {style.locked ? "Unlock" : "Lock"}
        </Button>
      </div>
      <RestyleBar />
      <div className="grid grid-cols-2 gap-3 sm:grid-cols-3" role="group" aria-label="Look">
        {styleLooks.map((look) => {
          const chosen = style.look === look
          return (
            <button
              key={look}
              type="button"
              aria-pressed={chosen}
              disabled={disabled}
              onClick={() => change({ look })}
              className={classNames(
                "overflow-hidden rounded-md border text-left",
                chosen
                  ? "border-accent outline-1 outline-accent"
                  : "hover:not-disabled:border-line-strong",
              )}
            >
              <LookSample look={look} />
              <span
                className={classNames(
                  "block border-t bg-surface px-2 py-1",
                  chosen ? "font-medium" : "text-text-2",
                )}
              >
                {lookLabels[look]}
              </span>
            </button>
          )
        })}
      </div>
      <DraftField
        label="In words"
        hint="For providers that read: what the pictures should feel like."
        rows={3}
        maxLength={2000}
        value={style.words}
        disabled={disabled}
        onChange={(words) => change({ words })}
      />
      <div className="flex flex-col gap-1.5">
        <span className="text-xs font-medium text-text-2">Palette</span>
        <PaletteEditor
          palette={style.palette}
          disabled={disabled}
          onChange={(palette) => change({ palette })}
        />
      </div>
      <div className="grid gap-x-8 gap-y-4 sm:grid-cols-2">
        <StyleSlider
          label="Line weight"
          value={style.line.weight}
          disabled={disabled}
          onChange={(weight) => change({ line: { weight } })}
        />
        <StyleSlider
          label="Roughness"
          value={style.line.roughness}
          disabled={disabled}
          onChange={(roughness) => change({ line: { roughness } })}
        />
        <StyleSlider
          label="Shading"
          value={style.shading}
          disabled={disabled}
          onChange={(shading) => change({ shading })}
        />
        <StyleSlider
          label="Contrast"
          value={style.contrast}
          disabled={disabled}
          onChange={(contrast) => change({ contrast })}
        />
      </div>
      <AnchorPictures
        anchors={style.anchors}
        disabled={disabled}
        onChange={(anchors) => change({ anchors })}
      />
      <DraftField
        label="Never in a picture"
        hint="Separated by commas."
        maxLength={2000}
        value={style.forbidden.join(", ")}
        disabled={disabled}
        onChange={(text) =>
          change({
            forbidden: text
              .split(",")
              .map((item) => item.trim().slice(0, 200))
              .filter(Boolean)
              .slice(0, 20),
          })
        }
      />
    </section>
  )
}
