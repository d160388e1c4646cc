import { findPicture, type Panel } from "@panelwright/core"
import { Grid2x2, Lasso, Sparkles } from "lucide-react"
import { Button } from "../../ui/button.tsx"
import { Tooltip } from "../../ui/tooltip.tsx"
import { usePrice, withPrice } from "../generation/use-desk.ts"
import { useGenerate } from "../generation/use-generate.ts"
import { useVariations } from "../variants/use-variations.ts"
import { useWorkspace } from "../workspace/workspace-context.tsx"

export interface PictureButtonsProps {
  readonly panel: Panel
  /** Why no picture can be made; null: one can. */
  readonly refused: string | null
}

/** New pictures of the panel in hand. */
export function PictureButtons({ panel, refused }: PictureButtonsProps) {
  const { setDialog } = useWorkspace()
  const generate = useGenerate()
  const drawVariations = useVariations()
  const price = usePrice()
  const picture = findPicture(panel)
  return (
    <div className="flex gap-1.5">
      <Tooltip
        label={
          refused ??
          withPrice("A new picture from the words and the camera", price({ operation: "generate" }))
        }
        shortcut="G"
      >
        <Button
          className="flex-1"
          tone={picture ? "secondary" : "primary"}
          aria-disabled={refused !== null}
          onClick={() => {
            if (refused === null) void generate({ panelIds: [panel.id], operation: "generate" })
          }}
        >
          <Sparkles aria-hidden size={14} /> {picture ? "New picture" : "Generate"}
        </Button>
      </Tooltip>
      <Tooltip
        label={
          refused ??
          withPrice(
            "Four ways to see it, to choose one of",
            price({ operation: picture ? "edit" : "generate", pictures: 4 }),
          )
        }
        shortcut="Shift+G"
      >
        <Button
          aria-label="4 ways to see it"
          aria-disabled={refused !== null}
          onClick={() => {
            if (refused === null) void drawVariations(panel.id)
          }}
        >
          <Grid2x2 aria-hidden size={14} /> 4
        </Button>
      </Tooltip>
      {picture && (
        <Tooltip
          label={
            refused ?? "Change a part or draw what should be there; the rest stays to the pixel"
          }
          shortcut="R"
        >
          <Button
            className="flex-1"
            aria-disabled={refused !== null}
            onClick={() => {
              if (refused === null) setDialog("region")
            }}
          >
            <Lasso aria-hidden size={14} /> Region
          </Button>
        </Tooltip>
      )}
    </div>
  )
}
