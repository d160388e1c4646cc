import { roleMay } from "@panelwright/core"
import { RotateCcw } from "lucide-react"
import { useState } from "react"
import { Button } from "../../ui/button.tsx"
import { CheckBox } from "../../ui/check-box.tsx"
import { Notice } from "../../ui/notice.tsx"
import { createListView } from "../together/list-view.ts"
import { useViewport } from "../together/use-viewport.ts"
import { useSelection, useWorkspace } from "../workspace/workspace-context.tsx"
import { describeDifferences } from "./describe-differences.ts"
import { PanelComparison } from "./panel-comparison.tsx"
import { PastSheet } from "./past-sheet.tsx"
import type { Comparison } from "./use-comparison.ts"
import type { History } from "./use-history.ts"
import type { useRestore } from "./use-restore.ts"

export interface ComparedPastProps {
  readonly history: History
  readonly comparison: Comparison
  readonly restore: ReturnType<typeof useRestore>
}

const sheetView = createListView()

/** The storyboard at the moment that is shown, with how it differs from what it is held against. */
export function ComparedPast({ history, comparison, restore }: ComparedPastProps) {
  const { name, nameOf, against, isNow } = history
  const { past, pair, isReady, isSame, differences, byPanel, failedWith } = comparison
  const { selection, role } = useWorkspace()
  const selected = useSelection().at(-1) ?? null
  const scroller = useViewport(sheetView)
  const [onlyDifferent, setOnlyDifferent] = useState(false)
  const panel = selected && past?.storyboard.panels.find(({ id }) => id === selected)
  const isCompared = selected !== null && (Boolean(panel) || byPanel.has(selected))
  return (
    // A region that scrolls must be reachable by keys.
    <div
      ref={scroller}
      role="region"
      aria-label="The storyboard at this moment"
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- see above
      tabIndex={0}
      aria-busy={!isReady}
      className="min-h-0 min-w-0 flex-1 md:overflow-y-auto"
    >
      {failedWith !== null && (
        <Notice kind="problem" className="m-4">
          {describePastFailure(failedWith)}
        </Notice>
      )}
      {pair && pair.past !== pair.other && isCompared && (
        <PanelComparison
          panelId={selected}
          then={{ name, storyboard: pair.past.storyboard }}
          other={{ name: nameOf(against), storyboard: pair.other.storyboard }}
          onClose={() => selection.set([])}
          actions={
            roleMay(role, "storyboard.edit") &&
            panel && (
              <Button
                disabled={isNow || !isReady || restore.refusal !== null}
                onClick={() => past && restore.restoreOne(past, panel)}
              >
                <RotateCcw aria-hidden size={14} /> Restore this panel
              </Button>
            )
          }
        />
      )}
      {pair && (
        <>
          <div className="flex flex-wrap items-center gap-3 px-4 pt-3">
            <Summary phrases={describeDifferences(differences)} isSame={isSame} />
            <CheckBox
              label="Only what differs"
              checked={onlyDifferent}
              onChange={setOnlyDifferent}
            />
          </div>
          <PastSheet
            storyboard={pair.past.storyboard}
            other={pair.other.storyboard}
            differences={byPanel}
            onlyDifferent={onlyDifferent}
            selected={selected}
            onSelect={({ id }) => selection.set([id])}
          />
        </>
      )}
    </div>
  )
}

function Summary(props: { readonly phrases: readonly string[]; readonly isSame: boolean }) {
  const { phrases, isSame } = props
  const text = isSame
    ? "This is the storyboard as it is now. Move the slider to go back."
    : phrases.length === 0
      ? "Nothing differs."
      : `What differs since: ${phrases.slice(0, 6).join(" · ")}${phrases.length > 6 ? ` · and ${phrases.length - 6} more` : ""}`
  return <p className="min-w-0 flex-1 basis-60 text-sm text-text-2">{text}</p>
}

function describePastFailure(status: number): string {
  if (status === 404)
    return "The storyboard was never at this point, or it is older than what is kept. Choose another moment."
  return "This moment can't be shown now. Nothing was changed; choose it again in a moment."
}
