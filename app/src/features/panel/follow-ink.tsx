import { findPicture, type Panel } from "@panelwright/core"
import { PenLine } from "lucide-react"
import { Button } from "../../ui/button.tsx"
import { Tooltip } from "../../ui/tooltip.tsx"
import { usePrice, withPrice } from "../generation/use-desk.ts"
import { useGenerate } from "../generation/use-generate.ts"
import { useDrawingRefusal } from "../region/use-drawing-refusal.ts"

export interface FollowInkProps {
  readonly panel: Panel
  /** Words that go with the drawing; empty: it says everything. */
  readonly instruction: string
  readonly refused: string | null
}

/** What is drawn on the panel, taken as what its picture should show. Only where something is drawn. */
export function FollowInk({ panel, instruction, refused }: FollowInkProps) {
  const generate = useGenerate()
  const price = usePrice()
  const cannot = useDrawingRefusal()
  const { ink } = panel
  if (ink === null) return null
  const operation = findPicture(panel) ? "edit" : "generate"
  const why = refused ?? cannot
  const words = instruction.trim()
  return (
    <Tooltip
      label={why ?? withPrice("A picture of what is drawn on the panel", price({ operation }))}
    >
      <Button
        aria-disabled={why !== null}
        onClick={() => {
          if (why !== null) return
          void generate({
            panelIds: [panel.id],
            operation,
            markup: ink.asset,
            ...(words !== "" && { instruction: words }),
          })
        }}
      >
        <PenLine aria-hidden size={14} /> Follow my drawing
      </Button>
    </Tooltip>
  )
}
