import { findPicture, isLocked, toRatio, type Variant } from "@panelwright/core"
import { useLatestJob, useStoryboard } from "@panelwright/storyboard/connection"
import { Eye, Lock, TriangleAlert } from "lucide-react"
import { useState } from "react"
import { Notice } from "../../ui/notice.tsx"
import { Tooltip } from "../../ui/tooltip.tsx"
import { describeSource } from "../variants/describe-variant.ts"
import { useVariationSet } from "../variants/use-variations.ts"
import { VariationGrid } from "../variants/variation-grid.tsx"
import { VerdictChip } from "../variants/verdict-chip.tsx"
import { useEditRefusal } from "../workspace/use-edit-refusal.ts"
import { useWorkspace } from "../workspace/workspace-context.tsx"
import { FailedJob } from "./failed-job.tsx"
import { FollowInk } from "./follow-ink.tsx"
import { PictureButtons } from "./picture-buttons.tsx"
import { PictureFrame } from "./picture-frame.tsx"
import { RefineField } from "./refine-field.tsx"
import type { PanelSectionProps } from "./section.tsx"
import { useHeldKey } from "./use-held-key.ts"
import { VariantStrip } from "./variant-strip.tsx"

/** What the shown picture is held against: the one it was made from, else the one before it. */
function findCompared(variants: readonly Variant[], shown: Variant | null): Variant | null {
  if (!shown) return null
  const parent = variants.find(({ id }) => id === shown.parentId)
  return parent ?? variants[variants.indexOf(shown) - 1] ?? null
}

export function PictureSection({ panel }: PanelSectionProps) {
  const { session, providers, dialog, setDialog } = useWorkspace()
  const ratio = useStoryboard(session, ({ settings }) => toRatio(settings.aspectRatio))
  const readOnly = useEditRefusal()
  const job = useLatestJob(session, panel.id)
  const [instruction, setInstruction] = useState("")
  const [overlayOf, setOverlayOf] = useState<Variant["id"] | null>(null)
  const set = useVariationSet(panel.id)
  const picture = findPicture(panel)
  const compared = findCompared(panel.variants, picture)
  const comparing = useHeldKey("x") && compared !== null
  const shown = comparing ? compared : picture
  const locked = isLocked(panel)
  const refused = readOnly ?? (locked ? "An approved panel keeps its picture." : null)
  // An edit is laid over its parent; a new picture differs from the one before everywhere.
  const parent = compared !== null && compared.id === picture?.parentId ? compared : null
  const overlay = parent === null ? null : overlayOf === picture?.id

  return (
    <section aria-label="Picture" className="flex flex-col gap-2.5 border-b p-3">
      {set && dialog !== "variations" ? (
        <VariationGrid
          panel={panel}
          set={set}
          ratio={ratio}
          onEnlarge={() => setDialog("variations")}
        />
      ) : (
        <PictureFrame
          panel={panel}
          ratio={ratio}
          before={comparing ? compared : null}
          changedFrom={overlay && !comparing ? parent : null}
        />
      )}
      <div className="flex flex-wrap items-center gap-1.5 text-xs">
        {shown && (
          <VerdictChip
            key={shown.id}
            variant={shown}
            overlay={comparing ? null : overlay}
            onOverlay={(on) => setOverlayOf(on ? shown.id : null)}
          />
        )}
        {shown && <span className="text-text-3">{describeSource(shown, providers)}</span>}
        {locked && (
          <span className="flex items-center gap-1 text-text-2">
            <Lock aria-hidden size={12} /> Approved, so the picture is kept
          </span>
        )}
        <span className="flex-1" />
        {compared && (
          <Tooltip label="Hold X to see the picture before" side="left">
            <span className="flex items-center gap-1 text-text-3">
              <Eye aria-hidden size={12} /> hold X
            </span>
          </Tooltip>
        )}
      </div>
      <VariantStrip panel={panel} disabled={refused !== null} />
      {shown?.recipe.warnings.map((warning) => (
        <p key={warning} className="flex gap-1.5 text-xs text-text-2">
          <TriangleAlert aria-hidden size={13} className="mt-0.5 shrink-0 text-warn" /> {warning}
        </p>
      ))}
      {job?.failure && job.decision === null && (
        <FailedJob job={job} failure={job.failure} onSuggestion={setInstruction} />
      )}
      {picture && (
        <RefineField
          panel={panel}
          value={instruction}
          onChange={setInstruction}
          refused={refused}
        />
      )}
      <PictureButtons panel={panel} refused={refused} />
      <FollowInk panel={panel} instruction={instruction} refused={refused} />
      {job?.state === "unknown" && !job.failure && (
        <Notice kind="warning">Whether the last picture was made is not known.</Notice>
      )}
    </section>
  )
}
