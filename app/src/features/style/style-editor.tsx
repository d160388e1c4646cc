import { styleLooks, toRestoringChanges } from "@panelwright/core"
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
import { LookTests } from "./look-tests.tsx"
import { PaletteEditor } from "./palette-editor.tsx"
import { RestyleBar } from "./restyle-bar.tsx"
import { StyleHistory } from "./style-history.tsx"
import { StyleOutliers } from "./style-outliers.tsx"
import { StyleScopeSelect } from "./style-scope-select.tsx"
import { StyleSlider } from "./style-slider.tsx"
import { useStyleScope } from "./use-style-scope.ts"

const mostItems = 20
const longestItem = 200

const toItems = (text: string, separator: RegExp) =>
  text
    .split(separator)
    .map((item) => item.trim().slice(0, longestItem))
    .filter(Boolean)
    .slice(0, mostItems)

/** The hand of the whole storyboard, or of one scene: goes into every picture. */
export function StyleEditor() {
  const { session } = useWorkspace()
  const whole = useStoryboard(session, (state) => state.style)
  const scope = useStyleScope()
  const { style, change } = scope
  const apply = useApply()
  const readOnly = useEditRefusal()
  const { version, locked } = whole
  const disabled = readOnly !== null || locked
  return (
    <section aria-labelledby="style-title" className="flex flex-col gap-5">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h3 id="style-title" className="text-lg font-semibold">
          Style
        </h3>
        <span className="flex-1 text-xs text-text-3">
          Version {version}
          {locked && ", locked: unlock it to change anything"}
        </span>
        <StyleHistory
          disabled={disabled}
          onRestore={(earlier) =>
            apply({ kind: "style.update", changes: toRestoringChanges(earlier, whole) })
          }
        />
        <Button
          disabled={readOnly !== null}
          aria-pressed={locked}
          onClick={() => apply({ kind: "style.update", changes: { locked: !locked } })}
        >
          {locked ? <LockOpen aria-hidden size={14} /> : <Lock aria-hidden size={14} />}
          {locked ? "Unlock" : "Lock"}
        </Button>
      </div>
      <RestyleBar />
      <StyleScopeSelect scope={scope} disabled={disabled} />
      <LookTests
        style={whole}
        sceneId={scope.sceneId}
        disabled={disabled}
        onChoose={(look, panel, picture) =>
          apply(scope.toCommand(look), {
            kind: "variant.choose",
            panelId: panel.id,
            variantId: picture.id,
          })
        }
      />
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
        label="Rules"
        hint="One a line: what holds in every picture."
        rows={3}
        maxLength={4000}
        value={style.rules.join("\n")}
        disabled={disabled}
        onChange={(text) => change({ rules: toItems(text, /\n/u) })}
      />
      <DraftField
        label="Never in a picture"
        hint="Separated by commas."
        maxLength={2000}
        value={style.forbidden.join(", ")}
        disabled={disabled}
        onChange={(text) => change({ forbidden: toItems(text, /,/u) })}
      />
      <StyleOutliers />
    </section>
  )
}
