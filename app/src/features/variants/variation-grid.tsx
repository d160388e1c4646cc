import { isFinal, type Job, type Panel, type VariantId } from "@panelwright/core"
import { useJobs } from "@panelwright/storyboard/connection"
import { Maximize2, X } from "lucide-react"
import { useEffect, useRef, useState } from "react"
import { assetUrl } from "../../api/asset-url.ts"
import { Button } from "../../ui/button.tsx"
import { classNames } from "../../ui/class-names.ts"
import { IconButton } from "../../ui/icon-button.tsx"
import { Keys } from "../../ui/keys.tsx"
import { describeGenerationFailure } from "../generation/describe-generation-failure.ts"
import { useApply } from "../workspace/use-apply.ts"
import { useWorkspace } from "../workspace/workspace-context.tsx"
import { useSeen } from "./use-seen.ts"
import { variationSets, type VariationSet } from "./variation-set.ts"

const fields = "input, textarea, select, [contenteditable='true'], [role='textbox'], [role='menu']"

export interface VariationGridProps {
  readonly panel: Panel
  readonly set: VariationSet
  readonly ratio: number
  /** Left out: it is large already. */
  readonly onEnlarge?: () => void
  readonly onDone?: () => void
}

/** Four pictures in the panel's place: 1–4 pick one, Enter takes it, Esc leaves them all among the variants. */
export function VariationGrid({ panel, set, ratio, onEnlarge, onDone }: VariationGridProps) {
  const { session, boardView } = useWorkspace()
  const apply = useApply()
  const { see } = useSeen()
  const jobs = useJobs(session)
  const [picked, setPicked] = useState(0)
  const section = useRef<HTMLElement>(null)
  const cells = set.choices.map(({ jobId, label }) => {
    const job = jobs.get(jobId) ?? null
    const variant = panel.variants.find(({ id }) => id === job?.variantId) ?? null
    return { jobId, label, job, variant }
  })
  const ready = cells.flatMap(({ variant }) => variant?.id ?? [])
  const present = cells[picked]?.variant ?? null

  const leave = () => {
    see(ready)
    variationSets.remove(panel.id)
    onDone?.()
  }
  const take = (id: VariantId) => {
    if (apply({ kind: "variant.choose", panelId: panel.id, variantId: id })) leave()
  }

  useEffect(() => {
    const handleKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
      if (event.target instanceof Element && event.target.closest(fields)) return
      if (boardView.get().scope === "draw") return
      // Keys in a dialog that is open over the grid are that dialog's.
      const dialog = event.target instanceof Element && event.target.closest("[role='dialog']")
      if (dialog && !dialog.contains(section.current)) return
      const at = ["1", "2", "3", "4"].indexOf(event.key)
      if (at >= 0 && at < cells.length) setPicked(at)
      else if (event.key === "Enter" && present !== null) {
        // Enter on a button is that button's.
        if (event.target instanceof HTMLButtonElement && !event.target.dataset["variation"]) return
        take(present.id)
      } else if (event.key === "Escape") leave()
      else return
      event.preventDefault()
      event.stopPropagation()
    }
    // Before the board's own keys, which would set a status by the same figures.
    addEventListener("keydown", handleKey, { capture: true })
    return () => removeEventListener("keydown", handleKey, { capture: true })
  })

  return (
    <section
      ref={section}
      aria-label={`Four ways to see panel ${panel.number}`}
      className="flex min-h-0 flex-col gap-1.5"
    >
      <div className="grid grid-cols-2 gap-1">
        {cells.map(({ jobId, label, job, variant }, index) => (
          <button
            key={jobId}
            type="button"
            data-variation={index + 1}
            aria-pressed={index === picked}
            aria-label={`${index + 1}: ${label}${variant ? "" : ", not there yet"}`}
            onClick={() => setPicked(index)}
            onDoubleClick={() => variant && take(variant.id)}
            className={classNames(
              "flex min-w-0 flex-col overflow-hidden rounded-sm border bg-bg text-left",
              index === picked
                ? "border-accent outline-1 outline-accent"
                : "hover:border-line-strong",
            )}
          >
            <span className="block w-full" style={{ aspectRatio: ratio }}>
              {variant ? (
                <img
                  src={assetUrl(variant.asset, onEnlarge ? 640 : 1280)}
                  alt=""
                  className="h-full w-full object-contain"
                />
              ) : (
                <span className="flex h-full items-center justify-center overflow-hidden p-1 text-center text-2xs text-text-3">
                  {describeState(job)}
                </span>
              )}
            </span>
            <span className="w-full truncate border-t bg-surface-2 px-1.5 text-2xs leading-5 text-text-2">
              {index + 1} · {label}
            </span>
          </button>
        ))}
      </div>
      <div className="flex flex-wrap items-center gap-1.5 text-xs text-text-3">
        <Button
          tone="primary"
          size="small"
          disabled={present === null}
          onClick={() => present && take(present.id)}
        >
          Take {picked + 1} <Keys keys="Enter" />
        </Button>
        <Button size="small" onClick={leave}>
          Leave all as variants <Keys keys="Esc" />
        </Button>
        <span className="flex-1" />
        {onEnlarge && (
          <IconButton size="small" label="Larger" icon={Maximize2} onClick={onEnlarge} />
        )}
        {!onEnlarge && onDone && (
          <IconButton size="small" label="Back to the inspector" icon={X} onClick={onDone} />
        )}
      </div>
    </section>
  )
}

function describeState(job: Job | null): string {
  if (job?.failure) return describeGenerationFailure(job.failure)
  if (job && isFinal(job.state)) return job.state === "succeeded" ? "Arriving" : "Canceled"
  return job && job.progress > 0 ? `Drawing ${Math.round(job.progress * 100)} %` : "Waiting"
}
