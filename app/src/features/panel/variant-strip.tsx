import type { Panel, Variant } from "@panelwright/core"
import { assetUrl } from "../../api/asset-url.ts"
import { classNames } from "../../ui/class-names.ts"
import { Tooltip } from "../../ui/tooltip.tsx"
import { useApply } from "../workspace/use-apply.ts"

const operations = { generate: "generated", edit: "refined", upload: "uploaded" }

const describeVariant = ({ recipe }: Variant) =>
  recipe.instruction ? `“${recipe.instruction}”` : operations[recipe.operation]

export interface VariantStripProps {
  readonly panel: Panel
  readonly disabled: boolean
}

/** All pictures of a panel, oldest first; the chosen one is marked. */
export function VariantStrip({ panel, disabled }: VariantStripProps) {
  const apply = useApply()
  const { variants } = panel
  if (variants.length < 2) return null
  return (
    <div
      role="group"
      aria-label={`${variants.length} pictures`}
      className="-mx-3 flex gap-1.5 overflow-x-auto px-3 py-0.5"
    >
      {variants.map((variant, index) => {
        const chosen = variant.id === panel.picture
        return (
          <Tooltip
            key={variant.id}
            label={`${index + 1} of ${variants.length}: ${describeVariant(variant)}`}
            {...(chosen && { shortcut: "[ ]" })}
          >
            <button
              type="button"
              aria-label={`Picture ${index + 1}, ${describeVariant(variant)}`}
              aria-pressed={chosen}
              disabled={disabled}
              onClick={() =>
                apply({ kind: "variant.choose", panelId: panel.id, variantId: variant.id })
              }
              className={classNames(
                "h-10 shrink-0 overflow-hidden rounded-sm border bg-bg",
                chosen
                  ? "border-accent outline-1 outline-accent"
                  : "opacity-70 hover:border-line-strong hover:opacity-100",
              )}
              style={{ aspectRatio: variant.width / variant.height }}
            >
              <img
                src={assetUrl(variant.asset, 160)}
                alt=""
                loading="lazy"
                className="h-full w-full object-cover"
              />
            </button>
          </Tooltip>
        )
      })}
    </div>
  )
}
