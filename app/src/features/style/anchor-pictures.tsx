import { findPicture, type AssetId } from "@panelwright/core"
import { Plus, X } from "lucide-react"
import { assetUrl } from "../../api/asset-url.ts"
import { Button } from "../../ui/button.tsx"
import { IconButton } from "../../ui/icon-button.tsx"
import { useSelectedPanels } from "../workspace/workspace-context.tsx"

/** As many as the style object takes. */
const mostAnchors = 8

export interface AnchorPicturesProps {
  readonly anchors: readonly AssetId[]
  readonly disabled: boolean
  readonly onChange: (anchors: AssetId[]) => void
}

/** Pictures that all others should be like, best first: providers that take references get them with every call. */
export function AnchorPictures({ anchors, disabled, onChange }: AnchorPicturesProps) {
  const [panel] = useSelectedPanels()
  const picture = panel ? findPicture(panel) : null
  const isNew = picture !== null && !anchors.includes(picture.asset)
  return (
    <div className="flex flex-col gap-1.5">
      <span className="text-xs font-medium text-text-2">Pictures to be like</span>
      {anchors.length > 0 && (
        <ul className="flex flex-wrap gap-2">
          {anchors.map((asset, index) => (
            <li key={asset} className="relative">
              <img
                src={assetUrl(asset, 160)}
                alt={`Anchor ${index + 1}`}
                className="h-14 rounded-sm border object-cover"
              />
              <IconButton
                label={`Remove anchor ${index + 1}`}
                icon={X}
                size="small"
                disabled={disabled}
                className="absolute top-0.5 right-0.5 bg-bg/85"
                onClick={() => onChange(anchors.filter((item) => item !== asset))}
              />
            </li>
          ))}
        </ul>
      )}
      {picture && panel && isNew && anchors.length < mostAnchors && (
        <Button
          className="self-start"
          disabled={disabled}
          onClick={() => onChange([...anchors, picture.asset])}
        >
          <Plus aria-hidden size={14} /> Picture of panel {panel.number}
        </Button>
      )}
      <p className="text-xs text-text-3">
        {picture
          ? "Providers that take references get these with every call; the built-in sketch keeps to look and palette."
          : "Select a panel with a picture to add it here."}
      </p>
    </div>
  )
}
