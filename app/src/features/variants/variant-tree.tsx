import { composeVariantTree, type Panel, type VariantId } from "@panelwright/core"
import { Check } from "lucide-react"
import { useEffect, useId, type KeyboardEvent } from "react"
import { assetUrl } from "../../api/asset-url.ts"
import { classNames } from "../../ui/class-names.ts"
import { describeBeside, nameVariant } from "./describe-variant.ts"

const time = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeStyle: "short" })

export interface VariantTreeProps {
  readonly panel: Panel
  readonly selected: VariantId
  readonly compared: VariantId | null
  readonly unseen: ReadonlySet<VariantId>
  readonly onSelect: (id: VariantId) => void
}

/** Every picture of a panel, each below the one it was made from. */
export function VariantTree({ panel, selected, compared, unseen, onSelect }: VariantTreeProps) {
  const id = useId()
  const branches = composeVariantTree(panel.variants, panel.picture)
  const optionId = (variantId: VariantId) => `${id}-${variantId}`
  useEffect(() => {
    document.getElementById(`${id}-${selected}`)?.scrollIntoView({ block: "nearest" })
  }, [id, selected])
  const handleKey = (event: KeyboardEvent) => {
    const at = branches.findIndex(({ variant }) => variant.id === selected)
    const step = { ArrowDown: 1, ArrowUp: -1, "]": 1, "[": -1 }[event.key] ?? 0
    const next =
      event.key === "Home"
        ? branches[0]
        : event.key === "End"
          ? branches.at(-1)
          : branches[at + step]
    if (!next || (step === 0 && event.key !== "Home" && event.key !== "End")) return
    event.preventDefault()
    onSelect(next.variant.id)
  }
  return (
    <div
      role="listbox"
      tabIndex={0}
      aria-label={`Pictures of panel ${panel.number}`}
      aria-activedescendant={optionId(selected)}
      onKeyDown={handleKey}
      className="flex flex-col gap-0.5 rounded-md focus-visible:outline-offset-2"
    >
      {branches.map(({ variant, depth, number, parentNumber, leadsToPicture }) => {
        const isSelected = variant.id === selected
        const beside = describeBeside(variant)
        const isNew = unseen.has(variant.id)
        const isPicture = variant.id === panel.picture
        return (
          // The list has the keyboard; see aria-activedescendant.
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
          <div
            key={variant.id}
            id={optionId(variant.id)}
            role="option"
            aria-selected={isSelected}
            onClick={() => onSelect(variant.id)}
            style={{ paddingLeft: 6 + Math.min(depth, 6) * 14 }}
            className={classNames(
              "flex cursor-default items-center gap-2 rounded-md py-1 pr-2",
              isSelected ? "bg-surface-3" : "hover:bg-surface-2",
            )}
          >
            <span
              className={classNames(
                "relative h-9 shrink-0 overflow-hidden rounded-sm border bg-bg",
                leadsToPicture && "border-accent",
              )}
              style={{ aspectRatio: variant.width / variant.height }}
            >
              <img
                src={assetUrl(variant.asset, 160)}
                alt=""
                loading="lazy"
                className="h-full w-full object-cover"
              />
            </span>
            <span className="min-w-0 flex-1">
              <span className="flex items-center gap-1">
                <span className="truncate text-xs text-text">
                  {number}. {nameVariant(variant)}
                </span>
              </span>
              <span
                className={classNames(
                  "flex flex-wrap items-center gap-x-1.5 text-2xs",
                  isSelected ? "text-text-2" : "text-text-3",
                )}
              >
                {parentNumber !== null && <span>from {parentNumber}</span>}
                <time dateTime={new Date(variant.createdAt).toISOString()}>
                  {time.format(variant.createdAt)}
                </time>
                {isPicture && (
                  <span className="flex items-center gap-0.5 font-medium text-accent">
                    <Check aria-hidden size={11} /> shown
                  </span>
                )}
                {variant.id === compared && <span className="font-medium text-text-2">A</span>}
                {isNew && <span className="font-medium text-warn">new</span>}
              </span>
              {beside !== "" && <span className="block text-2xs text-text-2">{beside}</span>}
            </span>
          </div>
        )
      })}
    </div>
  )
}
