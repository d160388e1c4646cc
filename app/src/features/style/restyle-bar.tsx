import { isLocked, listOutOfStyle, type OutOfStyle } from "@panelwright/core"
import { useStoryboard } from "@panelwright/storyboard/connection"
import { Brush, ChevronDown } from "lucide-react"
import { useState } from "react"
import { Button } from "../../ui/button.tsx"
import { useGenerate } from "../generation/use-generate.ts"
import { usePrice, withPrice } from "../generation/use-desk.ts"
import { useEditRefusal } from "../workspace/use-edit-refusal.ts"
import { useSelectedPanels, useWorkspace } from "../workspace/workspace-context.tsx"
import { RestylePreview } from "./restyle-preview.tsx"

const mostInOneOrder = 500
/** So many are looked at before the rest is paid for. */
const previewed = 3

const countPictures = (count: number) => `${count} ${count === 1 ? "picture" : "pictures"}`

/** Which pictures were made in another style, what it costs to make them new, and how the first would look. */
export function RestyleBar() {
  const { session } = useWorkspace()
  const generate = useGenerate()
  const price = usePrice()
  const readOnly = useEditRefusal()
  const chosen = useSelectedPanels()
  const [listed, setListed] = useState(false)
  const [preview, setPreview] = useState<readonly OutOfStyle[] | null>(null)
  const all = useStoryboard(session, listOutOfStyle)
  const version = useStoryboard(session, ({ style }) => style.version)
  const stale = all.filter(({ panel }) => !isLocked(panel))
  const approved = all.length - stale.length
  const ids = stale.map(({ panel }) => panel.id).slice(0, mostInOneOrder)
  const selected = chosen.filter(({ id }) => ids.includes(id))
  const [only] = selected
  if (readOnly !== null) return null
  const priceOf = (pictures: number) => price({ operation: "edit", pictures })
  // An edit that asks for nothing keeps what people refined and draws it in the style as it is now.
  const restyle = (panelIds: typeof ids) => void generate({ panelIds, operation: "edit" })
  return (
    <div className="rounded-md border bg-surface px-3 py-2">
      <div className="flex flex-wrap items-center gap-2">
        <Brush aria-hidden size={15} className="text-text-2" />
        <span className="min-w-40 flex-1 text-text-2">
          {all.length === 0
            ? "All pictures are in the present style."
            : `${countPictures(all.length)} in another style than the present one.`}
          {approved > 0 &&
            ` ${approved} approved ${approved === 1 ? "stays as it is" : "stay as they are"}.`}
        </span>
        {all.length > 0 && (
          <Button tone="quiet" aria-expanded={listed} onClick={() => setListed(!listed)}>
            Which <ChevronDown aria-hidden size={14} className={listed ? "rotate-180" : ""} />
          </Button>
        )}
        {only && preview === null && (
          <Button onClick={() => restyle(selected.map(({ id }) => id))}>
            {withPrice(
              `Restyle ${selected.length === 1 ? `panel ${only.number}` : `${selected.length} panels`}`,
              priceOf(selected.length),
            )}
          </Button>
        )}
        {stale.length > previewed && preview === null && (
          <Button onClick={() => setPreview(stale.slice(0, previewed))}>
            {withPrice(`Try on ${previewed}`, priceOf(previewed))}
          </Button>
        )}
        {stale.length > 0 && preview === null && (
          <Button tone="primary" onClick={() => restyle(ids)}>
            {withPrice(
              stale.length === 1 ? "Restyle it" : `Restyle all ${ids.length}`,
              priceOf(ids.length),
            )}
          </Button>
        )}
      </div>
      {listed && <StaleList stale={all} version={version} />}
      {preview !== null && (
        <RestylePreview panels={preview} stale={ids} onClose={() => setPreview(null)} />
      )}
    </div>
  )
}

interface StaleListProps {
  readonly stale: readonly OutOfStyle[]
  /** Of the style now. */
  readonly version: number
}

/** Which ones, by the version that they were made with. */
function StaleList({ stale, version }: StaleListProps) {
  const { selection } = useWorkspace()
  const byVersion = [...Map.groupBy(stale, ({ picture }) => picture.recipe.styleVersion)]
  return (
    <dl className="mt-2 flex max-h-48 flex-col gap-2 overflow-y-auto border-t pt-2 text-xs">
      {byVersion.map(([made, panels]) => (
        <div key={made}>
          <dt className="text-text-3">
            {made === version
              ? "Made in another look"
              : `Made with version ${made}, now version ${version}`}
          </dt>
          <dd className="mt-1 flex flex-wrap gap-1">
            {panels.map(({ panel }) => (
              <button
                key={panel.id}
                type="button"
                aria-label={`Select panel ${panel.number}`}
                onClick={() => selection.set([panel.id])}
                className="h-6 rounded-sm border px-1.5 text-text-2 hover:border-line-strong hover:text-text"
              >
                {panel.number}
                {isLocked(panel) && <span className="text-text-3"> approved</span>}
              </button>
            ))}
          </dd>
        </div>
      ))}
    </dl>
  )
}
