import { toRatio } from "@panelwright/core"
import { useStoryboard } from "@panelwright/storyboard/connection"
import { Dialog } from "../../ui/dialog.tsx"
import { useSelectedPanels, useWorkspace } from "../workspace/workspace-context.tsx"
import { useVariationSet } from "./use-variations.ts"
import { VariationGrid } from "./variation-grid.tsx"
import type { Panel } from "@panelwright/core"

/** The four pictures to choose from, large. */
export function VariationsDialog() {
  const [panel] = useSelectedPanels()
  return panel ? <Large panel={panel} /> : null
}

function Large({ panel }: { readonly panel: Panel }) {
  const { session, setDialog } = useWorkspace()
  const set = useVariationSet(panel.id)
  const ratio = useStoryboard(session, ({ settings }) => toRatio(settings.aspectRatio))
  if (!set) return null
  return (
    <Dialog
      open
      width="large"
      title={`Four ways to see panel ${panel.number}`}
      onOpenChange={() => setDialog(null)}
    >
      <VariationGrid panel={panel} set={set} ratio={ratio} onDone={() => setDialog(null)} />
    </Dialog>
  )
}
