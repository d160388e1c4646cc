import { findPicture, type PanelId } from "@panelwright/core"
import { useStoryboard } from "@panelwright/storyboard/connection"
import { Brush } from "lucide-react"
import { Button } from "../../ui/button.tsx"
import { useGenerate } from "../generation/use-generate.ts"
import { useEditRefusal } from "../workspace/use-edit-refusal.ts"
import { useSelectedPanels, useWorkspace } from "../workspace/workspace-context.tsx"

const mostInOneOrder = 500

/** Which pictures were made with an older style, and what makes them new. */
export function RestyleBar() {
  const { session } = useWorkspace()
  const generate = useGenerate()
  const readOnly = useEditRefusal()
  const chosen = useSelectedPanels()
  const stale = useStoryboard(session, ({ panels, style }) =>
    panels
      .filter((panel) => {
        const recipe = findPicture(panel)?.recipe
        return (
          recipe !== undefined &&
          recipe.operation !== "upload" &&
          recipe.styleVersion < style.version &&
          panel.status !== "approved"
        )
      })
      .map(({ id }) => id),
  )
  const known = new Set(stale)
  const selected = chosen.filter(({ id }) => known.has(id))
  const [only] = selected
  if (readOnly !== null) return null
  // An edit that asks for nothing keeps what people refined and draws it in the style as it is now.
  const restyle = (panelIds: readonly PanelId[]) =>
    void generate({ panelIds: panelIds.slice(0, mostInOneOrder), operation: "edit" })
  return (
    <div className="flex flex-wrap items-center gap-2 rounded-md border bg-surface px-3 py-2">
      <Brush aria-hidden size={15} className="text-text-2" />
      <span className="min-w-40 flex-1 text-text-2">
        {stale.length === 0
          ? "All pictures are in the present style."
          : `${stale.length} ${stale.length === 1 ? "picture is" : "pictures are"} in an older style.`}
      </span>
      {only && (
        <Button onClick={() => restyle(selected.map(({ id }) => id))}>
          Restyle {selected.length === 1 ? `panel ${only.number}` : `${selected.length} panels`}
        </Button>
      )}
      {stale.length > 0 && (
        <Button tone="primary" onClick={() => restyle(stale)}>
          Restyle all {stale.length}
        </Button>
      )}
    </div>
  )
}
