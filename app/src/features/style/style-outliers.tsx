import { findPicture, isLocked, type Panel, type StyleReport } from "@panelwright/core"
import { useStoryboard } from "@panelwright/storyboard/connection"
import { Blend } from "lucide-react"
import { assetUrl } from "../../api/asset-url.ts"
import { Button } from "../../ui/button.tsx"
import { useGenerate } from "../generation/use-generate.ts"
import { useEditRefusal } from "../workspace/use-edit-refusal.ts"
import { useWorkspace } from "../workspace/workspace-context.tsx"
import { describeProfile, describeReasons } from "./style-reasons.ts"
import { useStyleReport } from "./use-style-report.ts"

interface Outlier {
  readonly panel: Panel
  readonly asset: string
  readonly score: number
  readonly why: string
}

const listOutliers = (report: StyleReport | null, panels: readonly Panel[]): Outlier[] =>
  (report?.outliers ?? []).flatMap(({ panelId, variantId, style, reasons }) => {
    const panel = panels.find(({ id }) => id === panelId)
    const picture = panel ? findPicture(panel) : null
    return panel && picture?.id === variantId && style !== null
      ? [{ panel, asset: picture.asset, score: style, why: describeReasons(reasons) }]
      : []
  })

/** The panels that belong least, and why. It only says so: what is done about it is a person's choice. */
export function StyleOutliers() {
  const { session, selection } = useWorkspace()
  const report = useStyleReport()
  const panels = useStoryboard(session, (state) => state.panels)
  const generate = useGenerate()
  const readOnly = useEditRefusal()
  const outliers = listOutliers(report, panels)
  const open = outliers.filter(({ panel }) => !isLocked(panel)).map(({ panel }) => panel.id)
  const match = (panelIds: readonly Panel["id"][]) =>
    void generate({ panelIds, operation: "edit", provider: "harmonise" })
  const { source = "none", pictures = [] } = report?.profile ?? {}
  return (
    <section aria-labelledby="outliers-title" className="rounded-md border bg-surface p-3">
      <div className="flex min-h-7 flex-wrap items-center gap-2">
        <h4 id="outliers-title" className="flex-1 font-medium">
          Panels that belong least
        </h4>
        {open.length > 1 && readOnly === null && (
          <Button onClick={() => match(open)}>
            <Blend aria-hidden size={14} /> Match colours of all {open.length} · free
          </Button>
        )}
      </div>
      <p className="text-xs text-text-3">
        {report === null ? "Looking at the pictures …" : describeProfile(source, pictures.length)}
        {report !== null && report.pending > 0 && ` ${report.pending} still to be looked at.`}
      </p>
      {report !== null && source !== "none" && report.pending === 0 && outliers.length === 0 && (
        <p className="mt-2 text-text-2">All pictures belong together.</p>
      )}
      {outliers.length > 0 && (
        <ul className="mt-2 flex flex-col gap-1.5">
          {outliers.map(({ panel, asset, score, why }) => (
            <li key={panel.id} className="flex items-center gap-3">
              <button
                type="button"
                aria-label={`Panel ${panel.number}, style ${score.toFixed(2)}: ${why}`}
                className="flex min-w-0 flex-1 items-center gap-3 rounded-md p-1 text-left hover:bg-surface-3"
                onClick={() => selection.set([panel.id])}
              >
                <img
                  src={assetUrl(asset, 160)}
                  alt=""
                  className="h-10 w-18 shrink-0 rounded-sm border object-cover"
                />
                <span className="min-w-0">
                  <span className="font-medium">Panel {panel.number}</span>
                  <span className="ml-2 text-xs text-text-3 tabular-nums">
                    style {score.toFixed(2)}
                  </span>
                  <span className="block text-text-2">{why}</span>
                </span>
              </button>
              {isLocked(panel) ? (
                <span className="text-xs text-text-3">Approved</span>
              ) : (
                readOnly === null && (
                  <Button
                    aria-label={`Match the colours of panel ${panel.number}, free`}
                    onClick={() => match([panel.id])}
                  >
                    Match colours
                  </Button>
                )
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
