import type { Panel } from "@panelwright/core"
import { GitCompareArrows } from "lucide-react"
import { assetUrl } from "../../api/asset-url.ts"
import { classNames } from "../../ui/class-names.ts"
import { IconButton } from "../../ui/icon-button.tsx"
import { Tooltip } from "../../ui/tooltip.tsx"
import { describeBeside, nameVariant } from "../variants/describe-variant.ts"
import { useSeen } from "../variants/use-seen.ts"
import { useApply } from "../workspace/use-apply.ts"
import { useWorkspace } from "../workspace/workspace-context.tsx"

export interface VariantStripProps {
  readonly panel: Panel
  readonly disabled: boolean
}

/** All pictures of a panel, oldest first; the chosen one is marked, and those that came unseen beside it. */
export function VariantStrip({ panel, disabled }: VariantStripProps) {
  const apply = useApply()
  const { setDialog } = useWorkspace()
  const { listUnseenOf, see } = useSeen()
  const { variants } = panel
  if (variants.length < 2) return null
  const unseen = listUnseenOf(panel)
  const reason = unseen.map(describeBeside).findLast((words) => words !== "")
  return (
    <div className="flex flex-col gap-1">
      <div className="flex items-center gap-1">
        <div
          role="group"
          aria-label={`${variants.length} pictures`}
          className="-ml-3 flex min-w-0 flex-1 gap-1.5 overflow-x-auto py-0.5 pl-3"
        >
          {variants.map((variant, index) => {
            const chosen = variant.id === panel.picture
            const isNew = unseen.includes(variant)
            const name = nameVariant(variant)
            return (
              <Tooltip
                key={variant.id}
                label={`${index + 1} of ${variants.length}: ${name}`}
                {...(chosen && { shortcut: "[ ]" })}
              >
                <button
                  type="button"
                  aria-label={`Picture ${index + 1}, ${name}${isNew ? ", new" : ""}`}
                  aria-pressed={chosen}
                  disabled={disabled}
                  onClick={() => {
                    see([variant.id])
                    apply({ kind: "variant.choose", panelId: panel.id, variantId: variant.id })
                  }}
                  className={classNames(
                    "relative h-10 shrink-0 overflow-hidden rounded-sm border bg-bg",
                    chosen
                      ? "border-accent outline-1 outline-accent"
                      : "opacity-70 hover:border-line-strong hover:opacity-100",
                    isNew && "opacity-100",
                  )}
                  style={{ aspectRatio: variant.width / variant.height }}
                >
                  <img
                    src={assetUrl(variant.asset, 160)}
                    alt=""
                    loading="lazy"
                    className="h-full w-full object-cover"
                  />
                  {isNew && (
                    <span
                      aria-hidden
                      className="absolute top-0.5 right-0.5 rounded-sm bg-warn px-1 text-2xs leading-3.5 font-medium text-bg"
                    >
                      new
                    </span>
                  )}
                </button>
              </Tooltip>
            )
          })}
        </div>
        <IconButton
          size="small"
          label="Compare the pictures, and how each came about"
          shortcut="Shift+X"
          icon={GitCompareArrows}
          onClick={() => setDialog("variants")}
        />
      </div>
      {reason !== undefined && (
        <p role="status" className="text-xs text-text-2">
          {reason}.
        </p>
      )}
    </div>
  )
}
