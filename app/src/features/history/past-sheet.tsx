import {
  findPicture,
  toRatio,
  type Difference,
  type Panel,
  type Storyboard,
} from "@panelwright/core"
import { CircleMinus, CirclePlus, ImageOff, PencilLine, type LucideIcon } from "lucide-react"
import { assetUrl } from "../../api/asset-url.ts"
import { classNames } from "../../ui/class-names.ts"
import { describeFields } from "./describe-differences.ts"

export interface PastSheetProps {
  readonly storyboard: Storyboard
  /** What is held against it, for the panels that are only there. */
  readonly other: Storyboard
  readonly differences: ReadonlyMap<string, Difference>
  readonly onlyDifferent: boolean
  readonly selected: string | null
  readonly onSelect: (panel: Panel) => void
}

const marks: Record<
  Difference["change"],
  { readonly icon: LucideIcon; readonly label: string; readonly colour: string }
> = {
  changed: { icon: PencilLine, label: "Differs", colour: "text-warn" },
  removed: { icon: CircleMinus, label: "Only then", colour: "text-danger" },
  added: { icon: CirclePlus, label: "Not there then", colour: "text-ok" },
}

/** The panels of one moment in reading order, each with how it differs from what it is held against. */
export function PastSheet(props: PastSheetProps) {
  const { storyboard, other, differences, onlyDifferent, selected, onSelect } = props
  const panels = storyboard.panels.filter(({ id }) => !onlyDifferent || differences.has(id))
  const known = new Set<string>(storyboard.panels.map(({ id }) => id))
  const missing = other.panels.filter(({ id }) => !known.has(id))
  const ratio = toRatio(storyboard.settings.aspectRatio)
  const toCard = (panel: Panel) => (
    <PanelCard
      key={panel.id}
      panel={panel}
      ratio={ratio}
      difference={differences.get(panel.id) ?? null}
      selected={panel.id === selected}
      onSelect={onSelect}
    />
  )
  return (
    <div className="flex flex-col gap-4 p-4">
      {storyboard.panels.length === 0 && (
        <p className="text-text-2">There was no panel at this moment.</p>
      )}
      {panels.length === 0 && storyboard.panels.length > 0 && missing.length === 0 && (
        <p className="text-text-2">Every panel is the same.</p>
      )}
      <ul aria-label="Panels at this moment" className={gridStyle}>
        {panels.map(toCard)}
      </ul>
      {missing.length > 0 && (
        <>
          <h3 className="text-xs font-medium text-text-2">
            Not there at this moment ({missing.length})
          </h3>
          <ul aria-label="Panels that were not there" className={gridStyle}>
            {missing.map(toCard)}
          </ul>
        </>
      )}
    </div>
  )
}

const gridStyle = "grid grid-cols-[repeat(auto-fill,minmax(150px,1fr))] gap-3"

function PanelCard(props: {
  readonly panel: Panel
  readonly ratio: number
  readonly difference: Difference | null
  readonly selected: boolean
  readonly onSelect: (panel: Panel) => void
}) {
  const { panel, ratio, difference, selected, onSelect } = props
  const picture = findPicture(panel)
  const mark = difference && marks[difference.change]
  const fields = difference ? describeFields(difference.fields) : ""
  return (
    <li data-panel={panel.id} className="[contain-intrinsic-size:160px] [content-visibility:auto]">
      <button
        type="button"
        aria-pressed={selected}
        onClick={() => onSelect(panel)}
        className={classNames(
          "flex w-full flex-col gap-1 rounded-md border-2 p-1 text-left hover:bg-surface-2",
          selected ? "border-accent bg-accent-soft" : "border-transparent",
        )}
      >
        <span
          className={classNames(
            "flex w-full items-center justify-center overflow-hidden rounded-sm border bg-surface",
            mark && "border-current",
            mark?.colour,
          )}
          style={{ aspectRatio: ratio }}
        >
          {picture ? (
            <img
              src={assetUrl(picture.asset, 320)}
              alt=""
              loading="lazy"
              className="size-full object-cover"
            />
          ) : (
            <ImageOff aria-hidden size={18} strokeWidth={1.25} className="text-text-3" />
          )}
        </span>
        <span className="flex min-w-0 items-center gap-1.5 text-xs">
          <span className="shrink-0 font-medium">
            <span className="sr-only">Panel </span>
            {panel.number}
          </span>
          {mark && (
            <span className={classNames("flex min-w-0 items-center gap-1", mark.colour)}>
              <mark.icon aria-hidden size={12} className="shrink-0" />
              <span className="truncate">
                <span className={fields === "" ? "" : "sr-only"}>{mark.label} </span>
                {fields}
              </span>
            </span>
          )}
        </span>
      </button>
    </li>
  )
}
