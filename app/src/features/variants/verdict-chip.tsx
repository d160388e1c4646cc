import type { Variant } from "@panelwright/core"
import { CircleAlert } from "lucide-react"
import { classNames } from "../../ui/class-names.ts"
import { Tooltip } from "../../ui/tooltip.tsx"
import { describeVerdict } from "./describe-verdict.ts"
import { useStyleScore } from "./use-style-score.ts"

export interface VerdictChipProps {
  readonly variant: Variant
  /** Whether what changed can be laid over the picture, and is. */
  readonly overlay: boolean | null
  readonly onOverlay: (shown: boolean) => void
}

/** What an edit did, measured; a press lays what changed over the picture. */
export function VerdictChip({ variant, overlay, onOverlay }: VerdictChipProps) {
  const score = useStyleScore(variant.id)
  const { words, warnings } = describeVerdict(variant.recipe, score)
  if (words === "") return null
  const warning = warnings.length > 0
  const look = classNames(
    "flex min-h-5 items-center gap-1 rounded-sm border px-1.5 text-left tabular-nums",
    warning ? "border-warn text-warn" : "text-text-2",
    overlay === true && "bg-surface-3",
    overlay !== null && "hover:border-line-strong",
  )
  const content = (
    <>
      {warning && <CircleAlert aria-hidden size={12} className="shrink-0" />}
      <span>{words}</span>
    </>
  )
  const label = [...warnings, overlay === null ? "" : "Press to see what changed"]
    .filter((text) => text !== "")
    .join(" ")
  if (overlay === null && !warning) return <span className={look}>{content}</span>
  return (
    <Tooltip label={label} side="left">
      <button
        type="button"
        aria-pressed={overlay === true}
        disabled={overlay === null}
        className={look}
        onClick={() => onOverlay(overlay !== true)}
      >
        {content}
      </button>
    </Tooltip>
  )
}
